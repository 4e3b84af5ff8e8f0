"""Channels: give their keys, see which are open, try them, put them in pause, take them away."""

from typing import Annotated

import typer

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.cli.asking import GivenOption, settings_for
from coccinelle.cli.trail import BY
from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import channel_change
from coccinelle.engine.desk import Desk
from coccinelle.main import adapters
from coccinelle.store import channels
from coccinelle.store.channels import ChannelRow

channel_app = typer.Typer(help="Channels: the ways customers write.", no_args_is_help=True)
app.add_typer(channel_app, name="channel")

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="As `channel list` shows it")]


@channel_app.command("add")
def add(adapter: str, set_: GivenOption = None, business: BusinessOption = None) -> None:
    """Ask for the keys of a channel, keep them sealed, print the URL to paste; again with the same
    number or address, to replace them."""
    settings = settings_for(adapter, adapters(), set_)
    with business_desk(business) as (place, desk):
        url = place.open_channel(desk.business.id, settings, desk=desk)
    console.print(f"Paste this URL at the provider:\n{url}", soft_wrap=True)


@channel_app.command("list")
def list_channels(business: BusinessOption = None) -> None:
    """List those that are open, with what is wrong."""
    with business_desk(business) as (_, desk), desk.transaction() as connection:
        rows = channels.all_of(connection)
    for row in rows:
        console.print(f"{row.address}  {row.adapter}  {_state(row)}".rstrip(), soft_wrap=True)


@channel_app.command("test")
def try_channel(address: Address, business: BusinessOption = None) -> None:
    """Ask the provider whether the keys are good; nothing is sent."""
    with business_desk(business) as (place, desk):
        check = getattr(place.channel(desk.business.id, _found(desk, address)), "check", None)
        if check is None:
            raise PermanentError(f"{address} has nothing to be asked.")
        check()
    console.print(f"{address} answers, and accepts the keys.")


@channel_app.command("pause")
def pause(address: Address, business: BusinessOption = None) -> None:
    """Messages come in and wait for members; the assistant answers nobody there."""
    with business_desk(business) as (_, desk):
        channel_change.put_in_pause(desk, _found(desk, address).id, by=BY)


@channel_app.command("resume")
def resume(address: Address, business: BusinessOption = None) -> None:
    """The assistant answers there again, first whoever wrote today."""
    with business_desk(business) as (_, desk):
        channel_change.take_up(desk, _found(desk, address).id, by=BY)


@channel_app.command("remove")
def remove(address: Address, business: BusinessOption = None) -> None:
    """Forget its keys: nothing more comes in or leaves, what came stays."""
    with business_desk(business) as (_, desk):
        channel_change.remove(desk, _found(desk, address).id, by=BY)
    console.print(f"{address} removed. Take its URL away at the provider too.")


def _state(row: ChannelRow) -> str:
    if row.stopped_reason:
        return f"stopped: {row.stopped_reason}"
    return "in pause" if row.paused_at else ""


def _found(desk: Desk, address: str) -> ChannelRow:
    """Raises PermanentError."""
    with desk.transaction() as connection:
        rows = [row for row in channels.all_of(connection) if row.address == address]
    if not rows:
        raise PermanentError(f"No channel has the address {address}: see `channel list`.")
    return rows[0]
