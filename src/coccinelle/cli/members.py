"""Members: who may see and answer, and the way back in for one who lost their password."""

from typing import Annotated

import typer
from rich.table import Table

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.cli.setup import add_owner, set_phone
from coccinelle.core.errors import PermanentError
from coccinelle.engine import membership
from coccinelle.store import members

member_app = typer.Typer(help="Members: who may see and answer.", no_args_is_help=True)
app.add_typer(member_app, name="member")
member_app.command("add")(add_owner)  # one way in, under both names
member_app.command("phone")(set_phone)

Email = Annotated[str, typer.Argument(metavar="EMAIL")]


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
            raise PermanentError("Aucun membre n'a cette adresse e-mail.")
    console.print(link, soft_wrap=True)
