"""Saved replies: words with blanks that a customer's own values fill; pure."""

import re
from collections.abc import Mapping

VARIABLES = ("prénom", "nom", "commande", "boutique", "adresse", "téléphone", "membre")
_BLANK = re.compile(r"\{([^{}\n]{1,40})\}")


def unknown(text: str) -> tuple[str, ...]:
    """What stands between braces and is none of the variables."""
    return tuple(name for name in _names(text) if name not in VARIABLES)


def blanks(text: str) -> tuple[str, ...]:
    """The variables still to be filled: such a text must not leave."""
    return tuple(name for name in _names(text) if name in VARIABLES)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A variable without a value stays, for the member to see."""
    return _BLANK.sub(lambda blank: values.get(_name(blank[1])) or blank[0], text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(said) for said in _BLANK.findall(text)))


def _name(said: str) -> str:
    return said.strip().lower()
