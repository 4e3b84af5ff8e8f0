"""Setting up: import a shop, open a channel."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors, opened
from coccinelle.cli.asking import GivenOption, settings_for
from coccinelle.cli.trail import BY
from coccinelle.engine.journal import AuditLine, note
from coccinelle.main import adapters
from coccinelle.packs.folder import FolderFaults, import_directory

channel_app = typer.Typer(help="Channels: the ways customers write.", no_args_is_help=True)
app.add_typer(channel_app, name="channel")


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    business: BusinessOption = None,
) -> None:
    """Bring a shop's folder in, or update it: all of it or nothing (see docs/guides/import.md)."""
    with opened() as place, _bar() as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, label: str) -> None:
            bar.update(task, completed=done, total=total, description=label)

        try:
            counts = import_directory(
                folder, place.database, datetime.now(UTC), slug=business, progress=progress
            )
        except FolderFaults as faults:
            bar.stop()
            for fault in faults.faults:
                errors.print(str(fault), style="red", markup=False)
            raise typer.Exit(1) from faults
        note(place.desk(counts.business_id), AuditLine(BY, "import"))
    console.print(
        f"{counts.products} products, {counts.variants} variants, {counts.customers} customers,"
        f" {counts.orders} orders imported."
    )


@channel_app.command("add")
def add_channel(
    adapter: str,
    set_: GivenOption = None,
    business: BusinessOption = None,
) -> None:
    """Ask for the keys of a channel, keep them sealed, print the URL to paste."""
    settings = settings_for(adapter, adapters(), set_)
    with business_desk(business) as (place, desk):
        url = place.open_channel(desk.business.id, settings)
    console.print(f"Paste this URL at the provider:\n{url}", soft_wrap=True)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors
    )
