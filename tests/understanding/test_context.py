"""The same words mean different things after a question."""

import pytest

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.reading import Reading
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import NOW, turn

READER = EmbeddedReader()
PICKUP = NOW.replace(hour=17, minute=0)
BLUE = Memory(product_ref="RF-2847", size="38", color="Bleu", updated_at=NOW)
HELD = Memory(product_ref="RF-2847", size="38", pickup_at=PICKUP, is_holding=True, updated_at=NOW)


def after(kind: str, wanted: str, *choices: str, last: str | None = "RF-2847") -> Memory:
    question = OpenQuestion(kind, wanted, choices, NOW)  # type: ignore[arg-type]
    size = None if kind == "which_size" else "38"
    return Memory(question=question, product_ref=last, size=size, updated_at=NOW)


SLOTS = after("which_slot", "booking_create", "2025-01-20 14:00", "2025-01-21 08:15", last=None)
RECAP = after("proposal", "booking_create", "2025-01-18 20:00", last=None)
TABLE = Memory(
    about="booking_create",
    is_arranged=True,
    details=(("date", "2025-01-18"), ("time", "20:00"), ("party_size", "4")),
)
PEOPLE = Memory(
    question=OpenQuestion("which_detail", "booking_create", ("party_size",), NOW),
    details=(("date", "2025-01-18"), ("time", "20:00")),
)
WAITING = after("offer_waiting", "waiting_list")
PRICES = after("which_product", "product_service_info", "RF-2847", "RF-2850", last=None)
OFFER = after("offer_hold", "hold_item")
SIZES = after("which_size", "stock_availability", "36", "38", "40")
LETTERS = after("which_size", "stock_availability", "S", "M", "L")
PRODUCTS = after("which_product", "stock_availability", "RF-2847", "RB-1102", "RF-2850", last=None)
TWO = after("which_product", "stock_availability", "RF-2847", "RB-1102")
COLORS = after("which_color", "hold_item", "Noir", "Bleu marine", last="CH-410")
DAY = after("which_day", "hold_item")


def read(text: str, memory: Memory) -> Reading:
    return READER.read(turn(text, memory=memory))


def first(reading: Reading) -> dict[str, str]:
    request = reading.requests[0]
    return {e.name: str(e.ref or e.value) for e in request.entities} | {"": request.intent}


