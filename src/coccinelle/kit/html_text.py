"""The words of an HTML page as its reader sees them: nothing hidden, quotations marked with ">"."""

import re
from contextlib import suppress

from inscriptis import Inscriptis  # type: ignore[import-untyped]  # the wheel has no py.typed
from inscriptis.css_profiles import CSS_PROFILES  # type: ignore[import-untyped]  # idem
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]  # idem
from lxml import html as pages  # type: ignore[import-untyped]  # idem
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # idem

from coccinelle.kit.style_sheet import hiding_names

LONGEST = 200_000  # characters of a page looked at
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"])
_BARE_TAG = re.compile(r"<[^<>]{0,400}>")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|"
    r"font-size\s*:\s*0(?:\.0*)?\s*(?:px|pt|em|rem|%)?\s*(?:;|!|$)|"
    r"(?:max-)?(?:height|width)\s*:\s*0(?:px|pt)?\s*(?:;|!|$)|mso-hide\s*:\s*all|"
    r"(?:^|[;\s])color\s*:\s*(?:transparent|#fff(?:fff)?|white)\s*(?:;|!|$)",
    re.I,
)
_SILENT = ("script", "style", "title", "template", "noscript", "head")


def text_of(html: str) -> str:
    """Never raises: what no parser understands loses its tags and keeps its words."""
    html = html[:LONGEST]
    with suppress(LxmlError, ValueError, RecursionError):
        return _seen(pages.document_fromstring(html)).strip()
    return _BARE_TAG.sub(" ", html).strip()


def _seen(page: pages.HtmlElement) -> str:
    drop_unseen(page)
    for quoted in page.xpath("//blockquote[not(ancestor::blockquote)]"):
        _mark(quoted)
    return str(Inscriptis(page, _CONFIG).get_text())


def drop_unseen(page: pages.HtmlElement) -> None:
    """What the page's own styles keep from its reader goes, wherever they say it."""
    hiding = hiding_names("\n".join(style.text or "" for style in page.iter("style")))
    for element in list(page.iter()):
        if _is_unseen(element, hiding):
            element.drop_tree()


def _is_unseen(element: pages.HtmlElement, hiding: frozenset[str]) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return element.getparent() is not None
    if element.getparent() is None or element.tag == "body":
        return False
    names = {f".{name}" for name in element.get("class", "").split()}
    names |= {f"#{element.get('id')}", element.tag}
    is_told = element.get("hidden") is not None or not hiding.isdisjoint(names)
    return element.tag in _SILENT or is_told or bool(_HIDDEN.search(element.get("style", "")))


def _mark(quoted: pages.HtmlElement) -> None:
    """A quotation without its tag would read as the sender's own words."""
    lines = str(Inscriptis(quoted, _CONFIG).get_text()).strip().split("\n")
    tail = quoted.tail
    for child in list(quoted):
        quoted.remove(child)
    quoted.tag, quoted.text, quoted.tail = "pre", "\n".join(f"> {line}" for line in lines), tail
