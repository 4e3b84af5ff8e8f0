"""A postal address written on one line, taken apart as carriers want it."""

import re

_FRENCH = re.compile(r"(?P<line>.+?)[\s,]+(?P<zip>\d{5})\s+(?P<city>[^,\d]+)(?:,.*)?", re.DOTALL)


def split_address(text: str) -> tuple[str, str, str]:
    """Number and street, zip code, city; what cannot be told apart stays in the first."""
    found = _FRENCH.fullmatch(" ".join(text.split()))
    if found is None:
        return text.strip(), "", ""
    return found["line"].strip(" ,"), found["zip"], found["city"].strip()
