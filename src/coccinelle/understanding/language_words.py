"""The short words that tell a language, and the letters that tell a script."""

import re
from collections.abc import Mapping

_WORDS = {
    "fr": "je vous la le les une des est pas pour avec merci bonjour bonsoir svp taille robe "
    "commande avez mon ma oui non quel quelle combien demain samedi suis ai il elle nous sur plait "
    "salut du au et en c'est j'ai voudrais livraison colis annuler finalement plutot dispo "
    "disponible quoi passe où quand ça marche parfait toujours rien reçu chez un de dans qui que "
    "tu ton votre vos ce cette sont fait faire peux peut possible rendez-vous bien aussi encore "
    "j'arrive super facture stop adresse es t'es moi toi te robot humain",
    "en": "the you do have is are what how much where my please thanks thank can could would i'm "
    "your hello hi want need it order when does this that for with yes don't i'd will still been "
    "we any there open close size dress cancel book sorry an if at tonight tomorrow refund wrong "
    "good great sounds perfect stop see me i of and to on was has not no just got get they our "
    "money back never ever worst best service card late early today week call table price fine "
    "hey thx texting item blue red black white after before until again someone which",
    "es": "el los las tienen tiene tenéis gracias hola por favor cuando dónde donde quiero pedido "
    "está mi para buenos buenas talla vestido puedo una muy necesito cuanto cuánto cuesta con que "
    "qué sí es un la en no me ha todavía hasta mañana vale hoy abren cierran mesa cita soy sigue "
    "llegó tarjeta hablar estoy del al lo se si yo usted ustedes nada hora también pero han he",
    "it": "il lo gli avete grazie ciao buongiorno quando dove vorrei ordine è mio mia per della "
    "taglia vestito posso sono una quanto costa con che di non ho va bene sì perfetto domani "
    "stasera ancora ricevuto buonasera troppo mi può la un ci siete oggi c'è dov'è anche del nel "
    "ha ma quale questa questo arrivato pacco tavolo libero voglio piccola ora chiudete si",
    "de": "der das die ich sie haben ist nicht mein meine bitte danke hallo guten wann wo kleid "
    "größe bestellung und für mit ein eine wie viel kann ja gerne nein bis morgen heute noch auf "
    "den dem zu im am es wir ihr habt gibt auch schön tag bin war hat einen man möchte brauche "
    "termin geöffnet passt von nichts schon kaputt rechnung gegen mir abend",
    "pt": "vocês obrigado obrigada olá quando onde quero pedido meu minha vestido tamanho posso "
    "uma não para com está tem têm bom dia quanto custa boa tarde noite sim ainda muito que as "
    "os um é em do da no na ao às à hoje amanhã queria há mais por favor encomenda você pode ser "
    "nada estão sou marcar horas fecham pequeno grande recebi mesa dois",
    "nl": "het een ik jullie hebben niet mijn graag dank hallo wanneer waar jurk maat bestelling "
    "en voor met kan hoeveel is goedemorgen de wat er ja nee nog te op van zijn hoe laat morgen "
    "vanavond bel mij ben geen goedemiddag factuur kosten bedankt wel aub alstublieft wil deze dit "
    "dat om naar ook heb heeft niets klein groot mag",
}
WORDS: Mapping[str, frozenset[str]] = {name: frozenset(w.split()) for name, w in _WORDS.items()}

# A script, the languages customers write in it, and the letters only the first of them uses.
SCRIPTS: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (re.compile(r"[\u0400-\u052f]"), ("uk", "ru", "bg", "sr"), "іїєґ"),
    (re.compile(r"[\u0600-\u06ff\u0750-\u077f]"), ("fa", "ar", "ur"), "پچژگکی"),
    (re.compile(r"[\u3040-\u30ff]"), ("ja",), ""),
    (re.compile(r"[\u4e00-\u9fff]"), ("zh",), ""),
    (re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"), ("ko",), ""),
    (re.compile(r"[\u0590-\u05ff]"), ("he",), ""),
    (re.compile(r"[\u0370-\u03ff]"), ("el",), ""),
    (re.compile(r"[\u0e00-\u0e7f]"), ("th",), ""),
    (re.compile(r"[\u0900-\u097f]"), ("hi",), ""),
    (re.compile(r"[\u10a0-\u10ff]"), ("ka",), ""),
    (re.compile(r"[\u0530-\u058f]"), ("hy",), ""),
)
# Letters that a language has nearly to itself: each kind seen counts as one telling word.
LETTERS = {
    "es": "ñ¿¡", "pt": "ãõ", "de": "ßäöü", "fr": "œùûê", "pl": "ąęłśźż", "ro": "ășț", "tr": "ığş",
    "hu": "őű", "cs": "ěřů", "vi": "ơưđạ", "sv": "å",
}  # fmt: skip
# Named when the statistics are sure; their nearest cousins are too often confused to be named.
OTHERS = frozenset("pl tr ro cs hu sv da no fi vi sk hr sq lt lv et id ca eu".split())
