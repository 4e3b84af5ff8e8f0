"""At the counter: promises under way, holds, stock."""

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors
from coccinelle.cli.trail import BY
from coccinelle.engine.members import counter
from coccinelle.store import commitments as commitment_rows
from coccinelle.store import holds as hold_rows

hold_app = typer.Typer(help="Holds: picked up, prolonged.", no_args_is_help=True)
stock_app = typer.Typer(help="Stock: corrected by hand.", no_args_is_help=True)
app.add_typer(hold_app, name="hold")
app.add_typer(stock_app, name="stock")


@app.command()
def commitments(
    every: Annotated[bool, typer.Option("--all", help="Those that ended, too")] = False,
    business: BusinessOption = None,
) -> None:
    """List every promise with its deadline and its reason."""
    with business_desk(business) as (_, desk):
        with desk.transaction() as connection:
            rows = commitment_rows.all_of(connection, pending_only=not every)
        table = Table("Due", "Kind", "Status", "Reason", "Ended because")
        for row in rows:
            due = row.due_at.astimezone(desk.business.zone)
            table.add_row(
                f"{due:%Y-%m-%d %H:%M}", row.kind, row.status, row.reason, row.ended_because or ""
            )
        console.print(table)


@hold_app.command("list")
def list_holds(business: BusinessOption = None) -> None:
    """List the holds, with the number the other commands take."""
    with business_desk(business) as (_, desk):
        with desk.transaction() as connection:
            rows = hold_rows.all_of(connection)
        table = Table("Hold", "Item", "Contact", "Until", "Status")
        for row in rows:
            until = row.until.astimezone(desk.business.zone)
            item = f"{row.quantity} × {row.product} {row.size} ({row.sku})"
            table.add_row(str(row.id), item, row.contact, f"{until:%Y-%m-%d %H:%M}", row.status)
        console.print(table)


@hold_app.command("picked-up")
def picked_up(hold: int, business: BusinessOption = None) -> None:
    """The customer came and took it: its reminder dies, the stock goes down."""
    with business_desk(business) as (_, desk):
        counter.pick_up(desk, hold, by=BY)


@hold_app.command("prolong")
def prolong(hold: int, until: str, business: BusinessOption = None) -> None:
    """Keep it until UNTIL (local time, 2025-01-18T18:00)."""
    with business_desk(business) as (_, desk):
        try:
            at = datetime.fromisoformat(until)
        except ValueError as error:
            errors.print(f"{until}: expected a moment like 2025-01-18T18:00", style="red")
            raise typer.Exit(2) from error
        local = at if at.tzinfo else at.replace(tzinfo=desk.business.zone)
        counter.prolong(desk, hold, local, by=BY)


@stock_app.command("set")
def set_stock(sku: str, on_hand: int, business: BusinessOption = None) -> None:
    """What was counted on the shelf."""
    with business_desk(business) as (_, desk):
        counter.correct_stock(desk, sku, on_hand)
