"""Every phrase is written in both languages, for every trade, and can be said."""

import re
from pathlib import Path

import pytest

from coccinelle.packs import SECTORS
from coccinelle.replies.templates import open_book
from tests.replies.samples import SAMPLES

SOURCES = Path(__file__).parent.parent.parent / "src" / "coccinelle"
SAID_IN_CODE = re.compile(r'Phrase\(\s*"(\w+)"|\bname = "(\w+)"')


@pytest.mark.parametrize("sector", SECTORS)
def test_a_phrase_is_written_in_both_languages(sector: str) -> None:
    french, english = open_book(sector, "fr"), open_book(sector, "en")
    assert french.phrases.keys() == english.phrases.keys()


def test_every_phrase_has_a_sample_that_the_tests_render() -> None:
    written = {n for n in open_book("boutique", "fr").phrases if not n.startswith("frame_")}
    assert {phrase.name for phrase in SAMPLES} == written


def test_a_skill_says_only_phrases_that_are_written() -> None:
    sources = [p.read_text() for d in ("skills", "engine") for p in (SOURCES / d).rglob("*.py")]
    said = {a or b for text in sources for a, b in SAID_IN_CODE.findall(text)}
    missing = said - open_book("boutique", "fr").phrases.keys()
    assert "offer_hold" in said
    assert not missing


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_figure_is_written_by_hand_in_a_phrase(language: str) -> None:
    entries = open_book("boutique", language).phrases.values()
    words = [w for entry in entries for wording in entry.say for w in (wording.vous, wording.tu)]
    assert not [w for w in words if re.search(r"[0-9]", re.sub(r"\{[{%].*?[%}]\}", "", w))]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_last_wording_of_a_phrase_asks_for_no_flag(language: str) -> None:
    entries = open_book("boutique", language).phrases
    assert not [name for name, entry in entries.items() if entry.say[-1].when]


def test_a_phrase_nobody_wrote_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="sing_a_song"):
        open_book("boutique", "fr").entry("sing_a_song")
