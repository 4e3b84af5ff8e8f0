"""Days and hours in a member's words: near ones now, full ones in what is kept."""

import pytest

from coccinelle.core.member_words import lasting, moment
from tests.core.worlds import at


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2025-01-17T14:00", "vendredi 17 janvier 14h"),
        ("2025-03-01T12:30", "samedi 1er mars 12h30"),
    ],
)
def test_what_is_kept_is_as_true_tomorrow(when: str, words: str) -> None:
    assert lasting(at(when)) == words


def test_what_is_read_now_says_the_near_day() -> None:
    assert moment(at("2025-01-17T14:00"), at("2025-01-16T10:00")) == "demain 14h"
