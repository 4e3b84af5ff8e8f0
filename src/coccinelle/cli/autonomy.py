"""How far each skill goes alone: seen, set, proposals decided."""

from typing import Annotated

import typer
from rich.table import Table

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.core.autonomy import LEVELS
from coccinelle.engine.business import autonomy

autonomy_app = typer.Typer(
    help="Autonomy: how far each skill goes alone, and what it has shown.",
    invoke_without_command=True,
)
app.add_typer(autonomy_app, name="autonomy")

BY = "la ligne de commande"
Skill = Annotated[str, typer.Argument(metavar="SKILL")]


@autonomy_app.callback()
def show(context: typer.Context, business: BusinessOption = None) -> None:
    """List each skill with its level, its record since then, and what is proposed."""
    if context.invoked_subcommand:
        return
    with business_desk(business) as (_, desk):
        rows = autonomy.overview(desk)
    table = Table(
        "Skill", "Level", "Since", "Drafts", "Unedited", "Edited", "Refused", "Alone", "Wrong",
        "Proposed",
    )  # fmt: skip
    for row in rows:
        record = row.record
        since = record.since.astimezone(desk.business.zone) if record.since else None
        counts = (record.shown, record.unedited, record.edited, record.refused, record.automatic,
                  record.corrected)  # fmt: skip
        table.add_row(
            row.skill, row.level, f"{since:%Y-%m-%d %H:%M}" if since else "",
            *map(str, counts), row.proposal.to_level if row.proposal else "",
        )  # fmt: skip
    console.print(table)


@autonomy_app.command("set")
def set_level(
    skill: Skill,
    level: Annotated[str, typer.Argument(help=", ".join(LEVELS))],
    business: BusinessOption = None,
) -> None:
    """Set how far a skill goes alone; it counts for the very next message."""
    with business_desk(business) as (_, desk):
        autonomy.set_level(desk, skill, level, by=BY)


@autonomy_app.command("accept")
def accept(skill: Skill, business: BusinessOption = None) -> None:
    """Let the skill do what was proposed for it."""
    with business_desk(business) as (_, desk):
        autonomy.accept(desk, skill, by=BY)


@autonomy_app.command("refuse")
def refuse(skill: Skill, business: BusinessOption = None) -> None:
    """Leave the skill as it is; it is proposed again after as many new drafts."""
    with business_desk(business) as (_, desk):
        autonomy.refuse(desk, skill, by=BY)
