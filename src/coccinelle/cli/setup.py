"""Setting up: import a shop, open a channel, give a member access."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors, opened
from coccinelle.cli.asking import settings_for
from coccinelle.cli.trail import BY
from coccinelle.engine.journal import AuditLine, note
from coccinelle.main import adapters
from coccinelle.packs.folder import FolderFaults, import_directory
from coccinelle.store import members
from coccinelle.web import passwords

channel_app = typer.Typer(help="Channels: the ways customers write.", no_args_is_help=True)
owner_app = typer.Typer(help="Members: who may see and answer.", no_args_is_help=True)
app.add_typer(channel_app, name="channel")
app.add_typer(owner_app, name="owner")


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
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="NAME=VALUE, instead of being asked")
    ] = None,
    business: BusinessOption = None,
) -> None:
    """Ask for the keys of a channel, keep them sealed, print the URL to paste."""
    settings = settings_for(adapter, adapters(), set_)
    with business_desk(business) as (place, desk):
        url = place.open_channel(desk.business.id, settings)
    console.print(f"Paste this URL at the provider:\n{url}", soft_wrap=True)


@owner_app.command("add")
def add_owner(
    email: str,
    name: Annotated[str, typer.Option(prompt=True)],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
    staff: Annotated[bool, typer.Option(help="A member of the staff, not the owner")] = False,
    business: BusinessOption = None,
) -> None:
    """Give someone access to the dashboard."""
    if len(password) < 10:
        errors.print("A password has at least 10 characters.", style="red")
        raise typer.Exit(2)
    role = "staff" if staff else "owner"
    with business_desk(business) as (place, desk):
        with desk.transaction() as connection:
            members.add(
                connection,
                name=name,
                email=email.strip().lower(),
                role=role,
                password_hash=passwords.hashed(password),
            )
        console.print(f"{name} can log in at {place.settings.public_url}")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors
    )
