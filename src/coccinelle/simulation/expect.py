"""Compares what became of a script with what it expects; every difference is a sentence."""

from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.packs.script_shape import LOGS, Expect
from coccinelle.simulation.likeness import fold, is_alike
from coccinelle.simulation.outcome import Outcome

Item = dict[str, Any]


def mismatches(found: Outcome, expect: Expect) -> list[str]:
    """Empty when all is as expected."""
    expected: Any = expect
    sentences = [
        sentence
        for name, items in expected.of_state().items()
        for sentence in _list(name, items, found.state[name], found.zone)
    ]
    return sentences + _said(expected.say, found) + _never_said(expected.never_say, found)


def _list(name: str, expected: list[Item], found: list[Item], zone: ZoneInfo) -> list[str]:
    unmet = _unmet(expected, found, zone)
    sentences = [f"{name}: expected {_words(item)}; found {_found(found)}" for item in unmet]
    if not sentences and name not in LOGS and len(expected) != len(found):
        sentences = [f"{name}: expected {len(expected) or 'none'}; found {_found(found)}"]
    if not expected and found and not sentences:
        sentences = [f"{name}: expected none; found {_found(found)}"]
    return sentences


def _unmet(expected: list[Item], found: list[Item], zone: ZoneInfo) -> list[Item]:
    """The expected items that no found item is left for; each found one serves once."""
    taken: dict[int, int] = {}
    fits = [[n for n, x in enumerate(found) if is_alike(item, x, zone)] for item in expected]
    return [item for n, item in enumerate(expected) if not _place(n, fits, taken, set())]


def _place(item: int, fits: list[list[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Gives the item a found one, moving another item elsewhere if need be."""
    for n in fits[item]:
        if n in tried:
            continue
        tried.add(n)
        if n not in taken or _place(taken[n], fits, taken, tried):
            taken[n] = item
            return True
    return False


def _said(wanted: list[str], found: Outcome) -> list[str]:
    replies = [fold(sent.text) for sent in found.outbound]
    missing = [words for words in wanted if not any(fold(words) in reply for reply in replies)]
    return [f"say: expected a reply with “{words}”; found {_all(found)}" for words in missing]


def _never_said(unwanted: list[str], found: Outcome) -> list[str]:
    return [
        f"never_say: expected no reply with “{words}”; found “{sent.text}”"
        for words in unwanted
        for sent in found.outbound
        if fold(words) in fold(sent.text)
    ]


def _all(found: Outcome) -> str:
    return ", ".join(f"“{sent.text}”" for sent in found.outbound) or "no reply"


def _found(items: list[Item]) -> str:
    return "; ".join(map(_words, items)) or "none"


def _words(item: Item) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in item.items()) + "}"
