"""The values a message gives when we asked for them, even said in one word: "4", "Kerbrat"."""

import re
from collections.abc import Callable, Mapping, Sequence

from coccinelle.core.memory import OpenQuestion
from coccinelle.understanding.choices import chosen_size
from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.numbers import NUMBER, number
from coccinelle.understanding.passage import Passage

_COUNT = re.compile(
    rf"(?<![\d.,:/-])\b(?P<n>{NUMBER})\b(?! ?(?:h\b|heures?|:|€|euros?|ans\b|min|am\b|pm\b|jours?))"
)
_CODE = re.compile(r"(?<![\w.,])(?P<v>(?:[a-z]{1,4}-?)?\d{3,12})(?![\w€%]| ?(?:€|km|eur))")
_LISTING = re.compile(r"\b(?P<v>[a-z]{1,3}\d?-?\d{2,6})\b")
_KILOMETRES = re.compile(r"(?<![\w.,])(?P<n>\d{1,3}(?:[ .]\d{3})|\d{4,6})(?P<k> ?k)?(?!\w)|"
                         r"\b(?P<t>\d{2,3}) ?(?:k|mille)\b")  # fmt: skip
_LEAD = re.compile(
    r"^\W*(?:(?:alors|bonjour|bonsoir|hello|hi|oui|ok|yes|euh|ben|bah|c'est|ce serait|ce sera|it's|"
    r"pour|for|plutot|je (?:veux|voudrais|prends|prendrais|souhaite|cherche)|j'aimerais|i'd like|"
    r"i want|on (?:prend|voudrait)|au nom de|nom de|moi|my name is|name is|mme|m\.|mr|"
    r"madame|monsieur|le|la|les|l'|un|une|des|du|the|a|an|\d{1,2}|deux|trois|quatre|two|three)\b"
    r"[ ,:']*)*"
)
_PHRASE = re.compile(r"[^,.;!?\n:()]+")
_TAIL = re.compile(r"\b(?:svp|s'il vous plait|please|merci|thanks?|si possible|pour|et|and)\b.*$")
_LETTERS = re.compile(r"xxs|xs|s|m|l|xl|xxl|xxxl|\d{1,2}(?:[.,]5)?")
_LONGEST_PHRASE = 6  # words of a name or a thing
_ABOUT = {"diz": 10, "douz": 12, "quinz": 15, "vingt": 20, "trent": 30, "quarant": 40,
          "cinquant": 50, "soixant": 60, "cent": 100}  # fmt: skip
_ROUNDED = re.compile(rf"\b(?P<n>{'|'.join(_ABOUT)})aine\b")
_ABROAD = {word: n for n, words in enumerate(
    ("dos due zwei dois twee", "tres tre drei drie", "cuatro quattro vier quatro",
     "cinco cinque funf vijf", "seis sei sechs zes", "siete sette sieben sete zeven",
     "ocho otto acht oito"), 2) for word in words.split()}  # fmt: skip
_MOST_PEOPLE = 200


def detail_values(passage: Passage, question: OpenQuestion) -> tuple[Found, ...]:
    """One Found for each value asked for that the message gives, in the order of the question."""
    wanted = question.wanted.partition("/")[0]
    found = [f for name in question.choices if (f := _value(passage, name, wanted))]
    counted = [f for f in found if f.name == "product" and f.how == "words"]
    return (*found, *(q for f in counted if (q := _how_many(passage, f))))


def option_said(passage: Passage, options: Sequence[str]) -> Found | None:
    """The size or colour said among those that our message named: "el negro"."""
    for option in (o for o in options if not o[:2].isdigit() or _LETTERS.fullmatch(o)):
        match = re.search(rf"(?<![\w']){re.escape(option)}(?![\w'])", passage.text.folded)
        if match and "?" not in passage.text.folded:
            return _option(passage, option, match)
    return None


def _option(passage: Passage, option: str, match: re.Match[str]) -> Found:
    if _LETTERS.fullmatch(option):
        return Found("size", option.upper().replace(",", "."), *match.span())
    said = next((f for f in passage.found if f.name == "color" and f.start == match.start()), None)
    return said or Found("color", passage.text.words(*match.span()), *match.span())


def _value(passage: Passage, name: str, wanted: str) -> Found | None:
    if name in _READ:
        return _READ[name](passage)
    if name == "size":
        return _size(passage, "size_to" if wanted == "exchange_request" else "size")
    return passage.says(name)


