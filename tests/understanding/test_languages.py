"""Short messages of customers in seven languages, and a few in others."""

import sys
from pathlib import Path

import pytest

from coccinelle.understanding.language import LANGUAGES, language_of
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.text import read_text
from tests.pace import keeps_pace

SHORTHAND = lexicon_of("boutique").shorthand
FLOOR = 0.96  # measured: 294 of 301


def rows() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "languages.txt").read_text().splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(name, text) for name, text in pairs]


def told(text: str) -> str:
    return language_of(text, read_text(text, SHORTHAND).folded)


def test_the_language_of_short_messages_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    said = rows()
    right = [told(text) == name for name, text in said]
    with capsys.disabled():
        sys.stdout.write(f"\nlanguage of short messages: {sum(right)} of {len(right)}\n")
    assert sum(right) / len(right) >= FLOOR


def test_french_is_never_taken_for_another_language() -> None:
    wrong = [text for name, text in rows() if name == "fr" and told(text) != "fr"]
    assert len(wrong) <= 1


def test_the_set_is_wide_enough_to_mean_something() -> None:
    names = [name for name, _ in rows()]
    assert all(names.count(name) >= 25 for name in LANGUAGES)
    assert len(set(names) - set(LANGUAGES)) >= 15


@pytest.mark.parametrize("text", ["", "38", "?!", "ok", "📷", "a\x00", "\ud800"])
def test_what_tells_nothing_is_french(text: str) -> None:
    assert told(text) == "fr"


@pytest.mark.parametrize("text", ["je suis аllеrgiquе", "l'ｅｎｔréе est à 20h"])
def test_letters_that_only_look_foreign_change_nothing(text: str) -> None:
    assert told(text) == "fr"


@pytest.mark.parametrize("text", ["a" * 20_000, "заказ " * 3_000, "l'" * 10_000, "你" * 20_000])
def test_a_huge_text_is_told_at_once(text: str) -> None:
    assert keeps_pace(lambda part: language_of(part, part), text)
