"""Which command runs, for the audit log: a command that came to its end leaves a line."""

from typing import Any

import typer
from typer.core import TyperCommand

from coccinelle.engine.business.journal import AuditLine, note
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


def leave_a_line(desk: Desk) -> None:
    if not _running:
        return
    name = _running[-1].command_path.partition(" ")[2]
    if name in LOOKING:
        return
    told = {key: value for key, value in _running[-1].params.items() if key in TELLING and value}
    about = ", ".join(f"{key} {value}" for key, value in sorted(told.items()))
    note(desk, AuditLine(BY, name, about[:LONGEST]))


def _remember(group: typer.Typer) -> None:
    for command in group.registered_commands:
        command.cls = Remembered
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            _remember(inner.typer_instance)
