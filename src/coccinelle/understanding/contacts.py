"""How to reach someone and who they are: phones, e-mails, names, street addresses."""

import re
from collections.abc import Iterator

import phonenumbers

from coccinelle.understanding.found import Found
from coccinelle.understanding.text import Text

_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,13}(?!\d)")
_MOST_PHONES = 5
_NAME = re.compile(
    r"(?:\b(?:au nom de|nom de famille|au nom d'|je m'appelle|mon nom est|mon nom c'est|nom ?:|"
    r"my name is|under the name(?: of)?|in the name of|under|for the name|pour le compte de|"
    r"c'est (?=m\.|mme|mr|madame|monsieur|mlle)|ici (?=mme|m\.|mr|madame|monsieur)|name ?:)) ?"
    r"(?P<n>(?:(?:mme|mr|m\.|madame|monsieur|mlle|ms|mrs|miss|famille|"
    r"la famille) ?)?[^\W\d_][\w'-]{1,30}"
    r"(?: [^\W\d_][\w'-]{1,30}){0,3})"
)
_TITLED = re.compile(
    r"\b(?:mme|madame|monsieur|mlle|mrs|mr) (?P<n>[^\W\d_][\w'-]{1,30}(?: [^\W\d_][\w'-]{1,30})?)"
)
_TITLE = re.compile(
    r"^(?:mme|mr|m\.|madame|monsieur|mlle|ms|mrs|miss|la famille|famille)\s+", re.IGNORECASE
)
_SMALL = frozenset("de du des la le van von d' ben el da dos".split())
_NO_NAME = frozenset(
    "pour et a en le la les un une ce cet votre mon ma j je vous samedi demain svp stp merci "
    "bonjour "
    "monsieur madame for at on tomorrow and please the my de mes".split()
)
_ADDRESS = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|bd|bld|boulevard|place|chemin|allee|"
    r"impasse|route|"
    r"quai|cours|square|residence|lotissement|passage|faubourg)\b[^.?!\n]{3,60}"
)


def find_contacts(text: Text, region: str = "FR") -> list[Found]:
    found = [Found("email", m[0].rstrip("."), *m.span()) for m in _EMAIL.finditer(text.folded)]
    found += _phones(text.folded, region)
    found += _names(text)
    found += [
        Found("address", text.words(*m.span()), *m.span()) for m in _ADDRESS.finditer(text.folded)
    ]
    return found


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


def _names(text: Text) -> Iterator[Found]:
    seen: list[tuple[int, int]] = []
    for pattern in (_NAME, _TITLED):
        for match in pattern.finditer(text.folded):
            start, end = match.span("n")
            name = _cut(text.words(start, end))
            if name and not any(s < end and start < e for s, e in seen):
                seen.append((start, end))
                yield Found("name", name, start, end)


def _cut(original: str) -> str:
    """The name alone: capitals decide; in a text without capitals, the first word does."""
    words = _TITLE.sub("", original).split()
    if not words or words[0].lower() in _NO_NAME:
        return ""
    kept = [words[0]]
    for word in words[1:]:
        if not (word[0].isupper() or word.lower() in _SMALL or word.lower().startswith("d'")):
            break
        kept.append(word)
    while kept and kept[-1].lower() in _SMALL:
        kept.pop()
    name = " ".join(kept).strip(",.!?")
    return name if not name.islower() else name.title()
