"""One reply being written: what is said once is remembered while it is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from coccinelle.core.facts import Fact, Phrase
from coccinelle.replies.product_words import product_words
from coccinelle.replies.templates import Gender
from coccinelle.replies.voice import Voice
from coccinelle.replies.wording import Shown, words_of

_LINES = re.compile(r"[ \t\n]+")  # not the special spaces of a price
_NEW_LINE = "\u2028"  # asked for by a template; the breaks of its own source count for nothing


@dataclass(slots=True)
class Page:
    """The contact's name and an emoji are said once; so is a same sentence."""

    voice: Voice
    emojis_left: int
    is_named: bool = False
    gender: Gender | None = None
    said: list[str] = field(default_factory=list)

    def frame(self, name: str) -> str:
        voice = self.voice
        flags = {voice.kind} | ({"evening"} if voice.is_evening else set())
        flags |= {"urgent"} if voice.is_urgent else set()
        return self._render(Phrase(name, {}), flags)

    def paragraphs(self, phrases: Iterable[Phrase]) -> list[str]:
        found: list[str] = []
        for phrase in phrases:
            text = self._render(phrase, set(phrase.flags))
            if not text or text in self.said:
                continue
            self.said.append(text)
            if found and self.voice.book.entry(phrase.name).follows:
                found[-1] += f" {text}"
            else:
                found.append(text)
        return found

    def _render(self, phrase: Phrase, flags: set[str]) -> str:
        # A fact that is there can choose a wording, as a flag does.
        known = flags | phrase.facts.keys()
        template = self.voice.book.entry(phrase.name).template(known, self.voice.tone)
        text = _LINES.sub(" ", template.render(self._context(phrase, flags))).strip()
        return re.sub(f" ?{_NEW_LINE} ?", "\n" if self.voice.kind == "email" else " ", text)

    def _context(self, phrase: Phrase, flags: set[str]) -> dict[str, Any]:
        voice = self.voice
        facts = {n: f for n, f in phrase.facts.items() if n != "size" or self._is_worth_saying(f)}
        shown = {n: Shown(f, voice.language, voice.now) for n, f in facts.items()}
        self._learn_gender(phrase)
        return {
            **product_words(str(shown.get("product", "")), self.gender, voice),
            **shown,
            "flags": flags,
            "emoji": self._emoji,
            "say_name": self._say_name,
            "line": _NEW_LINE,
            "wishes": voice.book.wishes,
            "shop": voice.business_name,
            "of_shop": words_of(voice.language).of(voice.business_name),
            "is_evening": voice.is_evening,
        }

    def _learn_gender(self, phrase: Phrase) -> None:
        """The skill's word, else the noun's; a phrase without product speaks of the last one."""
        genders: tuple[Gender, ...] = ("plural", "feminine", "masculine")
        told = next((gender for gender in genders if gender in phrase.flags), None)
        product = phrase.facts.get("product")
        if told or product:
            noun = str(product.value) if product else ""
            self.gender = told or self.voice.book.gender(noun)

    def _is_worth_saying(self, size: Fact) -> bool:
        return str(size.value).casefold() not in self.voice.book.one_size

    def _emoji(self, sign: str) -> str:
        if not self.emojis_left:
            return ""
        self.emojis_left -= 1
        return f" {sign}"

    def _say_name(self) -> str:
        if self.is_named or not self.voice.name:
            return ""
        self.is_named = True
        return f" {self.voice.name}"
