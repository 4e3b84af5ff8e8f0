"""The pages in the member's language: French is written, the others come from catalogues."""

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Literal

from babel.messages.pofile import read_po

from coccinelle.replies import english, french
from coccinelle.replies.typography import unbroken
from coccinelle.web.retelling import HOLE, Retelling

Language = Literal["fr", "en"]
LANGUAGES: dict[Language, str] = {"fr": "Français", "en": "English"}
FOLDER = Path(__file__).parent / "catalogues"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«{])")
_language: ContextVar[Language] = ContextVar("language", default="fr")


def speak(language: str) -> None:
    """From here to the end of the request."""
    _language.set(next((known for known in LANGUAGES if known == language), "fr"))


def language() -> Language:
    return _language.get()


def _(text: str, **values: object) -> str:
    """In the member's language, as its printers set it; {names} in the text are filled in."""
    said = catalogue(language()).get(text) or printed(retold(text))
    return said.format(**values) if values else said


@lru_cache(4096)  # an error may hold a name
def printed(text: str) -> str:
    """Our French: blanks that never begin a line, curved apostrophes. Nobody else's words."""
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", unbroken(text))


def retold(text: str) -> str:
    """What was kept in French for members; what is not ours stays as it is."""
    return text if language() == "fr" else _retold(language(), text)


def pieces(text: str) -> str:
    """Of what was read, each put after the other."""
    return text if language() == "fr" else retelling(language()).listed(text)


def count(one: str, many: str, number: int, **values: object) -> str:
    """One or several: both languages say several from two on; none is one in French only."""
    is_one = number == 1 or (number == 0 and language() == "fr")
    return _(one if is_one else many, n=number, **values)


def pair(label: str, value: object) -> str:
    """Taille : 38."""
    return _("{label} : {value}", label=label, value=value)


def price(cents: int) -> str:
    return local(str(tongue().price(cents)))


def local(said: str) -> str:
    """Words of ours that were put together elsewhere, without anybody else's."""
    return said if language() == "en" else printed(said)


def tongue() -> ModuleType:
    """How dates, hours and amounts are said."""
    return english if language() == "en" else french


@cache
def catalogue(language: str) -> dict[str, str]:
    if language == "fr":
        return {}
    return dict(_said(language))


@cache
def retelling(language: str) -> Retelling:
    """Of the sentences that are kept, and of what pages refuse: a reason may be a refusal."""
    whole = {text for text in catalogue(language) if text.endswith(".") and not HOLE.search(text)}
    pages = {text: catalogue(language)[text] for text in whole}
    return Retelling({**pages, **sentences(language)})


def sentences(language: str) -> dict[str, str]:
    """What the engine and the skills keep in French for members."""
    return dict(_said(f"sentences.{language}"))


@lru_cache(4096)
def _retold(language: str, text: str) -> str:
    return retelling(language).said(text)


def _said(name: str) -> Iterator[tuple[str, str]]:
    """The general catalogue, and those of one matter."""
    for path in sorted(FOLDER.glob(f"{name}*.po")):
        with path.open("rb") as file:
            yield from ((str(one.id), str(one.string)) for one in read_po(file) if one.id)


class Spoken(Mapping[str, str]):
    """A table of codes and what they are called, in the member's language when it is read."""

    def __init__(self, french: dict[str, str]) -> None:
        self.french = french

    def __getitem__(self, code: str) -> str:
        return _(self.french[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self.french)

    def __len__(self) -> int:
        return len(self.french)
