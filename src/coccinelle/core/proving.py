"""The dialogue that proves who writes: what answers it, and what it leads back to."""

import re

from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer, Request
from coccinelle.kit import one_time_code

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")

_FORGOTTEN = re.compile(
    r"\b(?:souvien\w*|rappelle|sais (?:plus|pas)|oubli\w*|perdu\w*|retrouve\w*"
    r"|remember|forg[eo]t\w*|lost|don't know)\b",
    re.IGNORECASE,
)


def wanted(question: OpenQuestion) -> Request:
    """What was asked for before we asked who writes."""
    intent, _, sub_kind = question.wanted.partition("/")
    return Request(intent, 1.0, sub_kind=sub_kind or None)


def email_said(text: str) -> str | None:
    """The last one: a correction comes after what it corrects."""
    found = _EMAIL.findall(text)
    return found[-1].lower() if found else None


def has_forgotten(text: str) -> bool:
    """ "je ne me souviens plus du mail" asks for no end of our messages."""
    return _FORGOTTEN.search(text) is not None


def answers(question: OpenQuestion | None, said: str, answer: Answer | None) -> bool:
    if question is None or question.kind != "proof":
        return False
    is_code = "code" in question.choices and one_time_code.said_in(said) is not None
    return bool(email_said(said)) or is_code or (answer is not None and answer.kind != "yes")
