"""When the assistant suspects that another machine is writing."""

from datetime import UTC, datetime, timedelta

import pytest

from coccinelle.core.loops import REASON_MANY, REASON_SAME, loop_reason

NOW = datetime(2025, 1, 16, 12, tzinfo=UTC)
AWAY = "Je suis absente, je vous réponds dès mon retour."


def said(*texts: str, minutes_apart: float = 1) -> tuple[tuple[str, datetime], ...]:
    return tuple((text, NOW - timedelta(minutes=n * minutes_apart)) for n, text in enumerate(texts))


@pytest.mark.parametrize(
    ("texts", "apart", "reason"),
    [
        ([], 1, None),
        ([AWAY] * 4, 1, None),
        ([AWAY] * 5, 1, REASON_SAME),
        ([AWAY, "bonjour"] * 5, 1, REASON_SAME),
        ([f"{AWAY} (réf. {n})" for n in range(5)], 1, REASON_SAME),
        ([AWAY.upper(), f"  {AWAY} ", AWAY, AWAY, AWAY.replace(" ", "\n")], 1, REASON_SAME),
        ([AWAY] * 5, 15, None),
        (["oui"] * 9, 1, None),
        (["merci"] * 19, 1, None),
        ([""] * 19, 1, None),
        ([f"question {'x' * n} ?" for n in range(19)], 1, None),
        ([f"question {'x' * n} ?" for n in range(20)], 1, REASON_MANY),
        ([f"question {'x' * n} ?" for n in range(20)], 3.2, None),
        (["oui"] * 20, 1, REASON_MANY),
    ],
)
def test_a_flood_and_an_echo_are_told_from_a_talkative_person(
    texts: list[str], apart: float, reason: str | None
) -> None:
    assert loop_reason(said(*texts, minutes_apart=apart), now=NOW, per_hour=20) == reason


def test_the_business_says_what_too_many_is() -> None:
    texts = said(*(f"question {'x' * n} ?" for n in range(10)))
    assert loop_reason(texts, now=NOW, per_hour=10) == REASON_MANY
    assert loop_reason(texts, now=NOW, per_hour=500) is None
