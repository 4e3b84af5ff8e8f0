"""What is said to an owner about a fault in the folder, in French and in English."""

from typing import Literal

Language = Literal["fr", "en"]

_FR = {
    "nothing_kept": "Rien n'a été importé : {count} erreur(s) dans le dossier.",
    "line": "ligne",
    "column": "colonne",
    # the folder and its files
    "no_folder": "ce dossier n'existe pas ou n'est pas un dossier",
    "no_file": "ce fichier est obligatoire et il manque",
    "unknown_file": "ce fichier n'est pas attendu ; fichiers connus : {known}",
    "link": "c'est un lien : copiez le vrai fichier dans le dossier",
    "not_a_file": "ce n'est pas un fichier ordinaire",
    "unreadable": "ce fichier ne peut pas être lu : {why}",
    "too_big": "ce fichier dépasse {limit} Mo",
    "too_many_rows": "ce fichier dépasse {limit} lignes",
    "too_many_pages": "il y a plus de {limit} pages",
    "bad_encoding": "l'encodage n'est ni UTF-8 ni cp1252 : enregistrez le fichier en UTF-8",
    "needs_file": "ce fichier parle de {what}, mais {needed} manque dans le dossier",
    # tables
    "no_header": "la première ligne doit donner le nom des colonnes : {columns}",
    "unknown_column": "colonne inconnue ; colonnes attendues : {columns}",
    "missing_column": "colonne manquante",
    "double_column": "cette colonne est donnée deux fois",
    "broken_csv": "guillemets mal placés ou jamais refermés dans cette ligne",
    "too_many_cells": "{found} cellules au lieu de {expected} : une valeur qui contient le"
    " séparateur doit être entre guillemets",
    "odd_character": "cette cellule contient un caractère interdit",
    "too_long": "plus de {limit} caractères",
    # cells
    "required": "valeur obligatoire",
    "bad_price": "« {value} » n'est pas un prix ; écrivez par exemple 49,90",
    "price_too_high": "« {value} » dépasse le prix maximal de 1 000 000",
    "bad_count": "« {value} » n'est pas un nombre entier de {least} à {most}",
    "bad_moment": "« {value} » n'est pas une date ; écrivez 2025-01-16 ou 2025-01-16T18:30",
    "bad_phone": "« {value} » n'est pas un numéro de téléphone",
    "bad_email": "« {value} » n'est pas une adresse e-mail",
    "bad_yes_no": "« {value} » : écrivez oui ou non",
    "bad_choice": "« {value} » n'est pas possible ; valeurs possibles : {choices}",
    # between lines and files
    "double": "« {value} » est déjà donné ligne {line}",
    "double_within": "« {value} » est déjà donné ligne {line} pour {group}",
    "double_variant": "même article, même couleur et même taille que la ligne {line} : gardez-en"
    " une, ou dites ce qui les distingue",
    "other_name": "{ref} s'appelle « {known} » ligne {line} : un produit a un seul nom",
    "other_category": "{ref} est dans « {known} » ligne {line} : un produit a une seule catégorie",
    "unknown_ref": "« {value} » n'est pas dans {needed}",
    # business.toml
    "broken_toml": "écriture TOML incorrecte : {why}",
    "unknown_key": "clé inconnue",
    "missing_key": "clé obligatoire manquante",
    "bad_text": "un texte entre guillemets est attendu",
    "bad_list": "une liste entre crochets est attendue",
    "bad_table": "une section entre crochets est attendue",
    "bad_number": "un nombre est attendu",
    "out_of_bounds": "nombre hors des limites ({bound})",
    "bad_zone": "« {value} » n'est pas un fuseau horaire ; écrivez par exemple Europe/Paris",
    "bad_name": "ce nom doit contenir au moins une lettre latine ou un chiffre",
    "bad_day": "« {value} » n'est pas un jour ; écrivez par exemple 2025-12-25",
    "bad_hours": "« {value} » : écrivez les heures ainsi : 10:00-19:00",
    "hours_backwards": "« {value} » finit avant de commencer ; après minuit, écrivez la suite"
    " sur le jour suivant",
    "hours_overlap": "« {value} » chevauche ou précède « {former} »",
    "bad_policy_moment": "écrivez par exemple next_day 18:00, +2d closing ou +3d 12:00",
    "bad_duration": "« {value} » : écrivez une durée, par exemple 90m, 1h ou 2d",
    "bad_clock": "« {value} » : écrivez une heure, par exemple 12:00",
    "bad_url": "« {value} » n'est pas l'adresse d'un serveur ; écrivez https://…",
    "bad_key_name": "écrivez le nom d'une variable d'environnement, qui finit par _API_KEY ;"
    " jamais la clé elle-même",
    "bad_siren": "« {value} » n'est ni un SIREN (9 chiffres) ni un SIRET (14) : vérifiez chaque"
    " chiffre",
    "bad_vat_number": "« {value} » n'est pas un numéro de TVA ; écrivez par exemple FR11123456782",
    "bad_value": "valeur refusée",
    # knowledge
    "no_question": "ce texte n'est sous aucune question : commencez par un titre « # … »",
    "no_answer": "la question « {value} » n'a pas de réponse",
}

