"""The reliability plot: how often each confidence is right, with its interval and its messages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coccinelle.core.errors import PermanentError
from coccinelle.evaluation.calibration import Bin, Calibration

_SCALE = 3  # drawn larger, then reduced: smooth lines
_SIDE = 300  # of the square of a panel, in pixels of the final picture
_LEFT, _TOP, _GAP, _STRIP, _BELOW = 52, 40, 14, 46, 44
_PAPER, _INK, _QUIET, _BAR, _POINT = "#ffffff", "#1f2430", "#c9ced8", "#9db7d5", "#b3262e"


def draw(parts: Mapping[str, Calibration], path: Path) -> None:
    """A PNG, one panel a set. Raises PermanentError without the library that draws."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError as error:
        raise PermanentError(
            "The plot needs Pillow: pip install 'coccinelle[evaluation]'."
        ) from error
    width = len(parts) * (_LEFT + _SIDE + 24)
    height = _TOP + _SIDE + _GAP + _STRIP + _BELOW
    picture = Image.new("RGB", (width * _SCALE, height * _SCALE), _PAPER)
    pen = _Pen(ImageDraw.Draw(picture), ImageFont.load_default(12 * _SCALE))
    for at, (name, found) in enumerate(parts.items()):
        _panel(pen, _LEFT + at * (_LEFT + _SIDE + 24), name, found)
    picture.resize((width, height), Image.Resampling.LANCZOS).save(path, optimize=True)


class _Pen:
    """Draws in pixels of the final picture."""

    def __init__(self, canvas: Any, font: Any) -> None:
        self._canvas, self._font = canvas, font

    def line(self, *points: float, color: str = _INK, width: float = 1) -> None:
        self._canvas.line(_scaled(points), fill=color, width=round(width * _SCALE))

    def box(self, *corners: float, color: str) -> None:
        self._canvas.rectangle(_scaled(corners), fill=color)

    def dot(self, x: float, y: float) -> None:
        self._canvas.ellipse(_scaled((x - 4, y - 4, x + 4, y + 4)), fill=_POINT)

    def text(self, x: float, y: float, words: str, anchor: str = "mm") -> None:
        self._canvas.text(_scaled((x, y)), words, fill=_INK, font=self._font, anchor=anchor)


def _scaled(numbers: tuple[float, ...]) -> list[float]:
    return [number * _SCALE for number in numbers]


def _panel(pen: _Pen, left: float, name: str, found: Calibration) -> None:
    bottom = _TOP + _SIDE
    floor = bottom + _GAP + _STRIP
    pen.text(left + _SIDE / 2, _TOP / 2, f"{name}: gap {found.error.value:.1%}, n {found.error.of}")
    for tick in range(0, 11, 2):
        x, y = left + _SIDE * tick / 10, bottom - _SIDE * tick / 10
        pen.line(left, y, left + _SIDE, y, color=_QUIET, width=0.7)
        pen.text(left - 6, y, f"{tick * 10} %", anchor="rm")
        pen.text(x, floor + 12, f"{tick / 10:.1f}")
    pen.text(left + _SIDE / 2, floor + 32, "confidence; below: messages")
    pen.line(left, bottom, left + _SIDE, _TOP, color=_QUIET, width=1.5)
    pen.line(left, _TOP, left, bottom, left + _SIDE, bottom)
    most = max(one.right.of for one in found.bins) or 1
    for one in found.bins:
        _bin(pen, left, bottom, one, most)


def _bin(pen: _Pen, left: float, bottom: float, one: Bin, most: int) -> None:
    floor = bottom + _GAP + _STRIP
    tall = _STRIP * one.right.of / most
    if one.right.of:
        pen.box(left + _SIDE * one.low + 2, floor - tall, left + _SIDE * one.high - 2, floor,
                color=_BAR)  # fmt: skip
    if one.confidence is None or one.right.value is None:
        return
    x = left + _SIDE * one.confidence
    pen.line(x, bottom - _SIDE * one.right.low, x, bottom - _SIDE * one.right.high,
             color=_POINT, width=1.3)  # fmt: skip
    pen.dot(x, bottom - _SIDE * one.right.value)
