"""Numbers a French business is registered under: SIREN, SIRET, VAT, each with its own check."""

import re

_LA_POSTE = "356000000"  # its places are numbered by another rule


def siren_of(text: str) -> str | None:
    """Nine digits, of a SIREN or of a SIRET; None when a digit is wrong."""
    digits = re.sub(r"[\s.]", "", text)
    if not re.fullmatch("[0-9]{9}(?:[0-9]{5})?", digits):
        return None
    siren = digits[:9]
    return siren if _is_sound(siren) and (siren == _LA_POSTE or _is_sound(digits)) else None


def vat_number_of(text: str) -> str | None:
    """Of any country of the Union: two letters, then what that country writes."""
    plain = re.sub(r"[\s.]", "", text).upper()
    if not re.fullmatch("[A-Z]{2}[A-Z0-9]{2,12}", plain):
        return None
    french = re.fullmatch("FR([0-9]{2})([0-9]{9})", plain)
    is_sound = french is None or int(french[1]) == (12 + 3 * (int(french[2]) % 97)) % 97
    return plain if is_sound else None


def _is_sound(digits: str) -> bool:
    """Luhn: every second digit from the right counts twice."""
    twice = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in twice) % 10 == 0
