"""Members: who may see and answer, and the way back in for one who lost their password."""

from typing import Annotated

import typer
from rich.table import Table

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors
from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import membership
from coccinelle.kit.phone_number import to_e164
from coccinelle.store import members, phones
from coccinelle.web.access import passwords

member_app = typer.Typer(help="Members: who may see and answer.", no_args_is_help=True)
app.add_typer(member_app, name="member")
app.add_typer(member_app, name="owner", hidden=True)  # its former name

Email = Annotated[str, typer.Argument(metavar="EMAIL")]


@member_app.command("add")
def add(
    email: Email,
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


@member_app.command("phone")
def set_phone(
    email: Email,
    phone: Annotated[str, typer.Argument(help='"" takes it away')],
    business: BusinessOption = None,
) -> None:
    """Give a member a phone of their own, to be told by SMS and to answer drafts by it."""
    number = _mobile(phone)
    with business_desk(business) as (_, desk), desk.transaction() as connection:
        found = members.password_of(connection, email.strip().lower())
        if found is None:
            raise PermanentError(membership.NOBODY)
        phones.give(connection, found[0], number)


@member_app.command("list")
def list_members(business: BusinessOption = None) -> None:
    """List the members with their role."""
    with business_desk(business) as (_, desk):
        with desk.transaction() as connection:
            rows = members.all_of(connection)
    table = Table("Name", "E-mail", "Role")
    for member in rows:
        table.add_row(member.name, member.email, member.role)
    console.print(table)


@member_app.command("remove")
def remove(email: Email, business: BusinessOption = None) -> None:
    """End someone's access: their sessions die at once."""
    with business_desk(business) as (_, desk):
        gone = membership.remove(desk, email.strip().lower())
    console.print(f"{gone.name} is no longer a member.")


@member_app.command("reset-password")
def reset_password(email: Email, business: BusinessOption = None) -> None:
    """Print a link to a new password, good once and for half an hour."""
    with business_desk(business) as (_, desk):
        link = membership.password_link(desk, email.strip().lower())
        if link is None:
            raise PermanentError(membership.NOBODY)
    console.print(link, soft_wrap=True)


def _mobile(phone: str) -> str:
    """E.164, "" for none; what is no number ends the command."""
    number = to_e164(phone) if phone else ""
    if number is None:
        errors.print(f"{phone}: not a phone number.", style="red", markup=False)
        raise typer.Exit(2)
    return number