def _size(passage: Passage, name: str) -> Found | None:
    said = next((f for f in passage.found if f.name == "size"), None)  # "37, voire 37,5"
    if said and not _is_corrected(passage):
        return Found(name, said.value, said.start, said.end)
    size = chosen_size(passage, ()) or _bare(passage)
    return Found(name, size, 0, len(passage.text.folded)) if size else None


def _is_corrected(passage: Passage) -> bool:
    return passage.hears("correction")


def _bare(passage: Passage) -> str | None:
    counts = [m["n"] for m in _COUNT.finditer(passage.text.folded) if m["n"].isdecimal()]
    return counts[0] if counts else None


def _party(passage: Passage) -> Found | None:
    said = passage.says("party_size")
    rounded = _ROUNDED.search(passage.text.folded)
    if said:
        return said
    if rounded:
        return Found("party_size", _ABOUT[rounded["n"]], *rounded.span())
    abroad = next((n for w in passage.words if (n := _ABROAD.get(w.text))), None)
    if abroad:
        return Found("party_size", abroad, 0, len(passage.text.folded))
    taken = [f for f in passage.found if f.name in ("time", "date", "phone", "amount")]
    for match in _COUNT.finditer(passage.text.folded):
        count = number(match["n"])
        if count and count <= _MOST_PEOPLE and not overlaps(*match.span("n"), taken):
            if match["n"] not in ("un", "une", "one", "premier", "1er") or len(passage.words) < 3:
                return Found("party_size", count, *match.span("n"))
    return None


def _order(passage: Passage) -> Found | None:
    return passage.says("order_number") or _code(passage, "order_number", _CODE)


def _invoice(passage: Passage) -> Found | None:
    return passage.says("invoice_number") or _code(passage, "invoice_number", _CODE)


def _property(passage: Passage) -> Found | None:
    return passage.says("property_ref") or _code(passage, "property_ref", _LISTING)


def _code(passage: Passage, name: str, pattern: re.Pattern[str]) -> Found | None:
    products = [f for f in passage.found if f.name == "product" and f.ref]
    said = pattern.finditer(passage.text.folded)
    match = next((m for m in said if not overlaps(*m.span("v"), products)), None)
    if match is None:
        return None
    return Found(name, match["v"].upper().replace(" ", ""), *match.span("v"))


def _mileage(passage: Passage) -> Found | None:
    said = passage.says("mileage")
    match = _KILOMETRES.search(passage.text.folded)
    if said or match is None:
        return said
    digits = re.sub(r"\D", "", match["n"] or match["t"])
    return Found("mileage", int(digits) * (1000 if match["k"] or match["t"] else 1), *match.span())


def _name(passage: Passage) -> Found | None:
    return passage.says("name") or _phrase(passage, "name", 3)


def _service(passage: Passage) -> Found | None:
    return passage.says("service") or _phrase(passage, "service", _LONGEST_PHRASE)


def _product(passage: Passage) -> Found | None:
    return passage.says("product") or _phrase(passage, "product", _LONGEST_PHRASE)


def _how_many(passage: Passage, product: Found) -> Found | None:
    """ "3 complètes et une andouille"."""
    before = passage.text.folded[: product.start].rstrip()
    match = re.search(rf"(?<![\d.,:/-])\b(?P<n>{NUMBER})$", before)
    count = number(match["n"]) if match else None
    if match is None or not count or passage.says("quantity"):
        return None
    return Found("quantity", count, *match.span())


def _phrase(passage: Passage, name: str, longest: int) -> Found | None:
    """The first few words, without what leads to them."""
    folded = passage.text.folded
    lead = _LEAD.match(folded)
    match = _PHRASE.search(folded, lead.end() if lead else 0)
    if match is None or "?" in folded:
        return None
    said = _TAIL.sub("", match[0]).rstrip()
    end = match.start() + len(said)
    if not said.strip() or len(said.split()) > longest:
        return None
    start = match.start() + len(said) - len(said.lstrip())
    return Found(name, passage.text.words(start, end), start, end)


_READ: Mapping[str, Callable[[Passage], Found | None]] = {
    "party_size": _party,
    "order_number": _order,
    "invoice_number": _invoice,
    "property_ref": _property,
    "mileage": _mileage,
    "name": _name,
    "service": _service,
    "product": _product,
}