@pytest.mark.parametrize(
    ("memory", "text", "answer", "values"),
    [
        (OFFER, "Oui merci ! Je passe ce soir vers 17h !", "yes", "hold_item RF-2847 38 17:00"),
        (OFFER, "oui", "yes", "hold_item RF-2847 38"),
        (OFFER, "ok super merci", "yes", "hold_item RF-2847 38"),
        (OFFER, "volontiers, je passe demain midi", "yes", "hold_item 2025-01-17 12:00"),
        (OFFER, "yes please, I'll come tomorrow at 5", "yes", "hold_item 2025-01-17 17:00"),
        (OFFER, "je la prends", "yes", "hold_item RF-2847 38"),
        (OFFER, "Top ! mettez la moi de coté", "yes", "hold_item RF-2847"),
        (OFFER, "prenez les deux", "yes", "hold_item 2"),
        (OFFER, "oui pas de problème", "yes", "hold_item"),
        (OFFER, "oui svp mais je peux passer que samedi", "yes", "hold_item 2025-01-18"),
        (OFFER, "finalement le 40", "correction 40", "stock_availability RF-2847 40"),
        (OFFER, "oui mais en 40", "correction 40", "hold_item 40"),
        (OFFER, "non plutôt en 40", "correction 40", "stock_availability 40"),
        (OFFER, "non merci", "no", "ack_closing"),
        (OFFER, "pas la peine merci", "no", "ack_closing"),
        (OFFER, "laissez tomber", "no", "ack_closing"),
        (OFFER, "je vais réfléchir", "no", "ack_closing"),
        (OFFER, "et en noir ?", "", "stock_availability RF-2847 noir"),
        (OFFER, "vous l'avez en 42 ?", "", "stock_availability RF-2847 42"),
        (OFFER, "c'est quoi le prix ?", "", "price_quote RF-2847"),
        (OFFER, "vous fermez à quelle heure ce soir ?", "", "hours_location 2025-01-16"),
        (OFFER, "où en est ma commande 2901 ?", "", "order_status 2901"),
        (SIZES, "38", "choice 38", "stock_availability RF-2847 38"),
        (SIZES, "38 ?", "choice 38", "stock_availability 38"),
        (SIZES, "plutôt 40", "choice 40", "stock_availability 40"),
        (SIZES, "T38 svp", "choice 38", "stock_availability 38"),
        (SIZES, "la plus petite", "choice 36", "stock_availability 36"),
        (SIZES, "38 pardon 40", "choice 40", "stock_availability 40"),
        (SIZES, "non merci", "no", "ack_closing"),
        (SIZES, "vous fermez à quelle heure ?", "", "hours_location"),
        (LETTERS, "M", "choice M", "stock_availability M"),
        (LETTERS, "un s", "choice S", "stock_availability S"),
        (LETTERS, "medium", "choice M", "stock_availability M"),
        (PRODUCTS, "la première", "choice RF-2847", "stock_availability RF-2847"),
        (PRODUCTS, "la 2", "choice RB-1102", "stock_availability RB-1102"),
        (PRODUCTS, "la rouge alors", "choice RF-2850", "stock_availability RF-2850"),
        (PRODUCTS, "celle à 79 €", "choice RB-1102", "stock_availability RB-1102"),
        (PRODUCTS, "l'azur", "choice RB-1102", "stock_availability RB-1102"),
        (PRODUCTS, "aucune", "no", "ack_closing"),
        (TWO, "non l'autre", "choice RB-1102", "stock_availability RB-1102"),
        (TWO, "prenez les deux", "choice all", "hold_item RF-2847"),
        (TWO, "les deux", "choice all", "stock_availability RF-2847"),
        (PRODUCTS, "les premières", "choice RF-2847", "stock_availability RF-2847"),
        (PRODUCTS, "le 2", "choice RB-1102", "stock_availability RB-1102"),
        (PRODUCTS, "le numéro 3 svp", "choice RF-2850", "stock_availability RF-2850"),
        (PRODUCTS, "la 1 en 38", "choice RF-2847", "stock_availability RF-2847 38"),
        (PRODUCTS, "la moins chère", "choice RB-1102", "stock_availability RB-1102"),
        (PRODUCTS, "la longue", "", "stock_availability RB-1203"),
        (PRODUCTS, "pas celles-là", "no", "ack_closing"),
        (PRODUCTS, "merci je vais réfléchir", "no", "ack_closing"),
        (PRODUCTS, "38", "", "stock_availability 38"),
        (PRODUCTS, "oui", "", "stock_availability"),
        (PRODUCTS, "vous êtes ouverts demain ?", "", "hours_location"),
        (PRICES, "la rouge", "choice RF-2850", "product_service_info RF-2850"),
        (PRICES, "la rouge en 38", "choice RF-2850", "stock_availability RF-2850 38"),
        (SIZES, "oui", "", "stock_availability RF-2847"),
        (SIZES, "ok merci", "", "ack_closing"),
        (SIZES, "prévenez moi quand le 40 revient", "", "waiting_list RF-2847 40"),
        (COLORS, "oui", "", "hold_item CH-410"),
        (WAITING, "oui svp", "yes", "waiting_list RF-2847 38"),
        (WAITING, "non merci", "no", "ack_closing"),
        (COLORS, "en noir", "choice Noir", "hold_item CH-410 Noir"),
        (COLORS, "la bleue svp", "choice Bleu marine", "hold_item CH-410"),
        (COLORS, "la deuxième", "choice Bleu marine", "hold_item CH-410"),
        (COLORS, "non merci", "no", "ack_closing"),
        (DAY, "samedi", "choice 2025-01-18", "hold_item RF-2847 38 2025-01-18"),
        (DAY, "vers 18h", "choice 18:00", "hold_item 18:00"),
        (HELD, "je passe à 18h30 ce soir", "", "hold_item 18:30 2025-01-16"),
        (HELD, "je suis en retard, j'arrive à 18h", "", "hold_item 18:00"),
        (HELD, "j'aurai 20 min de retard", "", "hold_item 17:20"),
        (HELD, "demain plutôt", "", "hold_item 2025-01-17 17:00"),
        (HELD, "c'est possible jusqu'à samedi ?", "", "hold_item 2025-01-18"),
        (HELD, "un jour de plus c'est possible ?", "", "hold_item 2025-01-17"),
        (HELD, "merci à tout à l'heure", "", "ack_closing"),
        (HELD, "vous fermez à quelle heure ?", "", "hours_location"),
        (HELD, "oui pour demain 17h30", "", "hold_item 2025-01-17 17:30"),
        (HELD, "finalement je ne passerai pas", "", "hold_item"),
        (HELD, "vous pouvez annuler la mise de côté ?", "", "hold_item"),
        (HELD, "mettons vendredi plutôt", "", "hold_item 2025-01-17 17:00"),
        (HELD, "plutôt 18h", "", "hold_item 2025-01-16 18:00"),
        (HELD, "je passerai à la même heure samedi", "", "hold_item 2025-01-18 17:00"),
        (HELD, "finalement le 40", "correction 40", "hold_item RF-2847 40"),
        (BLUE, "et en noir ?", "", "stock_availability RF-2847 noir 38"),
        (BLUE, "et la bordeaux ?", "", "stock_availability RB-0110"),
        (BLUE, "en 40 ?", "", "stock_availability RF-2847 40"),
        (BLUE, "elle coûte combien ?", "", "price_quote RF-2847"),
        (BLUE, "vous pouvez me la mettre de côté ?", "", "hold_item RF-2847 38"),
        (BLUE, "je la prends", "", "hold_item RF-2847 38"),
        (BLUE, "je vous la prends", "", "hold_item RF-2847 38"),
        (BLUE, "je passe la chercher demain", "", "hold_item RF-2847 2025-01-17"),
        (BLUE, "je peux venir demain à 12h la chercher ?", "", "hold_item RF-2847 12:00"),
        (BLUE, "ok mettez la moi en 40", "", "hold_item RF-2847 40"),
        (BLUE, "et la robe vous l'avez en 42 ?", "", "stock_availability RF-2847 42"),
        (BLUE, "prévenez-moi quand elle revient", "", "waiting_list RF-2847"),
        (BLUE, "oui", "", "ack_closing"),
    ],
)
def test_an_answer_is_read_in_its_context(
    memory: Memory, text: str, answer: str, values: str
) -> None:
    reading = read(text, memory)
    given = reading.answer
    assert (f"{given.kind} {given.choice or ''}".strip() if given else "") == answer
    assert set(values.split()) <= set(first(reading).values())