_EN = {
    "nothing_kept": "Nothing was imported: {count} fault(s) in the folder.",
    "line": "line",
    "column": "column",
    "no_folder": "this folder does not exist or is not a folder",
    "no_file": "this file is required and is missing",
    "unknown_file": "this file is not expected; known files: {known}",
    "link": "this is a link: copy the real file into the folder",
    "not_a_file": "this is not an ordinary file",
    "unreadable": "this file cannot be read: {why}",
    "too_big": "this file is over {limit} MB",
    "too_many_rows": "this file has more than {limit} rows",
    "too_many_pages": "there are more than {limit} pages",
    "bad_encoding": "the encoding is neither UTF-8 nor cp1252: save the file as UTF-8",
    "needs_file": "this file speaks of {what}, but {needed} is missing from the folder",
    "no_header": "the first line must name the columns: {columns}",
    "unknown_column": "unknown column; expected columns: {columns}",
    "missing_column": "missing column",
    "double_column": "this column is given twice",
    "broken_csv": "quotes out of place or never closed in this line",
    "too_many_cells": "{found} cells instead of {expected}: a value that contains the separator"
    " must be quoted",
    "odd_character": "this cell contains a forbidden character",
    "too_long": "more than {limit} characters",
    "required": "a value is required",
    "bad_price": "“{value}” is not a price; write for example 49.90",
    "price_too_high": "“{value}” is over the highest price, 1,000,000",
    "bad_count": "“{value}” is not a whole number from {least} to {most}",
    "bad_moment": "“{value}” is not a date; write 2025-01-16 or 2025-01-16T18:30",
    "bad_phone": "“{value}” is not a phone number",
    "bad_email": "“{value}” is not an e-mail address",
    "bad_yes_no": "“{value}”: write yes or no",
    "bad_choice": "“{value}” is not possible; possible values: {choices}",
    "double": "“{value}” is already given on line {line}",
    "double_within": "“{value}” is already given on line {line} for {group}",
    "double_variant": "same article, same colour and same size as line {line}: keep one of them,"
    " or say what tells them apart",
    "other_name": "{ref} is called “{known}” on line {line}: a product has one name",
    "other_category": "{ref} is in “{known}” on line {line}: a product has one category",
    "unknown_ref": "“{value}” is not in {needed}",
    "broken_toml": "incorrect TOML: {why}",
    "unknown_key": "unknown key",
    "missing_key": "a required key is missing",
    "bad_text": "a quoted text is expected",
    "bad_list": "a list in brackets is expected",
    "bad_table": "a section in brackets is expected",
    "bad_number": "a number is expected",
    "out_of_bounds": "number out of bounds ({bound})",
    "bad_zone": "“{value}” is not a time zone; write for example Europe/Paris",
    "bad_name": "this name needs at least one Latin letter or digit",
    "bad_day": "“{value}” is not a day; write for example 2025-12-25",
    "bad_hours": "“{value}”: write the hours like this: 10:00-19:00",
    "hours_backwards": "“{value}” ends before it starts; past midnight, write the rest on the"
    " next day",
    "hours_overlap": "“{value}” overlaps or precedes “{former}”",
    "bad_policy_moment": "write for example next_day 18:00, +2d closing or +3d 12:00",
    "bad_duration": "“{value}”: write a duration, for example 90m, 1h or 2d",
    "bad_clock": "“{value}”: write a time, for example 12:00",
    "bad_url": "“{value}” is not the address of a server; write https://…",
    "bad_key_name": "write the name of an environment variable that ends in _API_KEY,"
    " never the key itself",
    "bad_siren": "“{value}” is neither a SIREN (9 digits) nor a SIRET (14): check every digit",
    "bad_vat_number": "“{value}” is not a VAT number; write for example FR11123456782",
    "bad_value": "value refused",
    "no_question": "this text is under no question: start with a heading “# …”",
    "no_answer": "the question “{value}” has no answer",
}

SENTENCES: dict[Language, dict[str, str]] = {"fr": _FR, "en": _EN}
_SHOWN = 60  # characters of a wrong value that are repeated


def say(language: Language, key: str, **values: object) -> str:
    shown = {name: _cut(value) if name == "value" else value for name, value in values.items()}
    return SENTENCES[language][key].format(**shown)


def _cut(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
