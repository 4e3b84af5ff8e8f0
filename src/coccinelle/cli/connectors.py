"""Other people's systems: give their keys, see which are there, try them, take them away."""

import typer

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors
from coccinelle.cli.asking import GivenOption, settings_for
from coccinelle.connectors.opening import adapters
from coccinelle.store import connectors

connector_app = typer.Typer(help="Connectors: carriers and other systems.", no_args_is_help=True)
app.add_typer(connector_app, name="connector")


@connector_app.command("add")
def add_connector(
    adapter: str,
    set_: GivenOption = None,
    business: BusinessOption = None,
) -> None:
    """Ask for the keys of a connector and keep them sealed; again, to replace them."""
    settings = settings_for(adapter, adapters(), set_)
    with business_desk(business) as (place, desk):
        place.open_connector(desk.business.id, settings, desk=desk)
    console.print(f"Kept. Try it: coccinelle connector test {adapter}")


@connector_app.command("list")
def list_connectors(business: BusinessOption = None) -> None:
    """Those that are open, and those that could be."""
    with business_desk(business) as (_, desk), desk.transaction() as connection:
        opened = [row.adapter for row in connectors.all_of(connection)]
    for name in adapters():
        console.print(f"{'✓' if name in opened else '·'} {name}")


@connector_app.command("remove")
def remove_connector(adapter: str, business: BusinessOption = None) -> None:
    """Forget its keys: the shop's own file and slip serve instead."""
    with business_desk(business) as (_, desk), desk.transaction() as connection:
        if not connectors.remove(connection, adapter):
            errors.print(f"{adapter} is not open.", style="red")
            raise typer.Exit(1)
    console.print(f"{adapter} removed.")


@connector_app.command("test")
def try_connector(adapter: str, business: BusinessOption = None) -> None:
    """Ask the other system whether the keys are good; nothing is made there."""
    with business_desk(business) as (place, desk):
        with desk.transaction() as connection:
            rows = [row for row in connectors.all_of(connection) if row.adapter == adapter]
        if not rows:
            errors.print(f"{adapter} is not open.", style="red")
            raise typer.Exit(1)
        place.connections.carrier(desk.business, rows[0]).check()
    console.print(f"{adapter} answers, and accepts the keys.")
