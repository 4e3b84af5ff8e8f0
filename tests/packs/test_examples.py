"""The labelled messages: well formed, numerous, and held back fairly."""

from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from coccinelle.core.lanes import LANES
from coccinelle.packs.examples import SECTORS, Example, examples, read_examples
from coccinelle.understanding.text import fold

LINE = "Où est la 3345 ?\u00a0Merci / Léa | order_status | answer high anger | order_number=3345"


def intents(part: list[Example] | tuple[Example, ...]) -> Counter[str]:
    return Counter(label.intent for example in part for label in example.labels)


def test_a_line_is_read_with_all_it_says() -> None:
    (example,) = read_examples(f"== late | email | fr\n{LINE}", "boutique")
    assert example.text.endswith("Merci\nLéa")
    assert (example.lane, example.urgency, example.flags) == ("answer", "high", ("anger",))
    assert example.values == (("order_number", "3345"),)
    assert (example.channel, example.language, example.group) == ("email", "fr", "boutique: late")


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="has not four columns"):
        list(read_examples("== x | sms | fr\nno label", "spa"))


def test_every_label_is_a_row_of_the_policy() -> None:
    unknown = {
        label.intent
        for part in ("intents", "heldback")
        for example in examples(part)  # type: ignore[arg-type]
        for label in example.labels
        if label.intent not in LANES
    }
    assert unknown == set()


def test_each_intent_has_enough_messages_to_learn_from() -> None:
    counts = intents(examples("intents"))
    assert min(counts.values()) >= 150
    assert {e.sector for e in examples("intents")} == set(SECTORS)


def test_a_fifth_is_held_back_by_situation() -> None:
    taught, held = examples("intents"), examples("heldback")
    assert 0.18 < len(held) / (len(held) + len(taught)) < 0.25


def test_nothing_held_back_has_a_near_twin_among_the_taught() -> None:
    taught = [fold(e.text) for e in examples("intents")]
    held = [fold(e.text) for e in examples("heldback")][::40]
    twins = [t for t in held if process.extractOne(t, taught, scorer=fuzz.ratio, score_cutoff=81)]
    assert twins == []
