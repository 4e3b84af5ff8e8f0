"""A paper of A4 pages as a PDF: titles, text, tables and a bar code, one under the other."""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_BARRED = {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h"}
_SIGNS = {"→": "->", "≤": "<=", "≥": ">="}
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
_INK = HexColor("#1f1f24")
_PALE = HexColor("#8a8a94")
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15, textColor=_INK)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=9, leading=12.5, textColor=_PALE)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=19, leading=24)
_STRONG = ParagraphStyle("strong", parent=_BODY, fontName="Helvetica-Bold")
_LARGE = ParagraphStyle("large", parent=_STRONG, fontSize=14, leading=19)
_CENTRED = ParagraphStyle("centred", parent=_BODY, alignment=TA_CENTER)
_RIGHT = ParagraphStyle("right", parent=_BODY, alignment=TA_RIGHT)
_RIGHT_STRONG = ParagraphStyle("right strong", parent=_STRONG, alignment=TA_RIGHT)


class Paper:
    """Texts are plain: what looks like markup is printed as it is."""

    def __init__(self, title: str, author: str) -> None:
        self._title = printable(title)
        self._author = printable(author)
        self._parts: list[object] = []

    def title(self, text: str) -> None:
        self._parts += [Paragraph(_safe(text), _TITLE), Spacer(1, 3 * mm)]

    def text(self, *lines: str) -> None:
        self._parts += [_paragraph(lines, _BODY), Spacer(1, 3 * mm)]

    def strong(self, *lines: str) -> None:
        self._parts += [_paragraph(lines, _STRONG), Spacer(1, 3 * mm)]

    def small(self, *lines: str) -> None:
        self._parts += [_paragraph(lines, _SMALL), Spacer(1, 2 * mm)]

    def space(self, millimetres: float) -> None:
        self._parts.append(Spacer(1, millimetres * mm))

    def cut_here(self) -> None:
        self._parts += [
            Spacer(1, 5 * mm),
            HRFlowable(width="100%", thickness=0.7, color=_PALE, dash=(4, 3)),
            Spacer(1, 5 * mm),
        ]

    def frame(self, small: Sequence[str], large: Sequence[str]) -> None:
        """A box one can read from afar, as an address on a parcel."""
        inside = [_paragraph(small, _SMALL), _paragraph(large, _LARGE)]
        box = Table([[inside]], colWidths=[WIDTH])
        box.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1.2, _INK), *_inset(10)]))
        self._parts += [box, Spacer(1, 4 * mm)]

    def bar_code(self, value: str) -> None:
        """As Code 128, with its value under it; ASCII only."""
        bars = Code128(value, barHeight=16 * mm, barWidth=0.42 * mm)
        bars.hAlign = "CENTER"
        self._parts += [bars, Spacer(1, 1 * mm), _paragraph((value,), _CENTRED), Spacer(1, 4 * mm)]

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str]
    ) -> None:
        """The first column takes the room; the others are figures, on the right."""
        cells = [_row(header, _STRONG, _RIGHT_STRONG)]
        cells += [_row(row, _BODY, _RIGHT) for row in rows]
        cells += [_row(total, _STRONG, _RIGHT_STRONG)]
        figure = 32 * mm
        widths = [WIDTH - figure * (len(header) - 1), *[figure] * (len(header) - 1)]
        table = Table(cells, colWidths=widths, repeatRows=1)
        lines = [("LINEBELOW", (0, 0), (-1, 0), 1, _INK), ("LINEABOVE", (0, -1), (-1, -1), 1, _INK)]
        table.setStyle(TableStyle([*lines, *_inset(4)]))
        self._parts += [table, Spacer(1, 5 * mm)]

    def finished(self) -> bytes:
        """The same parts are the same bytes."""
        file = BytesIO()
        document = SimpleDocTemplate(
            file, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
            bottomMargin=MARGIN, title=self._title, author=self._author, invariant=1,
        )  # fmt: skip
        document.build(self._parts)
        return file.getvalue()


def printable(text: str) -> str:
    """In the letters that the fonts of every PDF reader have: no file of a font travels along."""
    return "".join(_letter(c) for c in unicodedata.normalize("NFC", text)).strip()


def _letter(c: str) -> str:
    if c in "\u202f\u2009":
        return "\u00a0"
    if c in _BARRED or c in _SIGNS:
        return (_BARRED | _SIGNS)[c]
    if unicodedata.category(c)[0] == "C":
        return ""
    if _is_there(c):
        return c
    bare = "".join(x for x in unicodedata.normalize("NFKD", c) if not unicodedata.combining(x))
    return bare if bare and all(map(_is_there, bare)) else "?"


def _is_there(c: str) -> bool:
    try:
        return bool(c.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def _safe(text: str) -> str:
    return escape(printable(text))


def _paragraph(lines: Sequence[str], style: ParagraphStyle) -> Paragraph:
    return Paragraph("<br/>".join(_safe(line) for line in lines if line), style)


def _row(cells: Sequence[str], first: ParagraphStyle, others: ParagraphStyle) -> list[Paragraph]:
    styles = [first, *[others] * (len(cells) - 1)]
    return [Paragraph(_safe(text), style) for text, style in zip(cells, styles, strict=True)]


def _inset(points: float) -> list[tuple[object, ...]]:
    sides = ("TOPPADDING", "BOTTOMPADDING")
    return [(side, (0, 0), (-1, -1), points) for side in sides]
