"""Numbers, sizes, names and the like: the value, the words it came from, what it is not."""

import pytest

from coccinelle.core.reading import Entity
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()


def values(text: str, sector: str = "boutique") -> list[Entity]:
    return [e for r in READER.read(turn(text, sector=sector)).requests for e in r.entities]


def told(text: str, name: str, sector: str = "boutique") -> list[str]:
    """Without repeating what two requests share."""
    return list(dict.fromkeys(str(e.value) for e in values(text, sector) if e.name == name))


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("vous l'avez en 38 ?", "size", ["38"]),
        ("du 38 vous avez ?", "size", ["38"]),
        ("T38 dispo ?", "size", ["38"]),
        ("t.38 dispo ?", "size", ["38"]),
        ("le blazer en taille M ?", "size", ["M"]),
        ("un m dans le blazer ?", "size", ["M"]),
        ("le blazer en XL", "size", ["XL"]),
        ("le blazer en medium ?", "size", ["M"]),
        ("les bottines en 39,5 ?", "size", ["39.5"]),
        ("pointure 41 dispo ?", "size", ["41"]),
        ("le sac est taille unique ?", "size", ["taille unique"]),
        ("la robe en trente-huit ?", "size", ["38"]),
        ("la robe, 38 pardon 40", "size", ["40"]),
        ("vous avez la robe en 38, non finalement le 40 ?", "size", ["40"]),
        ("c'est ３８ la taille ?", "size", ["38"]),
        ("vous l'avez en 38 ? ça coûte 45 € ?", "size", ["38"]),
        ("livré en 48h ?", "size", []),
        ("je passe dans 40 min", "size", []),
        ("vous avez du bleu marine ?", "color", ["bleu marine"]),
        ("existe en navy ?", "color", ["bleu marine"]),
        ("la capucine en rose poudré ?", "color", ["rose poudré"]),
        ("bonjour c'est Marine, vous fermez quand ?", "color", []),
        ("or il pleut", "color", []),
        ("je voudrais commander deux robes bordeaux", "quantity", ["2"]),
        ("je prends une paire de bottines", "quantity", ["1"]),
        ("2,5 robes", "quantity", []),
        ("-1 robe", "quantity", []),
        ("commande 2847 svp, elle est où ?", "order_number", ["2847"]),
        ("où est ma commande n° 2847 ?", "order_number", ["2847"]),
        ("où est ma commande #2847", "order_number", ["2847"]),
        ("commande ２８４７ pas reçue", "order_number", ["2847"]),
        ("je n'ai pas reçu mon colis, c'est la 31044", "order_number", ["31044"]),
        ("où est ma commande WEB-10234 ?", "order_number", ["WEB-10234"]),
        ("taille 38 en stock ?", "order_number", []),
        ("mon colis 6A12345678901 n'arrive pas", "tracking_number", ["6A12345678901"]),
        ("suivi XY123456789FR bloqué", "tracking_number", ["XY123456789FR"]),
        ("la facture F2025-0012 est fausse", "invoice_number", ["F2025-0012"]),
        ("rappelez moi au 06 39 98 12 34", "phone", ["+33639981234"]),
        ("call me on +33 6 39 98 12 34", "phone", ["+33639981234"]),
        ("mon mail : emma@example.org.", "email", ["emma@example.org"]),
        ("j'ai été débitée de 49,90 €", "amount", ["49.9"]),
        ("j'ai payé 89 euros", "amount", ["89"]),
        ("c'est au nom de Delorme", "name", ["Delorme"]),
        ("c'est Mme Kerbrat, ma commande est prête ?", "name", ["Kerbrat"]),
        ("je m'appelle Jean-Éloi d'Àrc-Œuf", "name", ["Jean-Éloi d'Àrc-Œuf"]),
        ("le code promo NOEL10 ne passe pas", "promo_code", ["NOEL10"]),
        ("le code promo ne passe pas", "promo_code", []),
        (
            "livrez plutôt au 12 rue des Lilas 75011 Paris",
            "address",
            ["12 rue des Lilas 75011 Paris"],
        ),
    ],
)
def test_a_value_is_found_in_a_shop(text: str, name: str, wanted: list[str]) -> None:
    assert told(text, name) == wanted


@pytest.mark.parametrize(
    ("sector", "text", "name", "wanted"),
    [
        ("restaurant", "table pour quatre, pardon cinq, samedi", "party_size", ["5"]),
        ("restaurant", "on sera 3 + un bébé demain soir", "party_size", ["4"]),
        ("restaurant", "nous serons sept ce soir", "party_size", ["7"]),
        ("restaurant", "table de 6 pour 20h", "party_size", ["6"]),
        ("restaurant", "2 adultes et 2 enfants samedi midi", "party_size", ["4"]),
        ("restaurant", "a table for two tonight", "party_size", ["2"]),
        ("restaurant", "on serait une dizaine vendredi", "party_size", ["10"]),
        ("restaurant", "finalement 6 au lieu de 4", "party_size", ["6"]),
        ("restaurant", "réserver pour 20h", "party_size", []),
        ("restaurant", "table pour 2 à 20h30", "time", ["20:30"]),
        ("garage", "ma Clio AB-123-CD est prête ?", "plate", ["AB-123-CD"]),
        ("garage", "ab 123 cd elle est prête ?", "plate", ["AB-123-CD"]),
        ("garage", "vidange sur une 208", "vehicle", ["208"]),
        ("garage", "elle a 120 000 km", "mileage", ["120000"]),
        ("garage", "un devis pour une vidange", "service", ["vidange"]),
        ("spa", "un modelage samedi", "service", ["modelage"]),
        ("real_estate", "l'annonce réf 4521 svp", "property_ref", ["4521"]),
        ("real_estate", "budget 250 000 € max", "budget", ["250000"]),
    ],
)
def test_a_value_is_found_in_the_other_trades(
    sector: str, text: str, name: str, wanted: list[str]
) -> None:
    assert told(text, name, sector) == wanted


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("le 40 est trop grand, je veux un 38", "40", "38"),
        ("échanger le 40 contre un 38", "40", "38"),
        ("j'ai pris du 38 et il me faut du 36 pour l'échange", "38", "36"),
        ("je voudrais un 36 au lieu du 38, trop grande", "38", "36"),
        ("puis-je échanger ? le M est trop serré, un L irait mieux", "M", "L"),
        ("size 40 is too big, can I exchange it for a 38?", "40", "38"),
    ],
)
def test_an_exchange_knows_what_is_given_back_and_what_is_wanted(
    text: str, given: str, wanted: str
) -> None:
    assert (told(text, "size_from"), told(text, "size_to")) == ([given], [wanted])


def test_a_value_keeps_the_words_it_came_from() -> None:
    (phone,) = (e for e in values("Rappelez-moi au 06.39.98.12.34 !") if e.name == "phone")
    assert phone.words == "06.39.98.12.34"


def test_two_requests_share_what_is_said_once() -> None:
    text = "vous avez la robe bordeaux en 38 ? et vous pouvez me la mettre de côté ?"
    refs = {r.intent: r.entity("product") for r in READER.read(turn(text)).requests}
    assert {intent: p.ref for intent, p in refs.items() if p} == dict.fromkeys(refs, "RB-0110")