def test_two_choices_of_one_colour_stay_open() -> None:
    reading = read("la bleue", PRODUCTS)
    product = reading.requests[0].entity("product")
    assert reading.answer is None
    assert product is not None
    assert product.candidates == ("RF-2847", "RB-1102")


def test_a_size_alone_keeps_the_choices_open() -> None:
    for text in ("38", "en 38", "oui"):
        request = read(text, PRODUCTS).requests[0]
        product = request.entity("product")
        assert product is not None
        assert product.candidates == ("RF-2847", "RB-1102", "RF-2850")


def test_asking_which_sizes_there_are_names_none() -> None:
    for text in ("quelles tailles ?", "ça taille jusqu'à combien ?"):
        request = read(text, BLUE).requests[0]
        assert (request.intent, request.entity("size")) == ("stock_availability", None)


def test_yes_and_a_question_are_both_read() -> None:
    reading = read("oui et vous fermez à quelle heure ?", OFFER)
    assert [r.intent for r in reading.requests] == ["hold_item", "hours_location"]


def test_a_hold_called_off_and_a_hold_prolonged_say_so() -> None:
    cancelled = read("finalement je ne passerai pas", HELD).requests[0]
    longer = read("vous pouvez la garder jusqu'à samedi ?", HELD).requests[0]
    assert (cancelled.sub_kind, longer.sub_kind) == ("cancel", "extend")


