"""An offer to put aside is taken whole, in part, in another size, or not at all."""

import pytest

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.reading import Reading
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import NOW, turn

READER = EmbeddedReader()
DRESS, BLAZER = ("RF-2847", "38"), ("BL-445", "40")


def offered(*skus: str) -> Memory:
    question = OpenQuestion("offer_hold", "hold_item", skus, NOW)
    ref, size = BLAZER if len(skus) > 1 else DRESS
    return Memory(question=question, product_ref=ref, size=size, updated_at=NOW)


ONE = offered("RF-2847-BLE-38")
TWO = offered("RF-2847-BLE-38", "BL-445-BEI-40")
SIZES = offered("RF-2847-BLE-38", "RF-2847-BLE-40")


def read(text: str, memory: Memory) -> Reading:
    return READER.read(turn(text, memory=memory))


def held(reading: Reading) -> list[tuple[str, str]]:
    """(product, size) of every hold asked for."""
    holds = [r for r in reading.requests if r.intent == "hold_item"]
    return [(str(p.ref), str(s.value)) for r in holds if (p := r.entity("product"))
            and (s := r.entity("size"))]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["oui", "👍", "oui les deux", "les 2", "je prends tout", "ok parfait",
     "oui la robe et le blazer", "both please", "oui je passe demain vers 17h"],
)  # fmt: skip
def test_a_yes_takes_all_that_was_offered_one_of_each(text: str) -> None:
    reading = read(text, TWO)
    assert reading.answer is not None
    assert (reading.answer.kind, held(reading)) == ("yes", [DRESS, BLAZER])
    assert all(r.entity("quantity") is None for r in reading.requests)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("juste le blazer", BLAZER),
        ("que la robe", DRESS),
        ("la robe oui, pas le blazer", DRESS),
        ("oui sauf la robe", BLAZER),
        ("non juste le blazer", BLAZER),
        ("la première seulement", DRESS),
        ("le beige", BLAZER),
        ("la fleurie en fait", DRESS),
    ],
)
def test_a_part_of_what_was_offered_can_be_taken(text: str, taken: tuple[str, str]) -> None:
    assert held(read(text, TWO)) == [taken]


def test_a_size_chooses_between_two_sizes_of_one_product() -> None:
    assert held(read("le 40", SIZES)) == [("RF-2847", "40")]


def test_the_day_said_is_the_day_of_each() -> None:
    days = [r.entity("date") for r in read("oui les deux, demain 17h", TWO).requests]
    assert [d and d.value for d in days] == ["2025-01-17", "2025-01-17"]


@pytest.mark.parametrize("text", ["mettez m'en deux", "j'en veux deux", "prenez m'en 2", "les 2"])
def test_of_one_product_a_number_is_a_quantity(text: str) -> None:
    quantity = read(text, ONE).requests[0].entity("quantity")
    assert quantity is not None
    assert quantity.value == 2


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("finalement le 42", "stock_availability"),
        ("plutôt en 42", "stock_availability"),
        ("en 42 plutôt ?", "stock_availability"),
        ("oui mais en 42", "hold_item"),
        ("ok pour le 42", "hold_item"),
        ("mettez-moi plutôt le 42 de côté", "hold_item"),
    ],
)
def test_a_change_without_a_yes_is_looked_at_first(text: str, intent: str) -> None:
    reading = read(text, ONE)
    size = reading.requests[0].entity("size")
    assert reading.answer is not None
    assert size is not None
    assert (reading.answer.kind, reading.answer.choice, size.value) == ("correction", "42", "42")
    assert reading.requests[0].intent == intent


@pytest.mark.parametrize(
    "text", ["non merci", "ok merci je réfléchis", "ni l'un ni l'autre", "annulez"]
)
def test_a_refusal_takes_nothing(text: str) -> None:
    reading = read(text, TWO)
    assert reading.answer is not None
    assert (reading.answer.kind, held(reading)) == ("no", [])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok et c'est combien", "price_quote"),
        ("super, vous fermez à quelle heure ?", "hours_location"),
        ("et le blazer il coûte combien ?", "price_quote"),
        ("vous l'avez en 42 ?", "stock_availability"),
        ("no thanks, what about 42?", "stock_availability"),
    ],
)
def test_a_question_takes_nothing_yet(text: str, intent: str) -> None:
    reading = read(text, ONE)
    assert reading.requests[0].intent == intent
    assert held(reading) == []


def test_a_part_of_the_offer_can_be_taken_in_another_size() -> None:
    taken = read("oui mais la robe en 42", TWO)
    asked = read("le blazer en 42 plutôt", TWO)
    assert held(taken) == [("RF-2847", "42")]
    assert [r.intent for r in asked.requests] == ["stock_availability"]


def test_another_colour_may_be_another_product() -> None:
    product = read("plutôt la rouge", ONE).requests[0].entity("product")
    assert product is not None
    assert product.ref is None or product.ref != "RF-2847"


def test_another_article_is_no_answer_to_the_offer() -> None:
    reading = read("oui et vous avez le perfecto noir en 40 ?", ONE)
    second = reading.requests[1]
    product = second.entity("product")
    assert held(reading) == [DRESS]
    assert product is not None
    assert (second.intent, product.ref) == ("stock_availability", "PF-229")


def test_the_one_left_out_is_refused_and_the_other_looked_at() -> None:
    reading = read("la jupe plissée oui, pas la robe fleurie", ONE)
    assert reading.answer is not None
    assert reading.answer.kind == "no"
    product = reading.requests[0].entity("product")
    assert product is not None
    assert product.ref == "JU-55"
