"""A person's rights: to see what is known of them, and to be forgotten."""

import json
from typing import Annotated

import typer

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.engine.business.forget import forget, show
from coccinelle.engine.members import merge
from coccinelle.kit.phone_number import to_e164

contact_app = typer.Typer(help="Contacts: what is known of one person.", no_args_is_help=True)
app.add_typer(contact_app, name="contact")

BY = "la ligne de commande"
Address = Annotated[str, typer.Argument(metavar="PHONE_OR_EMAIL")]


@contact_app.command("export")
def export(address: Address, business: BusinessOption = None) -> None:
    """Everything known of a person, as JSON."""
    with business_desk(business) as (_, desk):
        found = show(desk, _written(address))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@contact_app.command("erase")
def erase(
    address: Address,
    business: BusinessOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
) -> None:
    """Forget a person: words, names and addresses go; orders stay without them."""
    if not yes:
        typer.confirm(f"Erase all that is known of {address}? It cannot be undone", abort=True)
    with business_desk(business) as (_, desk):
        done = forget(desk, _written(address))
    console.print(
        f"Erased: {done.conversations} conversations; {done.holds_released} items on sale again."
    )
    if done.provider_ids:
        console.print(
            "The provider keeps its own copies: have these messages deleted there, too.\n"
            + "\n".join(done.provider_ids),
            soft_wrap=True,
        )
    console.print("Backups made before today still hold them, until they are replaced.")


@contact_app.command("merge")
def merge_(address: Address, into: Address, business: BusinessOption = None) -> None:
    """Make one contact of two: all of the first goes to the second."""
    with business_desk(business) as (_, desk):
        merge.unite(desk, _written(address), _written(into), by=BY)
    console.print("One contact now. To take them apart: coccinelle contact unmerge ADDRESS")


@contact_app.command("unmerge")
def unmerge(address: Address, business: BusinessOption = None) -> None:
    """Take the contacts of the last merge apart: what was moved goes back."""
    with business_desk(business) as (_, desk):
        merge.separate(desk, _written(address), by=BY)
    console.print("Two contacts again.")


def _written(address: str) -> str:
    """As it is kept: a phone in any French form becomes E.164."""
    return to_e164(address) or address.strip()