@pytest.mark.parametrize(
    "text",
    ["je ne pourrai pas venir", "annulez", "plus besoin", "laissez tomber", "j'ai changé d'avis"],
)
def test_a_hold_is_called_off_in_many_ways(text: str) -> None:
    (request,) = read(text, HELD).requests
    assert (request.intent, request.sub_kind) == ("hold_item", "cancel")


def test_coming_later_calls_nothing_off() -> None:
    for text in ("je serai en retard", "je ne passe pas avant samedi"):
        (request,) = read(text, HELD).requests
        assert (request.intent, request.sub_kind) == ("hold_item", None)


def test_values_of_memory_say_where_they_come_from() -> None:
    product = read("et en noir ?", BLUE).requests[0].entity("product")
    assert product is not None
    assert (product.how, product.words) == ("memory", "")


def test_a_stale_memory_is_forgotten() -> None:
    old = Memory(product_ref="RF-2847", size="38", updated_at=NOW.replace(day=10))
    assert read("et en noir ?", old).requests[0].entity("product") is None


def test_the_last_message_of_a_burst_corrects_the_first() -> None:
    reading = READER.read(turn("la robe bordeaux en 38 ?", "pardon en 40"))
    (request,) = reading.requests
    assert [e.value for e in request.entities if e.name == "size"] == ["40"]


def test_a_burst_cut_in_the_middle_is_one_request() -> None:
    (request,) = READER.read(turn("bonjour", "vous avez la robe bordeaux", "en 38 ?")).requests
    size = request.entity("size")
    assert request.intent == "stock_availability"
    assert size is not None
    assert size.value == "38"


@pytest.mark.parametrize(
    ("memory", "text", "answer", "values"),
    [
        (SLOTS, "mardi", "choice 2025-01-21 08:15", "booking_create 2025-01-21 08:15"),
        (SLOTS, "le premier créneau", "choice 2025-01-20 14:00", "booking_create 14:00"),
        (SLOTS, "14h c'est parfait", "choice 2025-01-20 14:00", "booking_create 2025-01-20"),
        (SLOTS, "plutôt mercredi", "correction 2025-01-22", "booking_create 2025-01-22"),
        (SLOTS, "non merci", "no", "ack_closing"),
        (RECAP, "oui", "yes", "booking_create 2025-01-18 20:00"),
        (RECAP, "plutôt 19h30", "correction 19:30", "booking_create 19:30"),
        (PEOPLE, "5", "choice 5", "booking_create 5 2025-01-18 20:00"),
        (PEOPLE, "vous êtes où ?", "", "hours_location"),
        (TABLE, "finalement on sera 5", "", "booking_modify 5"),
        (TABLE, "attendez, 19h30 plutôt", "", "booking_modify 19:30"),
        (TABLE, "laissez tomber", "", "booking_cancel 2025-01-18 20:00"),
        (TABLE, "parfait merci", "", "ack_closing"),
    ],
)
def test_a_table_or_an_appointment_is_arranged_in_few_words(
    memory: Memory, text: str, answer: str, values: str
) -> None:
    reading = READER.read(turn(text, memory=memory, sector="restaurant"))
    given = reading.answer
    assert (f"{given.kind} {given.choice or ''}".strip() if given else "") == answer
    assert set(values.split()) <= set(first(reading).values())
