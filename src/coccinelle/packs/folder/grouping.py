"""The lines of an export become those of variants: what a product says once is said for each of
its lines; a line that introduces others, adds them up or shows a picture is passed over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coccinelle.packs.folder.matching import COLUMNS
from coccinelle.packs.folder.options import Option, OptionColumns, shared_out
from coccinelle.packs.folder.slug import slug_of
from coccinelle.packs.folder.table import Record
from coccinelle.packs.folder.workbook import Lines

# A line with none of these tells of no variant: a picture's, or a comment.
_SAYING = ("sku", "name", "price", "stock")
_SAID_ONCE = ("name", "price", "category", "tags", "aliases")
_TOTALS = frozenset({
    "total", "totaux", "totals", "total-general", "grand-total", "sous-total", "subtotal",
    "total-stock",
})  # fmt: skip
_THOUSANDS = re.compile(r"[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+")


@dataclass(slots=True)
class _Line:
    number: int
    cells: dict[str, str]
    options: list[Option]
    is_parent: bool  # of the variations of an online shop, and no article itself
    own: str  # what those call it by
    parent: str


def records_of(lines: Lines, columns: Mapping[str, int]) -> Iterator[Record]:
    """lines: the names of columns first."""
    read = list(_read(lines, columns))
    parents = {line.own: line for line in read if line.is_parent}
    parents |= {line.cells["sku"]: line for line in parents.values() if line.cells["sku"]}
    firsts: dict[str, _Line] = {}
    former: _Line | None = None
    for line, following in zip(read, [*read[1:], None], strict=True):
        if line.parent in parents:
            _take_after(line, parents[line.parent])
        elif former is not None and _is_continued(line):
            line.cells |= {name: former.cells[name] for name in ("product_ref", "name")}
        else:
            former = line
        ref = line.cells["product_ref"] = _ref(line)
        _complete(line, firsts.setdefault(ref, line))
        if not (line.is_parent or _introduces(line, following)):
            yield Record(line.number, _finished(line))


def _read(lines: Lines, columns: Mapping[str, int]) -> Iterator[_Line]:
    header = lines[0][1]
    slugs = [slug_of(cell) for cell in header]
    options = OptionColumns(header)
    beside = [slugs.index(n) if n in slugs else -1 for n in ("type", "id", "parent")]
    if "parent" not in slugs:
        beside = [-1, -1, -1]
    for number, row in lines[1:]:
        cells = {name: _cell(row, columns.get(name, -1)) for name in COLUMNS}
        if any(cells[name] for name in _SAYING) and not _is_total(row):
            kind, own, parent = (_cell(row, place) for place in beside)
            is_parent = "variable" in kind.lower()
            yield _Line(number, cells, options.of(row), is_parent, f"id:{own}", parent)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def _is_total(row: Sequence[str]) -> bool:
    return slug_of(next(filter(None, row), "")) in _TOTALS


def _take_after(line: _Line, parent: _Line) -> None:
    """A variation is called after its product, its options behind: the product's name counts."""
    line.cells |= {name: parent.cells[name] for name in ("name", "category", "tags", "aliases")}
    line.cells["product_ref"] = _ref(parent)


def _is_continued(line: _Line) -> bool:
    """A size or a colour of the article above, named on its first line alone."""
    cells = line.cells
    return not (cells["product_ref"] or cells["name"]) and bool(
        shared_out(line.options) or cells["color"] or cells["size"]
    )


def _introduces(line: _Line, following: _Line | None) -> bool:
    """An article's own line, its price and its stock being on those under it."""
    says = any(line.cells[name] for name in ("sku", "price", "stock"))
    return not says and following is not None and _is_continued(following)


def _ref(line: _Line) -> str:
    cells = line.cells
    own = cells["sku"] if line.is_parent else ""
    return cells["product_ref"] or own or slug_of(cells["name"]) or f"ligne-{line.number}"


def _complete(line: _Line, first: _Line) -> None:
    """By the first line of its product."""
    for name in _SAID_ONCE:
        line.cells[name] = line.cells[name] or first.cells[name]
    for place, (name, value) in enumerate(line.options):
        if not name and place < len(first.options):
            line.options[place] = (first.options[place][0], value)


def _finished(line: _Line) -> dict[str, str]:
    """Less than none on hand, as tills say it, is none."""
    cells = line.cells
    told = shared_out(line.options)
    for name in ("color", "size"):
        cells[name] = cells[name] or told.get(name, "")
    stock = re.sub(r"[.,]0+$", "", cells["stock"])
    stock = re.sub(r"\s", "", stock) if _THOUSANDS.fullmatch(stock) else stock
    cells["stock"] = re.sub(r"^-[0-9]+$", "0", stock)
    cells["category"] = _leaf(cells["category"])
    if "|" not in cells["tags"]:
        cells["tags"] = cells["tags"].replace(",", "|")
    return cells | {"sku": cells["sku"] or _variant(cells)}


def _leaf(category: str) -> str:
    """'Femme > Robes, Soldes' → Robes."""
    return category.split(",")[0].rpartition(">")[2].strip() if ">" in category else category


def _variant(cells: Mapping[str, str]) -> str:
    parts = (slug_of(cells["color"]), slug_of(cells["size"]))
    return "-".join(filter(None, (cells["product_ref"], *parts)))
