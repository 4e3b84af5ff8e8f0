"""Two readings as likely as each other: asked about, and chosen in a few words."""

import pytest

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.understanding.either import alternatives_to, settled
from coccinelle.understanding.intents import whole
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.passage import Passage, read_passage
from coccinelle.understanding.reader import EmbeddedReader
from coccinelle.understanding.stretches import Span, Unit, Units
from tests.understanding.world import CATALOGUE, NOW, turn

READER = EmbeddedReader()
LEXICON = lexicon_of("boutique")
EITHER = Memory(
    question=OpenQuestion("which_intent", "unclear_other", ("order_cancel", "order_modify"), NOW),
    details=(("order_number", "2901"),),
    misunderstood=1,
    updated_at=NOW,
)


def passage(memory: Memory | None = None) -> Passage:
    asked = turn("ma commande d'hier, je me suis trompée", memory=memory)
    return read_passage(asked, LEXICON, READER._index(CATALOGUE, LEXICON))


def units(**likely: float) -> Units:
    return Units(Unit(Span(0, 10, False), frozenset(), likely, likely), (), {})


def alternatives(memory: Memory | None = None, **likely: float) -> tuple[str, ...]:
    first = max(likely, key=lambda intent: likely[intent])
    text = passage(memory)
    return alternatives_to((whole(text, first),), text, units(**likely))


def test_two_acts_as_likely_as_each_other_are_asked_about() -> None:
    assert alternatives(order_cancel=0.5, order_modify=0.4) == ("order_cancel", "order_modify")


@pytest.mark.parametrize(
    "likely",
    [
        {"order_cancel": 0.7, "order_modify": 0.3},  # sure enough
        {"order_cancel": 0.5, "order_modify": 0.2},  # the second far behind
        {"price_quote": 0.5, "delivery_info": 0.4},  # information: the likelier is given
        {"stock_availability": 0.4, "waiting_list": 0.4},  # one intent of the table
        {"order_cancel": 0.5, "incident_assistance": 0.4},  # nobody is asked that
        {"order_cancel": 0.5, "booking_cancel": 0.4},  # a shop of clothes has no tables
        {"delivery_info": 0.5, "order_modify": 0.4},  # information costs no question
    ],
)
def test_a_likely_reading_is_not_asked_about(likely: dict[str, float]) -> None:
    assert alternatives(None, **likely) == ()


@pytest.mark.parametrize(
    ("text", "likely", "told"),
    [
        (
            "elle est prête ma robe ? commande 2901, c'est pour une soirée samedi",
            {"repair_status": 0.4, "order_status": 0.35},
            ["order_status"],
        ),
        (
            "je vous la retourne, elle a été livrée hier",
            {"order_cancel": 0.4, "return_refund": 0.35},
            ["return_refund"],
        ),
        (
            "commande 2901, plutôt au 3 rue des Lilas, 75011 Paris",
            {"order_cancel": 0.4, "order_modify": 0.35},
            ["order_modify"],
        ),
    ],
)
def test_the_rest_of_the_message_tells(
    text: str, likely: dict[str, float], told: list[str]
) -> None:
    read = read_passage(turn(text), LEXICON, READER._index(CATALOGUE, LEXICON))
    first = max(likely, key=lambda intent: likely[intent])
    requests = (whole(read, first),)
    chosen = settled(requests, read, units(**likely))
    assert [one.intent for one in chosen] == told
    assert alternatives_to(requests, read, units(**likely)) == ()


def test_two_requests_in_two_clauses_are_both_read() -> None:
    text = passage()
    made = {"order_cancel": 0.5, "delivery_info": 0.45}
    parts = tuple(
        Unit(Span(at, at + 9, True), frozenset(), {intent: 0.8}, {intent: 0.8})
        for at, intent in enumerate(made)
    )
    both = Units(Unit(Span(0, 10, False), frozenset(), made, made), parts, {})
    chosen = settled((whole(text, "order_cancel"),), text, both)
    assert [one.intent for one in chosen] == list(made)


def test_nothing_is_asked_about_while_a_question_of_ours_is_open() -> None:
    assert alternatives(EITHER, order_cancel=0.5, order_modify=0.4) == ()


@pytest.mark.parametrize(
    ("text", "answer", "intents"),
    [
        ("annuler", "choice order_cancel", ["order_cancel"]),
        ("la deuxième", "choice order_modify", ["order_modify"]),
        ("1", "choice order_cancel", ["order_cancel"]),
        ("je veux la modifier", "choice order_modify", ["order_modify"]),
        ("cancel it please", "choice order_cancel", ["order_cancel"]),
        ("les deux", "choice all", ["order_cancel", "order_modify"]),
        ("ni l'un ni l'autre, laissez", "no", ["unclear_other"]),
        ("vous fermez à quelle heure ?", "", ["hours_location"]),
    ],
)
def test_the_answer_chooses(text: str, answer: str, intents: list[str]) -> None:
    reading = READER.read(turn(text, memory=EITHER))
    given = reading.answer
    assert (f"{given.kind} {given.choice or ''}".strip() if given else "") == answer
    assert [request.intent for request in reading.requests] == intents


def test_what_was_said_before_the_question_is_still_known() -> None:
    request = READER.read(turn("la modifier", memory=EITHER)).requests[0]
    number = request.entity("order_number")
    assert number is not None
    assert (number.value, number.how) == ("2901", "memory")


def test_a_few_odd_words_do_not_change_the_language_of_a_conversation() -> None:
    spoken = Memory(language="fr", updated_at=NOW)
    assert READER.read(turn("mag samedi", memory=spoken)).language == "fr"
    assert READER.read(turn("hola tenéis el bolso rojo en tienda?")).language == "es"
