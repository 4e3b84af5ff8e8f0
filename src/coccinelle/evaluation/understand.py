"""`coccinelle understand`: lines of JSON in, what was read in each of them out."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coccinelle.core.catalogue import NOTHING_SOLD, Catalogue
from coccinelle.core.errors import PermanentError
from coccinelle.core.policy import Policy
from coccinelle.core.turn import Reader
from coccinelle.settings import Settings
from coccinelle.understanding.as_line import as_line
from coccinelle.understanding.late import LateReader, Mode, embedded
from coccinelle.understanding.lines import turn_of_line

LONGEST = 400_000  # characters of one line
_DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Shop:
    """The business whose catalogue and rules apply; the sector's pack alone without one."""

    catalogue: Catalogue = NOTHING_SOLD
    policy: Policy = _DEFAULT


def understand(lines: Iterable[str], reader: Reader, shop: Shop) -> Iterator[dict[str, Any]]:
    """One answer a line, in their order; a line that cannot be read says why, the rest goes on."""
    for line in filter(str.strip, lines):
        yield _answer(line, reader, shop)


def _answer(line: str, reader: Reader, shop: Shop) -> dict[str, Any]:
    data: Any = None
    try:
        data = _parsed(line)
        turn = turn_of_line(data, catalogue=shop.catalogue)
    except ValueError as error:
        known = data.get("id") if isinstance(data, dict) else None
        return {"id": known, "error": str(error)}
    return as_line(data["id"], turn, reader.read(turn), shop.policy)


def _parsed(line: str) -> Any:
    if len(line) > LONGEST:
        raise ValueError(f"line longer than {LONGEST} characters")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a line of JSON: {error}") from None
    if not isinstance(data, dict):
        raise ValueError("a line is a JSON object")
    return data


@contextmanager
def reading_with(
    folder: Path | None, mode: Mode, settings: Callable[[], Settings]
) -> Iterator[tuple[Reader, Shop]]:
    """A folder is imported into a throw-away database, as `simulate` does.

    Raises FolderFaults for a folder that cannot be imported, PermanentError when a model is wanted
    and no business names one.
    """
    if folder is None:
        if mode != "embedded":
            raise PermanentError("--reader needs --business: its [model] table says which model.")
        yield embedded(), Shop()
        return
    from coccinelle.evaluation.business import open_business

    with open_business(folder, settings()) as desk:
        if mode != "embedded" and desk.business.policy.model is None:
            raise PermanentError(f"{folder}: no [model] table in business.toml.")
        reader = desk.reader.in_mode(mode) if isinstance(desk.reader, LateReader) else desk.reader
        yield reader, Shop(desk.shop.catalogue(), desk.business.policy)
