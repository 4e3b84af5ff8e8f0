"""The port that puts phrases into words and checks words against facts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coccinelle.core.business import Business, Contact
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.model import Usage


@dataclass(frozen=True, slots=True)
class Occasion:
    """greet: no exchange is under way; disclose: nobody told them yet that an assistant answers;
    is_urgent: a longer text is worth its price; by_member: a member reads it and sends it.
    leaves_at: not before, so the greeting is of that moment; None for now."""

    business: Business
    contact: Contact
    language: str
    kind: str
    now: datetime
    greet: bool
    disclose: bool
    is_urgent: bool = False
    by_member: bool = False
    leaves_at: datetime | None = None


class Wording(Protocol):
    def compose(self, phrases: tuple[Phrase, ...], occasion: Occasion) -> str: ...

    def unbacked(self, text: str, facts: tuple[Fact, ...], occasion: Occasion) -> tuple[str, ...]:
        """The statements of a text that no fact backs, as quoted words; empty when it may leave."""

    def greeting_again(self, text: str, occasion: Occasion) -> str:
        """A text written before, with the greeting and the wishes of this occasion's moment."""

    def promises(self, text: str) -> tuple[str, ...]:
        """The kinds of promise a text makes: each needs its row."""


@dataclass(frozen=True, slots=True)
class Rephrased:
    """text: as it may leave, "" when the composed one must; why: what the model's words lacked.

    usage: None when no model was asked.
    """

    text: str = ""
    why: str = ""
    usage: Usage | None = None


class Rephraser(Protocol):
    """Says a composed reply in the shop's tone. Never raises, never loses what the reply tells."""

    def rephrase(self, text: str, facts: tuple[Fact, ...], occasion: Occasion) -> Rephrased: ...
