"""An e-mail's HTML, made from its plain words: paragraphs, lists, links to our own pages alone."""

import html
import re
from urllib.parse import urlsplit

_URL = re.compile(r"https?://[^\s<>\"'«»]{1,500}[^\s<>\"'«».,;:!?)]")
_ITEM = re.compile(r"^[-•–] +(.+)$")
_TITLE = re.compile(
    r"^(?:Option|Plan|Solution) [A-Z0-9]{1,2}\b[^:(\n]{0,60}?(?=\s?[:(]|$)"
    r"|^[0-9][.)] [^:\n]{1,60}?(?=\s?:)"
)
_FRAME = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"></head>'
    '<body style="margin:0;padding:16px;background:#fff">'
    '<div style="max-width:560px;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;'
    'color:#222">{body}</div></body></html>'
)
_PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
_LIST = '<ul style="margin:0 0 16px;padding-left:20px">{}</ul>'


def page(text: str, *, origin: str, language: str = "fr") -> str:
    """origin: scheme and host of our own pages; any other address stays text."""
    blocks = [block for block in re.split(r"\n{2,}", text.strip()) if block.strip()]
    body = "".join(_block(block.split("\n"), origin) for block in blocks)
    return _FRAME.format(language=language, body=body)


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _block(lines: list[str], origin: str) -> str:
    """Lines in a row that begin with a dash are a list; the others are lines of a paragraph."""
    parts: list[str] = []
    words: list[str] = []
    items: list[str] = []
    for line in [*lines, ""]:
        item = _ITEM.match(line.strip())
        if items and not item:
            parts.append(_LIST.format("".join(f"<li>{i}</li>" for i in items)))
            items = []
        if words and (item or not line):
            parts.append(_PARAGRAPH.format("<br>".join(words)))
            words = []
        if item:
            items.append(_line(item[1], origin))
        elif line.strip():
            words.append(_line(line.strip(), origin))
    return "".join(parts)


def _line(line: str, origin: str) -> str:
    titled = _TITLE.match(line)
    if titled is None:
        return _linked(line, origin)
    head, rest = titled[0], line[titled.end() :]
    return f"<strong>{html.escape(head)}</strong>{_linked(rest, origin)}"


def _linked(text: str, origin: str) -> str:
    written, at = [], 0
    for found in _URL.finditer(text):
        written.append(html.escape(text[at : found.start()]))
        shown = html.escape(found[0])
        ours = origin_of(found[0]) == origin
        written.append(f'<a href="{shown}">{shown}</a>' if ours else shown)
        at = found.end()
    return "".join(written) + html.escape(text[at:])
