"""Setting up: a shop comes in from its folder."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from coccinelle.cli.app import BusinessOption, app, console, errors, opened
from coccinelle.cli.trail import BY
from coccinelle.engine.business.journal import AuditLine, note
from coccinelle.packs.folder import FolderFaults, import_directory


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


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors
    )
