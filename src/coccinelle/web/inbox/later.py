"""When a conversation that was put off comes back: the usual moments, or one that is chosen."""

from datetime import datetime, time, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.web.i18n import Spoken

MORNING, EVENING = time(9), time(18)
LATER = Spoken({
    "hour": "Dans une heure", "evening": "Ce soir à 18h", "tomorrow": "Demain à 9h",
    "monday": "Lundi à 9h",
})  # fmt: skip


def moment_of(when: str, until: datetime | None, now: datetime) -> datetime:
    """when: one of LATER, unless until says it. Raises PermanentError when none was chosen."""
    if until is not None:
        return until.replace(tzinfo=now.tzinfo)
    match when:
        case "hour":
            return now + timedelta(hours=1)
        case "evening" if now.time() < EVENING:
            return datetime.combine(now.date(), EVENING, now.tzinfo)
        case "evening" | "tomorrow":
            return datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)
        case "monday":
            days = 7 - now.weekday()
            return datetime.combine(now.date() + timedelta(days=days), MORNING, now.tzinfo)
    raise PermanentError("Choisissez un moment à venir, dans l'année.")
