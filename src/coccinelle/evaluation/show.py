"""The figures as tables in a terminal, one column a set."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from coccinelle.core.lanes import CAUTION
from coccinelle.evaluation.evaluate import Evaluation
from coccinelle.evaluation.judging import Figures, Slice
from coccinelle.evaluation.measures import (
    brief,
    lane_rows,
    main_measures,
    said,
    slices_of,
    speed_rows,
)

_CONFUSIONS = 12


def show(evaluation: Evaluation, console: Console) -> None:
    console.print(_overview(evaluation))
    for part, figures in evaluation.parts.items():
        console.rule(part)
        for table in _details(figures):
            console.print(table)
    console.print(_table("time and memory", ["", ""], speed_rows(evaluation.speed)))


def _overview(evaluation: Evaluation) -> Table:
    measured = [main_measures(figures) for figures in evaluation.parts.values()]
    rows = [
        (measures[0][0], *(said(figure) for _, figure in measures))
        for measures in zip(*measured, strict=True)
    ]
    return _table("figure (95 % interval, sample)", ["", *evaluation.parts], rows)


def _details(f: Figures) -> list[Table]:
    mixed = [(c.said, c.read, f"{c.count} of {c.of}") for c in f.requests.confusions[:_CONFUSIONS]]
    named = [(name, said(s.found), said(s.kept)) for name, s in f.values.by_name.items()]
    return [
        _table("lanes: label, then read", ["", *CAUTION, "right"], lane_rows(f)),
        _table("requests most confused", ["said", "read", "messages"], mixed),
        _table("values", ["", "found", "right when read"], named),
        *(_slices(what, parts) for what, parts in slices_of(f)),
    ]


def _slices(what: str, parts: dict[str, Slice]) -> Table:
    rows = [
        (name, str(s.main.of), *map(brief, (s.main, s.lane, s.unsafe, s.values_found)))
        for name, s in parts.items()
    ]
    return _table(f"by {what}", ["", "messages", "request", "lane", "unsafe", "values found"], rows)


def _table(title: str, columns: list[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    return table
