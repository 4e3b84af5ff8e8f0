"""What the rules would do, in the member's own language."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.hours import OpeningHours
from coccinelle.core.policy import Policy
from coccinelle.core.policy_preview import SENTENCES, consequences
from coccinelle.web.i18n import speak
from coccinelle.web.settings.sentences import said
from tests.web.reading import typed

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours((((time(10), time(19)),),) * 6 + ((),), frozenset(), PARIS)
THURSDAY = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)


def told(about: str, **rules: Any) -> str:
    return said(consequences(Policy(**rules), HOURS, THURSDAY)[about], THURSDAY)


@pytest.fixture
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("fr")


@pytest.mark.parametrize(
    ("rules", "about", "words"),
    [
        ({}, "hold", "tiendrait jusqu'à demain 18h."),
        ({"hold_max": "+12d 12:00"}, "longest", "jusqu'au mardi 28 janvier à 12h."),
        ({}, "reminder", "qui annonce venir demain à 17h serait rappelé demain à 16h."),
        ({}, "limits", "au plus 3 mises de côté à la fois, de 2 articles au plus."),
        ({"exchange_days": 15}, "exchange", "un achat du mercredi 1er janvier ou après."),
        ({"exchange_post_fee": 4.9}, "exchange_fee", "coûterait 4,90 €."),
        ({"answer_within": "1h"}, "answer", "aurait votre réponse avant 11h15."),
        ({"sms_monthly_cents": 8000}, "sms", "Environ 1\u202f000 SMS par mois, 250 SMS par jour"),
        ({"retention_conversations_months": 24}, "words", "vers janvier 2027."),
    ],
)
def test_a_sentence_is_french(rules: dict[str, Any], about: str, words: str) -> None:
    assert typed(words) in typed(told(about, **rules))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("hold", "An item put aside now would be kept until 6pm tomorrow."),
        ("reminder", "come tomorrow at 5pm would be reminded tomorrow at 4pm."),
        ("limits", "at most 3 holds at a time, of 2 items at most."),
        ("exchange_fee", "An exchange by post would cost €4.90."),
        ("words", "would be erased around January 2026."),
    ],
)
def test_or_english(about: str, words: str) -> None:
    assert words in told(about)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_lacks_the_words_of_its_blanks(language: str) -> None:
    """Whatever the rules: those that say nothing, and those that say the most."""
    speak(language)
    free = Policy(exchange_post_fee=0, sms_segment_cents=0, quiet_hours="10:00-12:00")
    closed = OpeningHours(((),) * 7, frozenset(), PARIS)
    both = [consequences(Policy(), HOURS, THURSDAY), consequences(free, closed, THURSDAY)]
    shown = {one.name: said(one, THURSDAY) for found in both for one in found.values()}
    speak("fr")
    assert set(SENTENCES) - set(shown) <= {"no_reminder"}
    assert not any("{" in text for text in shown.values())
