"""One-time codes in a script: `{code}` and `{approval}` stand for the ones that were sent last."""

import re
from collections.abc import Iterable

CODE, APPROVAL = "{code}", "{approval}"
_SENT = {
    CODE: re.compile(r"(?<![0-9])([0-9]{6})(?![0-9])"),
    APPROVAL: re.compile(r"\b2 ([2-9A-Z]{4}) pour refuser"),
}


def last(mark: str, sent: Iterable[str]) -> str:
    """ "" when none was sent. sent: the texts that left, oldest first."""
    return next(reversed([code for text in sent for code in _SENT[mark].findall(text)]), "")


def filled(text: str, sent: Iterable[str]) -> str:
    """As it is written to us."""
    texts = list(sent)
    for mark in _SENT:
        if mark in text and (code := last(mark, texts)):
            text = text.replace(mark, code)
    return text


def emptied(text: str, sent: Iterable[str]) -> str:
    """As a script says it: any code that was sent is one of these."""
    texts = list(sent)
    for mark, pattern in _SENT.items():
        for code in {code for one in texts for code in pattern.findall(one)}:
            text = re.sub(rf"\b{code}\b", mark, text, flags=re.IGNORECASE)
    return text
