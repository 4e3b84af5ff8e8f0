"""A file that a member brought, read and checked once: what comes back is what is kept of it.
A workbook and a long table are read in a process apart, so that nobody waits for them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import islice
from typing import Any

import structlog

from coccinelle.core.errors import PermanentError
from coccinelle.kit.apart import ApartFailed, answer, work_apart
from coccinelle.packs.folder.matching import guessed, known, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.packs.folder.sentences import Language
from coccinelle.packs.folder.sheet import read_sheet
from coccinelle.packs.folder.workbook import Lines, is_workbook
from coccinelle.store.importing.folder import ProductEntry, VariantEntry
from coccinelle.store.product_files import Reading

UNREADABLE = "Ce fichier ne se laisse pas lire : enregistrez la feuille en CSV, et apportez-la."
FAULTS = 50  # kept, with how many there are
FIRST = 6  # lines shown as they were understood
SAMPLES = 3  # values shown beside a column
SHORT = 100_000  # bytes of a text that are read at once: starting a process takes longer
_NOTHING = Checked((), (), (), 0, frozenset())
_LOG = structlog.get_logger()


def read_brought(content: bytes, language: Language = "fr") -> Reading:
    """Its columns guessed. Raises PermanentError, with a sentence for who brought it."""
    return _read({"language": language}, content)


def read_again(lines: str, columns: Mapping[str, int]) -> Reading:
    """The lines of a former reading, with these columns. Raises PermanentError."""
    return _read({"columns": dict(columns)}, lines.encode())


def _read(asked: Mapping[str, object], content: bytes) -> Reading:
    given = json.dumps(asked).encode() + b"\n" + content
    is_light = len(content) < SHORT and not is_workbook(content)
    try:
        said = _work(given) if is_light else work_apart(__name__, given)
    except ApartFailed as error:
        _LOG.warning("file_not_read", error=error.how)
        raise PermanentError(UNREADABLE) from error
    head, *rest = said.decode().split("\n")
    if refusal := json.loads(head).get("refusal"):
        raise PermanentError(refusal)
    return Reading(json.loads(head)["columns"], *rest)


def _work(given: bytes) -> bytes:
    """One line of JSON for each thing that is kept."""
    head, _, content = given.partition(b"\n")
    asked = json.loads(head)
    try:
        lines = (
            json.loads(content) if "columns" in asked
            else read_sheet(content, known, asked["language"]).lines
        )  # fmt: skip
    except PermanentError as error:
        return _json({"refusal": str(error)})
    columns = asked.get("columns", guessed(lines[0][1]))
    checked = _NOTHING if missing(columns) else check(lines, columns)
    found = {
        "products": _plain(ProductEntry, checked.products),
        "variants": _plain(VariantEntry, checked.variants),
    }
    kept = ({"columns": columns}, lines, found, _told(lines, checked))
    return b"\n".join(_json(one) for one in kept)


def _plain(kind: type[Any], entries: Iterable[object]) -> list[dict[str, object]]:
    names = [field.name for field in fields(kind)]
    return [{name: getattr(one, name) for name in names} for one in entries]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _told(lines: Lines, checked: Checked) -> dict[str, Any]:
    header = lines[0][1]
    names = {product.ref: product.name for product in checked.products}
    return {
        "header": header, "lines": len(lines) - 1, "columns": sorted(checked.told),
        "samples": [_samples(lines, place) for place in range(len(header))],
        "products": len(checked.products), "variants": len(checked.variants),
        "wrong": len(checked.faults),
        "faults": [(one.line, one.column, one.key, one.values) for one in checked.faults[:FAULTS]],
        "first": [
            (names[one.product_ref], one.color, one.size, one.price_cents, one.stock)
            for one in checked.variants[:FIRST]
        ],
    }  # fmt: skip


def _samples(lines: Lines, place: int) -> list[str]:
    cells = (cells[place] for _, cells in lines[1:200] if place < len(cells) and cells[place])
    return list(islice(dict.fromkeys(cells), SAMPLES))


if __name__ == "__main__":
    answer(_work)
