"""Big, broken and malicious texts: read in time, never refused with an error."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coccinelle.understanding.lexicon import SECTORS
from coccinelle.understanding.reader import EmbeddedReader
from coccinelle.understanding.text import LIMIT, read_text
from tests.understanding.world import turn

READER = EmbeddedReader()
LONG = [
    "a" * 20_000, "38 " * 7_000, "0612345678" * 2_000, "a@" * 10_000, "(" * 20_000,
    "demain " * 3_000, "1/" * 10_000, " " * 20_000 + "x", "é" * 20_000, "a\u0301" * 10_000,
    "\U0001f457" * 5_000, "> " * 10_000 + "x", "https://" * 2_500, "vous avez X en 38 ? " * 500,
    "commande " + "n°" * 900, "suivi " + "n " * 900, "au nom de " * 2_000, "pas " * 5_000,
    "j'ai " * 5_000, "entre 1 et " * 2_000, "la robe bleue et " * 1_500, "I g " * 5_000,
]  # fmt: skip
ORDINARY = "Bonjour, vous avez la robe bleue en 38 ? et vous fermez à quelle heure samedi"
ODD = [
    "", " ", "\n", "?", "a\x00b", "\ud800", "\ufeffbonjour", "\u202ersetnoc", "³⁸", "taille ٣٨",
    "z̸̢̛a̷l̶g̴o̵" * 50, "'; DROP TABLE message;--", "%_%_%", "{{7*7}}", "le 31/12/9999", "30 février",
    "NaN 1e9 -1 0", "mille milliards", "📷", "你好", "مرحبا",
]  # fmt: skip


def milliseconds(text: str) -> float:
    start = time.thread_time()
    READER.read(turn(text))
    return (time.thread_time() - start) * 1000


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12].strip())
def test_a_huge_text_takes_hardly_longer_than_an_ordinary_one(text: str) -> None:
    """Measured beside an ordinary message: a busy machine is slow for both."""
    ordinary = min(milliseconds(ORDINARY) for _ in range(3))
    assert min(milliseconds(text) for _ in range(3)) < 12 * ordinary


@pytest.mark.parametrize("sector", SECTORS)
def test_odd_texts_are_read_in_every_trade(sector: str) -> None:
    readings = [READER.read(turn(text, sector=sector)) for text in ODD]
    assert all(r.requests and 0 <= r.requests[0].confidence <= 1 for r in readings)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_is_an_error(text: str) -> None:
    reading = READER.read(turn(text))
    assert reading.requests


@given(st.text(alphabet="0123456789 /h:.,-€taleduenmoipcrs'", max_size=80))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_tangle_of_numbers_is_an_error(text: str) -> None:
    assert READER.read(turn(text, sector="restaurant")).requests


def test_a_text_is_read_the_same_way_twice() -> None:
    text = "slt la robe bleu en 38 et vs fermez a kel heure dem1 ?"
    assert READER.read(turn(text)) == EmbeddedReader().read(turn(text))


def test_only_the_first_characters_are_looked_at() -> None:
    assert len(read_text("a" * 9_000, {}).original) == LIMIT


def test_the_newest_messages_are_read_when_there_are_too_many() -> None:
    reading = READER.read(turn("x" * 1_990, "vous fermez à quelle heure ?"))
    assert "hours_location" in [r.intent for r in reading.requests]


def test_an_invented_trade_is_read_with_common_words() -> None:
    assert READER.read(turn("vous fermez quand ?", sector="florist")).requests[0].intent == (
        "hours_location"
    )
