"""Whether a value is the one a script's author meant: times, numbers and words, sensibly."""

import re
import unicodedata
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.kit.phone_number import to_e164

# Whole sentences and full names: naming a part of them is enough.
SENTENCES = ("text", "reason", "contact")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MINUTE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?")
_TIME = re.compile(_DAY.pattern + r"(?:[T ]\d\d:\d\d.*)?")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def is_alike(expected: Any, found: Any, zone: ZoneInfo, key: str = "") -> bool:
    """Keys of a group and items of a list that are not named do not count."""
    match expected, found:
        case dict(), dict():
            return all(k in found and is_alike(v, found[k], zone, k) for k, v in expected.items())
        case list(), list():
            return _same_items(expected, found, zone)
        case (dict() | list(), _) | (_, dict() | list()):
            return False
        case None, _:
            return found in (None, "")
    return _is_alike_text(str(expected), found, zone, key)


def fold(text: str) -> str:
    """Case, and the signs that only typography tells apart, do not count."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(plain.casefold().split())


def _same_items(expected: list[Any], found: list[Any], zone: ZoneInfo) -> bool:
    left = list(found)
    for item in expected:
        twin = next((x for x in left if is_alike(item, x, zone)), None)
        if twin is None:
            return False
        left.remove(twin)
    return not left


def _is_alike_text(expected: str, found: Any, zone: ZoneInfo, key: str) -> bool:
    if isinstance(found, int | float):
        return _number(expected) == found
    if not isinstance(found, str):
        return False
    if _TIME.fullmatch(expected.strip()) and _TIME.fullmatch(found):
        return _is_same_time(expected.strip(), found, zone)
    if key == "address":
        expected = to_e164(expected) or expected
    if key in SENTENCES and expected:
        return fold(expected) in fold(found)
    return fold(expected) == fold(found)


def _is_same_time(expected: str, found: str, zone: ZoneInfo) -> bool:
    """As precisely as it was written: a day, a minute or a second."""
    try:
        wanted, real = datetime.fromisoformat(expected), datetime.fromisoformat(found)
    except ValueError:
        return False
    wanted = (wanted if wanted.tzinfo else wanted.replace(tzinfo=zone)).astimezone(zone)
    real = real.astimezone(zone).replace(microsecond=0)
    if _DAY.fullmatch(expected):
        return wanted.date() == real.date()
    if _MINUTE.fullmatch(expected):
        real = real.replace(second=0)
    return wanted.replace(microsecond=0) == real


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
