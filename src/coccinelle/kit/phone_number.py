"""Phone numbers in any French form, kept as E.164; said as the French say them."""

import re

import phonenumbers

# Numbers that the French regulator (ARCEP) keeps for fiction: no operator owns them.
_FICTION = ("+3319900", "+3363998")
# France first, then the overseas regions whose numbers are written 06 or 02 as well.
_REGIONS = ("FR", "RE", "YT", "GP", "MQ", "GF")
_KEPT = re.compile(r"(?<!\w)\+33([0-9])([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")


def to_e164(text: str) -> str | None:
    """'06 39 98 00 01', '+33 (0)6…', '0033 6.39…', '639980001'; None when it is no number."""
    if any(character.isalpha() for character in text):
        return None
    plain = re.sub(r"[\s/]", " ", text)
    return next(filter(None, (_read(plain, region) for region in _REGIONS)), None)


def aloud(text: str) -> str:
    """With its French numbers as one reads them, 06 39 98 00 01; short and foreign ones stay."""
    return _KEPT.sub(r"0\1 \2 \3 \4 \5", text)


def _read(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    fiction = len(written) == len("+33639980000") and written.startswith(_FICTION)
    return written if fiction or phonenumbers.is_valid_number(number) else None
