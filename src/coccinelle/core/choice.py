"""Which variant a customer means, from the stock as it was read: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coccinelle.core.shop import StockLevel

Verdict = Literal[
    "chosen",
    "which_size",
    "which_color",
    "no_such_size",
    "no_such_color",
    "not_enough",
    "out_of_stock",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """level: the one variant meant, even when none is left. sizes, colors: what could be had."""

    verdict: Verdict
    level: StockLevel | None = None
    sizes: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()


def choose(
    levels: tuple[StockLevel, ...], *, size: str | None, color: str | None, quantity: int = 1
) -> Choice:
    """A size or colour left unsaid is deduced when the product leaves no choice."""
    if not levels:
        return Choice("out_of_stock")
    colored = tuple(x for x in levels if color is None or _same(x.color, color))
    if not colored:
        return Choice("no_such_color", colors=_distinct(x.color for x in levels if x.available))
    if size is None and len({x.size for x in colored}) > 1:
        return _which_size(colored)
    sized = tuple(x for x in colored if size is None or _same(x.size, size))
    if not sized:
        return Choice("no_such_size", sizes=_distinct(x.size for x in colored if x.available))
    left = [x for x in sized if x.available >= quantity]
    colors = _distinct(x.color for x in left)
    if len(colors) > 1:
        return Choice("which_color", colors=colors)
    if left:
        return Choice("chosen", left[0])
    if some := [x for x in sized if x.available]:
        return Choice("not_enough", some[0])
    return _out_of_stock(levels, sized[0])


def _which_size(colored: tuple[StockLevel, ...]) -> Choice:
    sizes = _distinct(x.size for x in colored if x.available)
    return Choice("which_size", sizes=sizes) if sizes else Choice("out_of_stock", colored[0])


def _out_of_stock(levels: tuple[StockLevel, ...], wanted: StockLevel) -> Choice:
    sizes = _distinct(x.size for x in levels if x.available and x.color == wanted.color)
    colors = _distinct(
        x.color for x in levels if x.available and x.size == wanted.size and x.color != wanted.color
    )
    return Choice("out_of_stock", wanted, sizes=sizes, colors=colors)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
