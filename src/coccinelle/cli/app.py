"""The application, what every command shares, and how a refusal is said."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from coccinelle.cli.trail import Program, leaving_a_line
from coccinelle.core.errors import CoccinelleError
from coccinelle.engine.desk import Desk
from coccinelle.kit import log
from coccinelle.main import Installation, installation
from coccinelle.settings import Settings
from coccinelle.store import businesses

app = Program(
    help="Coccinelle: an autonomous customer-service assistant for small businesses.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

BusinessOption = Annotated[
    str | None, typer.Option("--business", help="Slug of the business, when there are several")
]


def settings() -> Settings:
    """The environment, checked; a bad value ends the command with a sentence."""
    try:
        found = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            errors.print(f"Setting {name}: {fault['msg']}", style="red", markup=False)
        raise typer.Exit(2) from error
    log.configure(found.log_level)
    return found


@contextmanager
def refusals() -> Iterator[None]:
    """An expected failure is a sentence and status 1, never a trace."""
    try:
        yield
    except CoccinelleError as error:
        errors.print(str(error), style="red", markup=False)
        sys.exit(1)


@contextmanager
def opened() -> Iterator[Installation]:
    with refusals(), installation(settings()) as found:
        yield found


@contextmanager
def business_desk(slug: str | None) -> Iterator[tuple[Installation, Desk]]:
    """The desk of the named business, or of the only one there is."""
    with opened() as found:
        known = businesses.known(found.database)
        chosen = [number for number, name in known if slug in (None, name)]
        if len(chosen) != 1:
            names = ", ".join(name for _, name in known) or "none yet: see `coccinelle import`"
            errors.print(f"Which business? Known: {names}", style="red", markup=False)
            raise typer.Exit(2)
        with leaving_a_line(found.desk(chosen[0])) as desk:
            yield found, desk
