"""The HTML of an e-mail, made harmless: words and tables stay, nothing that loads, acts or hides.

Links lose their address and say its host instead; pictures are counted and left out. What comes
out is to be shown in a frame of its own all the same.
"""

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import nh3
from lxml import html as pages  # type: ignore[import-untyped]  # the wheel has no py.typed
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # idem

from coccinelle.kit.html_text import LONGEST, drop_unseen, text_of

_TAGS = {
    "p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "pre",
    "code", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
    "hr", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
}  # fmt: skip
_CELL = {"colspan", "rowspan"}
_SILENT = {"script", "style", "title", "template", "noscript", "textarea", "select", "svg", "math"}
_PICTURES = ("img", "picture", "video", "audio", "source", "object", "embed", "iframe", "image")


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """left_out: how many pictures and other files it wanted to load."""

    html: str
    left_out: int


def safe_html(html: str) -> SafeHtml:
    """Never raises: what no parser understands is shown as its words."""
    html = html[:LONGEST].replace("\x00", "")
    left_out = 0
    with suppress(LxmlError, ValueError, RecursionError):
        page = pages.document_fromstring(html)
        left_out = sum(1 for _ in page.iter(*_PICTURES))
        drop_unseen(page)
        for link in list(page.iter("a", "area")):
            _say_host(link)
        return SafeHtml(_cleaned(pages.tostring(page, encoding="unicode")), left_out)
    return SafeHtml(f"<p>{escape(text_of(html))}</p>", left_out)


def _cleaned(html: str) -> str:
    return nh3.clean(
        html, tags=_TAGS, clean_content_tags=_SILENT, attributes={"td": _CELL, "th": _CELL},
        url_schemes=set(), url_relative="deny", link_rel=None, strip_comments=True,
    )  # fmt: skip


def _say_host(link: pages.HtmlElement) -> None:
    """Its words may name another place than where it leads."""
    host = _host(link.get("href", ""))
    if host:
        told = pages.Element("span")
        told.text = f" [{host}]"
        link.append(told)


def _host(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return "?"
