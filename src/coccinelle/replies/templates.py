"""The book of phrases of a trade in one language: read from the packs, compiled once."""

from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, Field, field_validator, model_validator

from coccinelle.replies.wording import FILTERS

Gender = Literal["feminine", "masculine", "plural"]

# Plain text goes out, never HTML: escaping would show "d&#39;Élégance" to a customer.
_JINJA = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_JINJA.filters.update(FILTERS)


class Wording(BaseModel, frozen=True, extra="forbid"):
    """One way to say it, in both tones; a single text serves when the tone changes nothing."""

    when: tuple[str, ...] = ()
    vous: str
    tu: str

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, raw: Any) -> Any:
        raw = {"text": raw} if isinstance(raw, str) else dict(raw)
        if "text" in raw:
            raw["vous"] = raw["tu"] = raw.pop("text")
        return raw


class Entry(BaseModel, frozen=True, extra="forbid"):
    """A phrase of the book: its first wording whose `when` flags are all there is said.

    follows: it continues the paragraph before it. sober: no emoji in a reply that says it.
    """

    say: tuple[Wording, ...] = Field(min_length=1)
    follows: bool = False
    sober: bool = False

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, raw: Any) -> Any:
        return raw if isinstance(raw, dict) and "say" in raw else {"say": raw}

    @field_validator("say", mode="before")
    @classmethod
    def _several(cls, raw: Any) -> Any:
        return raw if isinstance(raw, list) else [raw]

    @field_validator("say")
    @classmethod
    def _compiles(cls, say: tuple[Wording, ...]) -> tuple[Wording, ...]:
        for wording in say:
            _compile(wording.vous), _compile(wording.tu)
        return say

    def template(self, flags: Collection[str], tone: str) -> Template:
        """Raises LookupError when no wording fits: the last one of an entry asks for no flag."""
        for wording in self.say:
            if set(wording.when) <= set(flags):
                return _compile(wording.tu if tone == "tu" else wording.vous)
        raise LookupError(f"no wording for flags {sorted(flags)}")


class Book(BaseModel, frozen=True, extra="forbid"):
    """nouns: what the trade's products are called, by gender; it gives "la robe", "vos baskets".

    adjectives: those that come before the noun in a name. one_size: sizes not worth saying.
    wishes: what an intent is for the contact, after "would you like to".
    """

    phrases: dict[str, Entry] = {}
    nouns: dict[Gender, frozenset[str]] = {}
    adjectives: frozenset[str] = frozenset()
    one_size: frozenset[str] = frozenset()
    wishes: dict[str, str] = {}

    def entry(self, name: str) -> Entry:
        """Raises LookupError for a phrase nobody wrote."""
        if name not in self.phrases:
            raise LookupError(f"no phrase named {name!r}")
        return self.phrases[name]

    def gender(self, product: str) -> Gender | None:
        """From the noun that opens the product's name; None when the trade has no such noun."""
        words = product.lower().split()
        head = next((word for word in words if word not in self.adjectives), "")
        return next((gender for gender, nouns in self.nouns.items() if head in nouns), None)


@cache
def open_book(sector: str, language: str) -> Book:
    """The sector's phrases over the common ones. Raises ValidationError on a badly written book."""
    common, own = _read("common", language), _read(sector, language)
    phrases, wishes = common.phrases | own.phrases, common.wishes | own.wishes
    return own.model_copy(update={"phrases": phrases, "wishes": wishes})


def _read(folder: str, language: str) -> Book:
    file = resources.files("coccinelle.packs") / folder / f"replies.{language}.yaml"
    if not file.is_file():
        return Book()
    return Book.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@cache
def _compile(source: str) -> Template:
    return _JINJA.from_string(source)
