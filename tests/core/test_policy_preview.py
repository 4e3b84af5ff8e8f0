"""What the rules would mean now, in sentences."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.hours import OpeningHours
from coccinelle.core.policy import Policy
from coccinelle.core.policy_preview import TOO_LONG, consequences, contradiction

PARIS = ZoneInfo("Europe/Paris")
OPEN = ((time(10), time(19)),)
HOURS = OpeningHours((OPEN,) * 6 + ((),), frozenset(), PARIS)
THURSDAY = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("rules", "about", "words"),
    [
        ({}, "hold", "jusqu'à demain 18h."),
        ({"hold_until": "+2d closing"}, "hold", "jusqu'à samedi 19h."),
        ({"hold_until": "same_day closing"}, "hold", "jusqu'à aujourd'hui 19h."),
        ({"reminder_before": "2h"}, "reminder", "venir demain 17h serait rappelé demain 15h."),
        ({"exchange_days": 15}, "exchange", "un achat du 1er janvier 2025 ou après."),
        ({"exchange_post_fee": 0}, "exchange_fee", "serait offert"),
        ({"exchange_post_fee": 4.9}, "exchange_fee", "coûterait 4,90 €"),
        ({"answer_within": "1h"}, "answer", "avant aujourd'hui 11h15."),
        ({"draft_expires": "2d"}, "draft", "jusqu'à samedi 10h15."),
        ({"quiet_hours": "22:00-09:30"}, "night", "il partirait demain 9h30."),
        ({"quiet_hours": "10:00-12:00"}, "starting", "partirait aujourd'hui 12h."),
        ({"sms_monthly_cents": 8000}, "sms", "Environ 1\u202f000 SMS par mois, 250 SMS par jour"),
        ({"sms_segment_cents": 0}, "sms", "aucun plafond"),
        ({"retention_conversations_months": 24}, "words", "vers janvier 2027."),
    ],
)
def test_a_rule_is_said_as_what_it_would_do_now(
    rules: dict[str, Any], about: str, words: str
) -> None:
    assert words in consequences(Policy(**rules), HOURS, THURSDAY)[about]


def test_what_is_far_has_its_whole_date() -> None:
    said = consequences(Policy(hold_max="+12d 12:00"), HOURS, THURSDAY)["longest"]
    assert said == "Elle pourrait être prolongée jusqu'au 28 janvier 2025 à 12h."


def test_a_shop_without_hours_promises_no_hour() -> None:
    closed = OpeningHours(((),) * 7, frozenset(), PARIS)
    assert "sans heure promise" in consequences(Policy(), closed, THURSDAY)["answer"]


def test_a_hold_longer_than_its_maximum_is_a_contradiction() -> None:
    rules = Policy(hold_until="+7d closing", hold_max="+2d closing")
    assert contradiction(rules, HOURS, THURSDAY) == TOO_LONG
    assert contradiction(Policy(), HOURS, THURSDAY) == ""
