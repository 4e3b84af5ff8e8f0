"""Setting up: import a shop, open a channel, give a member access."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors, opened
from coccinelle.cli.asking import settings_for
from coccinelle.cli.trail import BY
from coccinelle.core.errors import PermanentError
from coccinelle.engine.journal import AuditLine, note
from coccinelle.main import adapters
from coccinelle.packs.folder import FolderFaults, import_directory
from coccinelle.packs.folder.phones import to_e164
from coccinelle.store import members, phones
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
    phone: Annotated[
        str, typer.Option(help="Their own, to be told by SMS and to answer drafts by it")
    ] = "",
    business: BusinessOption = None,
) -> None:
    """Give someone access to the dashboard."""
    if len(password) < 10:
        errors.print("A password has at least 10 characters.", style="red")
        raise typer.Exit(2)
    role, number = "staff" if staff else "owner", _mobile(phone)
    with business_desk(business) as (place, desk):
        with desk.transaction() as connection:
            member_id = members.add(
                connection,
                name=name,
                email=email.strip().lower(),
                role=role,
                password_hash=passwords.hashed(password),
            )
            if number:
                phones.give(connection, member_id, number)
        console.print(f"{name} can log in at {place.settings.public_url}")


@owner_app.command("phone")
def set_phone(
    email: str,
    phone: Annotated[str, typer.Argument(help='"" takes it away')],
    business: BusinessOption = None,
) -> None:
    """Give a member a phone of their own, to be told by SMS and to answer drafts by it."""
    number = _mobile(phone)
    with business_desk(business) as (_, desk), desk.transaction() as connection:
        found = members.password_of(connection, email.strip().lower())
        if found is None:
            raise PermanentError(f"No member has the e-mail {email}.")
        phones.give(connection, found[0], number)


def _mobile(phone: str) -> str:
    """E.164, "" for none; what is no number ends the command."""
    number = to_e164(phone) if phone else ""
    if number is None:
        errors.print(f"{phone}: not a phone number.", style="red", markup=False)
        raise typer.Exit(2)
    return number


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors
    )
