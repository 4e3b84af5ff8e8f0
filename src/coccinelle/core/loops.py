"""Is another machine answering us? Two assistants that thank each other never stop: pure rules."""

from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)
SAME_AT_MOST = 5  # from the fifth identical message on, nobody reads ours
SHORT = 8  # characters: people do say "oui" or "merci" many times an hour

REASON_SAME = "Le même message arrive sans cesse : peut-être une réponse automatique"
A_DAY = timedelta(days=1)
REASON_MANY = "Trop de messages en une heure : peut-être une réponse automatique"
REASON_DAY = "Trop de messages en un jour : peut-être une réponse automatique"


def loop_reason(
    said: tuple[tuple[str, datetime], ...], *, now: datetime, per_hour: int, per_day: int = 0
) -> str | None:
    """Why the assistant should be silent; said: the latest inbound texts with their times.

    per_hour, per_day: the policy's `messages_per_hour` and `messages_per_day`, of which the first
    is one too many; 0 for no limit of the day.
    """
    if per_day and sum(now - at < A_DAY for _, at in said) >= per_day:
        return REASON_DAY
    recent = [_plain(text) for text, at in said if now - at < WINDOW]
    if len(recent) >= per_hour:
        return REASON_MANY
    long = [text for text in recent if len(text) >= SHORT]
    if any(long.count(text) >= SAME_AT_MOST for text in set(long)):
        return REASON_SAME
    return None


def _plain(text: str) -> str:
    """As a person would compare them: spaces, case and figures apart, which a counter changes."""
    letters = "".join("0" if character.isdigit() else character for character in text.casefold())
    return " ".join(letters.split())
