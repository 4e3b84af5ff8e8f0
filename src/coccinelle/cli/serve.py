"""Running: everything at once, each process alone, backup and restore."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from coccinelle.cli.app import app, console, opened, refusals, settings
from coccinelle.engine.business.first_run import setup_link
from coccinelle.kit.keep_running import keep_running
from coccinelle.main import backup as back_up
from coccinelle.main import restore as put_back


@app.command()
def up() -> None:
    """Run everything: the database (unless DATABASE_URL is set), the web server and a worker."""
    found = settings()
    with opened() as place:
        console.print(f"Coccinelle: {found.public_url}")
        if link := setup_link(place.database, found.public_url):
            console.print(f"Pour commencer, ouvrez : {link}", soft_wrap=True)
        console.file.flush()  # it is read while the program runs, in a journal too
        program = [sys.executable, "-m", "coccinelle"]
        keep_running([[*program, "web"], [*program, "worker"]])


@app.command()
def web() -> None:
    """Run the web server alone."""
    from coccinelle.main import web_application
    from coccinelle.web.server import serve

    found = settings()
    with opened() as place:
        serve(web_application(place), found.host, found.port)


@app.command()
def worker() -> None:
    """Run a worker alone; several may run at once."""
    from coccinelle.main import run_worker

    with opened() as place:
        asyncio.run(run_worker(place))


@app.command()
def backup(file: Path) -> None:
    """Write the whole database to FILE."""
    with refusals():
        back_up(settings(), file)
    console.print(f"{file} written.")


@app.command()
def restore(
    file: Path,
    replace: Annotated[bool, typer.Option(help="Overwrite the businesses that are there")] = False,
) -> None:
    """Put the database back as FILE has it."""
    with refusals():
        rows = put_back(settings(), file, replace=replace)
    console.print(f"{file} restored: {rows} businesses.")
