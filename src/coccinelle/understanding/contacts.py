"""How to reach someone: phones, e-mails, street addresses."""

import re
from collections.abc import Iterator

import phonenumbers

from coccinelle.understanding.found import Found
from coccinelle.understanding.text import Text

_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,13}(?!\d)")
_MOST_PHONES = 5
_STREET = (
    r"(?:rue|avenue|av\.?|bd|bld|boulevard|place|chemin|allee|impasse|route|quai|cours|square|"
    r"residence|lotissement|passage|faubourg|venelle|ruelle|esplanade|hameau|villa|street|road)"
)
_ANY_STREET = re.compile(rf"\b{_STREET}\b")
_WORDS_OF_STREET = (
    r" (?:(?:de la|de l'|du|des|de|d'|le|la|les|saint|ste|st|general|docteur|dr|marechal) ?)*"
    r"[^\W\d_][\w'-]*(?: [A-Z][\w'-]+){0,2}"
)
_TOWN = r"(?:,? (?:a )?(?:\d{5} )?[A-Z][\w'-]+(?: (?:[A-Z]|sur|les|de)[\w'-]+){0,2}|,? \d{5})?"
# Read as typed: capitals tell where a street's name ends.
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}(?: ?(?:bis|ter|[abc]\b))?,? (?i:{_STREET}){_WORDS_OF_STREET}{_TOWN}"
    rf"|\b(?:rue|quai|boulevard|avenue|impasse|venelle|residence|Rue|Quai|Boulevard|Avenue|Place)"
    r" (?:(?:de la|de l'|du|des|de|d'|le|la|les) ?)*[A-Z][\w'-]+(?:[ -][A-Z][\w'-]+)*"
)


def find_contacts(text: Text, region: str = "FR") -> list[Found]:
    found = [Found("email", m[0].rstrip("."), *m.span()) for m in _EMAIL.finditer(text.folded)]
    found += _phones(text.folded, region)
    found += _addresses(text)
    return found


def _addresses(text: Text) -> Iterator[Found]:
    """A number and a street, the town when it is said; a street alone by its capitals."""
    if not _ANY_STREET.search(text.folded):
        return
    plain = "".join(c.upper() if _was_capital(text, n) else c for n, c in enumerate(text.folded))
    for match in _ADDRESS.finditer(plain):
        yield Found("address", text.words(*match.span()), *match.span())


def _was_capital(text: Text, at: int) -> bool:
    return text.original[text.starts[at]].isupper()


def _phones(folded: str, region: str) -> Iterator[Found]:
    for rank, match in enumerate(_PHONE.finditer(folded)):
        if rank >= _MOST_PHONES:
            return
        number = e164(match[0], region)
        if number:
            yield Found("phone", number, *match.span())


def e164(words: str, region: str = "FR") -> str | None:
    """None when it is no possible phone number."""
    try:
        parsed = phonenumbers.parse(words, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or len(str(parsed.national_number)) < 9:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
