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


@app.command()
def bench(
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON")] = False,
    day: Annotated[
        bool, typer.Option("--day", help="A mixed day instead, of 100 messages")
    ] = False,
    times: Annotated[int, typer.Option(min=1, max=100, help="With --day: how many days")] = 100,
    inbox: Annotated[bool, typer.Option("--inbox", help="A full inbox instead: its pages")] = False,
    dashboard: Annotated[
        bool, typer.Option("--dashboard", help="The page of figures instead, after a full year")
    ] = False,
    growth: Annotated[bool, typer.Option(help="Measure again in a grown database")] = False,
    messages: Annotated[
        int, typer.Option(help="With --growth, --inbox or --dashboard: messages stored")
    ] = 100_000,
    conversations: Annotated[int, typer.Option(help="With --growth or --inbox")] = 10_000,
    variants: Annotated[int, typer.Option(help="With --growth")] = 50_000,
    businesses: Annotated[int, typer.Option(help="With --growth: sharing all of it")] = 20,
) -> None:
    """Measure: what the disk allows, then whole messages, with one and with two workers."""
    from coccinelle.bench import Size, as_json, run_bench, run_day, show, show_day

    if day:
        with refusals():
            mixed = run_day(settings(), errors if json else console, times)
        return console.print_json(data=mixed.as_json()) if json else show_day(mixed, console)
    if inbox:
        return _bench_inbox(messages, conversations, json=json)
    if dashboard:
        return _bench_dashboard(messages, json=json)
    size = Size(messages, conversations, variants, businesses) if growth else None
    with refusals():
        figures = run_bench(settings(), errors if json else console, size)
    if json:
        console.print_json(data=as_json(figures))
    else:
        show(figures, console)


def _bench_inbox(messages: int, conversations: int, *, json: bool) -> None:
    from dataclasses import asdict

    from coccinelle.bench import measure_inbox, show_inbox

    with refusals():
        figures = measure_inbox(settings(), messages, conversations)
    if json:
        console.print_json(data=asdict(figures))
    else:
        show_inbox(figures, console)


def _bench_dashboard(messages: int, *, json: bool) -> None:
    from dataclasses import asdict

    from coccinelle.bench import measure_dashboard, show_dashboard

    with refusals():
        figures = measure_dashboard(settings(), messages)
    if json:
        console.print_json(data=asdict(figures))
    else:
        show_dashboard(figures, console)
