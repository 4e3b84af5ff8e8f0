"""Which command runs, for the audit log: what it writes is kept with a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand

from coccinelle.engine.business.journal import AuditLine, Deed
from coccinelle.engine.desk import Desk

BY = "ligne de commande"  # who acts, in the trace of what it does
# Commands that change nothing of a business; any other leaves a line.
LOOKING = {"commitments", "hold list", "connector list", "connector test", "channel list",
           "channel test", "member list",
           "report", "gaps", "autonomy"}  # fmt: skip
# What a line says of a command: numbers, codes, members' addresses, never a customer's.
TELLING = {
    "hold",
    "until",
    "sku",
    "on_hand",
    "adapter",
    "address",
    "email",
    "staff",
    "skill",
    "level",
}
LONGEST = 80
_running: list[Any] = []


class Program(typer.Typer):
    """Every command of it, of any group, is known while it runs."""

    def __call__(self, *args: Any, **more: Any) -> Any:
        _remember(self)
        return super().__call__(*args, **more)


class Remembered(TyperCommand):
    def invoke(self, ctx: Any) -> Any:
        _running.append(ctx)
        return super().invoke(ctx)


@contextmanager
def leaving_a_line(desk: Desk) -> Iterator[Desk]:
    """The desk of the command that runs; one that failed before it wrote leaves none."""
    name = _running[-1].command_path.partition(" ")[2] if _running else ""
    if not name or name in LOOKING:
        yield desk
        return
    deed = Deed(lambda: _line(name))
    yield deed.watch(desk)
    deed.end(desk)


def _line(name: str) -> AuditLine:
    told = {key: value for key, value in _running[-1].params.items() if key in TELLING and value}
    about = ", ".join(f"{key} {value}" for key, value in sorted(told.items()))
    return AuditLine(BY, name, about[:LONGEST])


def _remember(group: typer.Typer) -> None:
    for command in group.registered_commands:
        command.cls = Remembered
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            _remember(inner.typer_instance)
