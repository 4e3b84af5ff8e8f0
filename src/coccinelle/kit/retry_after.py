"""How long a server asks to be left alone: either form of the Retry-After header."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

LONGEST_SECONDS = 3600.0


def retry_after(headers: Mapping[str, str]) -> float | None:
    """In seconds, an hour at most; None when it does not say."""
    given = headers.get("Retry-After", "")
    try:
        seconds = float(given) if given.isdigit() else _seconds_until(given, headers)
    except (ValueError, TypeError):  # no date, or one without its zone
        return None
    return min(max(seconds, 0.0), LONGEST_SECONDS)


def _seconds_until(moment: str, headers: Mapping[str, str]) -> float:
    """By the provider's own clock, so that ours may be wrong."""
    told_at = parsedate_to_datetime(headers.get("Date", ""))
    return (parsedate_to_datetime(moment) - told_at).total_seconds()
