"""Which classes, ids and elements a style sheet hides: its plain rules, read in one pass."""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.{0,2000}?\*/", re.S)
_BRACE = re.compile("[{}]")
_PLAIN = re.compile(r"(?:[a-z][a-z0-9]{0,15})?([.#][\w-]{1,80})|([a-z][a-z0-9]{0,15})", re.I)
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"(?:opacity|font-size|max-height|max-width)\s*:\s*0(?:\.0*)?\s*(?:px|pt|em|rem|%)?\s*(?:[;!]|$)",
    re.I,
)


def hiding_names(sheet: str) -> frozenset[str]:
    """ ".promo", "#footer", "i": what is said for one kind of screen alone (@media) is left out."""
    return frozenset(
        name.lower() if name[0] not in ".#" else name
        for selectors, style in _rules(_COMMENT.sub(" ", sheet))
        if _HIDES.search(style)
        for selector in selectors.split(",")
        for name in _name(selector.strip())
    )


def _name(selector: str) -> list[str]:
    """Nothing of one that looks at what stands around."""
    plain = _PLAIN.fullmatch(selector)
    name = (plain[1] or plain[2]) if plain else ""
    return [name] if name and name.lower() not in ("html", "body") else []


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Those of the outermost level, selector and style."""
    depth, since, selector = 0, 0, ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                selector, since = sheet[since : brace.start()], brace.end()
            continue
        depth = max(depth - 1, 0)
        if depth == 0:
            if "@" not in selector.rpartition(";")[2]:
                yield selector.rpartition(";")[2].strip(), sheet[since : brace.start()]
            selector, since = "", brace.end()
