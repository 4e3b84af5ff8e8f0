"""What is said without any catalogue, who writes, and what a value is for the request."""

import pytest

from coccinelle.core.catalogue import Catalogue
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Said, Turn
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.passage import read_passage
from coccinelle.understanding.requests import with_entities
from tests.understanding.world import NOW

NOTHING = Catalogue("none", (), ())


def said(text: str, sector: str, intent: str, name: str, *, kind: str = "sms") -> list[str]:
    """The values of one name, whatever the intents' reader makes of the text."""
    main, _, sub_kind = intent.partition("/")
    turn = Turn((Said(text, NOW),), NOW, kind, sector, Memory(), NOTHING)
    lexicon = lexicon_of(sector)
    passage = read_passage(turn, lexicon, CatalogueIndex(NOTHING, lexicon))
    asked = Asked(main, 0.9, sub_kind or None, 0, len(passage.text.folded))
    found = [e for r in with_entities(passage, [asked]) for e in r.entities if e.name == name]
    return list(dict.fromkeys(str(e.value) for e in found))


@pytest.mark.parametrize(
    ("sector", "intent", "text", "name", "wanted"),
    [
        ("boutique", "stock_availability", "Il vous reste une jupe en cuir ?", "product",
         ["jupe en cuir"]),
        ("boutique", "stock_availability", "do you have the linen shirt?", "product",
         ["linen shirt"]),
        ("boutique", "booking_create", "je voudrais un essayage samedi", "service", ["essayage"]),
        ("restaurant", "item_problem", "la tarte au citron est arrivée écrasée", "product",
         ["tarte au citron"]),
        ("spa", "stock_availability", "avez-vous encore la crème à la rose ?", "product",
         ["crème à la rose"]),
        ("spa", "booking_create", "un massage aux pierres chaudes jeudi", "service",
         ["massage aux pierres chaudes"]),
        ("spa", "hours_location", "la crème, c'est loin de la gare ?", "product", []),
        ("garage", "booking_create", "monter mes pneus hiver mardi", "service", ["pneus hiver"]),
        ("garage", "booking_create", "changer les plaquettes avant samedi", "service",
         ["plaquettes"]),
        ("garage", "stock_availability", "vous avez des plaquettes ?", "product", ["plaquettes"]),
        ("garage", "repair_status", "mon scooter est prêt ?", "vehicle", ["scooter"]),
        ("real_estate", "order_status", "ma quittance de décembre est partie ?", "product",
         ["quittance"]),
        ("real_estate", "booking_create", "une visite du studio REF-1204", "property_ref",
         ["REF-1204"]),
    ],
)  # fmt: skip
def test_a_ware_is_known_without_a_catalogue(
    sector: str, intent: str, text: str, name: str, wanted: list[str]
) -> None:
    assert said(text, sector, intent, name) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2 couverts demain midi au nom de kerbrat", ["Kerbrat"]),
        ("annulez ma résa svp, Tessier 19h30", ["Tessier"]),
        ("le formulaire est en panne, je ne viendrai pas demain (Bonnard).", ["Bonnard"]),
        ("on sera 6 au lieu de 4 ce soir, table Jaouen", ["Jaouen"]),
        ("Une table pour deux samedi ?\nMerci d'avance,\nOdile Taquet", ["Odile Taquet"]),
        ("Bonjour Monsieur Tréhin, vous êtes ouverts ?", []),
        ("J'arrive", []),
        ("Navrée. Dommage.", []),
    ],
)
def test_the_name_of_who_writes_is_found(text: str, wanted: list[str]) -> None:
    assert said(text, "restaurant", "booking_create", "name") == wanted


def test_a_signature_taken_off_a_mail_still_tells_the_name() -> None:
    text = "Bonjour,\nAvez-vous une table samedi ?\nCordialement,\nPaul Kerbrat"
    assert said(text, "restaurant", "booking_create", "name", kind="email") == ["Paul Kerbrat"]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("on peut décaler de vendredi à samedi ?", "2025-01-17", "2025-01-18"),
        ("vendredi plutôt que samedi ?", "2025-01-18", "2025-01-17"),
        ("finalement on sera 6 vendredi", "2025-01-17", None),
    ],
)
def test_the_day_asked_for_is_told_from_the_day_booked(
    text: str, old: str, new: str | None
) -> None:
    assert said(text, "restaurant", "booking_modify", "date") == [old]
    assert said(text, "restaurant", "booking_modify", "new_date") == ([new] if new else [])


def test_the_day_of_a_complaint_is_behind_us() -> None:
    assert said("service bien long mardi", "restaurant", "complaint", "date") == ["2025-01-14"]


def test_an_event_gives_the_deadline_of_an_order() -> None:
    text = "mon colis arrive quand ? le mariage est samedi"
    assert said(text, "boutique", "order_status", "deadline") == ["2025-01-18"]
    assert said(text, "boutique", "order_status", "event") == ["mariage"]


@pytest.mark.parametrize(
    ("sector", "intent", "text", "name", "wanted"),
    [
        ("restaurant", "booking_create", "on sera une quarantaine", "party_size", ["40"]),
        ("restaurant", "booking_create", "una mesa para cuatro el sábado", "party_size", ["4"]),
        ("restaurant", "product_service_info", "la planche suffit pour quatre ?", "party_size", []),
        ("garage", "place_order", "il me faut quatre pneus neige", "quantity", ["4"]),
        ("restaurant", "booking_modify", "un autre jour ?", "quantity", []),
        ("restaurant", "order_cancel", "annulez la 447 svp", "order_number", ["447"]),
        ("spa", "payment_invoice/dispute", "j'ai payé 59 e en trop", "amount", ["59"]),
        ("real_estate", "stock_availability/notify", "un T2 sous 600", "budget", ["600"]),
        ("real_estate", "account_data/change", "c'est 6 rue du Stade, pour mon dossier", "address",
         ["6 rue du Stade"]),
        ("garage", "stock_availability", "des pneus 195/65 R15 ?", "size", ["195/65 R15"]),
        ("boutique", "order_status", "le paquet 8R2214550 est perdu", "tracking_number",
         ["8R2214550"]),
        ("garage", "payment_invoice/dispute", "devis 300 facture 520", "invoice_number", []),
    ],
)  # fmt: skip
def test_numbers_mean_what_stands_around_them(
    sector: str, intent: str, text: str, name: str, wanted: list[str]
) -> None:
    assert said(text, sector, intent, name) == wanted
