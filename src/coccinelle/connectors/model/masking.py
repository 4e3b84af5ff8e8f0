"""Personal data stay here: phones, e-mails, cards and IBANs leave as [PHONE1], and come back."""

import re
from collections.abc import Callable, Iterator, Mapping

import phonenumbers

from coccinelle.connectors.model.fence import visible

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CARD = re.compile(r"(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}")
_MARK = re.compile(r"\[(?:PHONE|EMAIL|CARD|IBAN)\d+\]")
_REGION = "FR"

Change = Callable[[str], str]


class Mask:
    """Of one call: the same value gets the same word, in every text of it."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._values: dict[str, str] = {}

    def hide(self, value: object) -> object:
        """The same value, its texts masked and freed of what nobody sees."""
        return _mapped(value, self._hide)

    def show(self, value: object) -> object:
        """The same value, with the true words back; a mark that is none of ours stays."""
        return _mapped(value, lambda text: _MARK.sub(self._true, text))

    def _hide(self, text: str) -> str:
        text = visible(text)
        for kind, words in _found(text):
            text = text.replace(words, self._mark(kind, words))
        return text

    def _mark(self, kind: str, words: str) -> str:
        if words not in self._marks:
            number = sum(mark.startswith(f"[{kind}") for mark in self._marks.values()) + 1
            self._marks[words] = f"[{kind}{number}]"
            self._values[self._marks[words]] = words
        return self._marks[words]

    def _true(self, mark: re.Match[str]) -> str:
        return self._values.get(mark[0], mark[0])


def _mapped(value: object, change: Change) -> object:
    match value:
        case str():
            return change(value)
        case Mapping():
            return {key: _mapped(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [_mapped(inner, change) for inner in value]
        case _:
            return value


def _found(text: str) -> Iterator[tuple[str, str]]:
    """In this order: an IBAN holds what looks like a card, a card what looks like a phone."""
    yield from (("EMAIL", m[0]) for m in _EMAIL.finditer(text))
    yield from (("IBAN", m) for found in _IBAN.finditer(text) if (m := _iban(found[0])))
    yield from (("CARD", m[0]) for m in _CARD.finditer(text) if _is_card(m[0]))
    # Possible numbers too: masking one number too many costs nothing, it comes back.
    leniency = phonenumbers.Leniency.POSSIBLE
    matches = phonenumbers.PhoneNumberMatcher(text, _REGION, leniency=leniency)
    yield from (("PHONE", m.raw_string) for m in matches if _is_long(m.raw_string))


def _is_long(words: str) -> bool:
    return sum(c.isdigit() for c in words) >= 9


def _iban(words: str) -> str:
    """The longest beginning whose check digits are right; "" when there is none."""
    for end in range(len(words), 14, -1):
        plain = words[:end].replace(" ", "").upper()
        if words[end - 1] != " " and len(plain) >= 15 and _mod_97(plain):
            return words[:end]
    return ""


def _mod_97(plain: str) -> bool:
    digits = "".join(str(int(c, 36)) for c in plain[4:] + plain[:4])
    return int(digits) % 97 == 1


def _is_card(words: str) -> bool:
    """Luhn's sum; a parcel's or an order's number passes it one time in ten."""
    digits = [int(c) for c in words if c.isdigit()][::-1]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
