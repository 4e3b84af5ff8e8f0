"""Trying it: the demo, and scripts played before going live."""

from pathlib import Path
from typing import Annotated

import typer

from coccinelle.cli.app import app, console, errors, refusals, settings


@app.command()
def demo(
    once: Annotated[
        bool, typer.Option(help="Exit after playing: 0 if all went as it must")
    ] = False,
) -> None:
    """Start everything, load the demo shop, play the mission's four scenarios."""
    from coccinelle.demo import run_demo

    with refusals():
        raise typer.Exit(run_demo(settings(), console, once=once))


@app.command()
def simulate(
    scripts: Annotated[list[Path], typer.Argument(metavar="SCRIPT…")],
    business: Annotated[
        Path | None, typer.Option(help="A business folder, instead of the script's own")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per script")] = False,
) -> None:
    """Play scripted conversations on a throw-away database with a clock of its own."""
    from coccinelle.simulation import simulate as play

    with refusals():
        raise typer.Exit(
            play(
                scripts,
                business=business,
                json_output=json,
                console=errors if json else console,
                settings=settings(),
            )
        )
