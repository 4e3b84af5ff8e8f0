"""How fast it is, and whether it loses anything: a command for each trial."""

import random
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, TypeVar

import typer

from coccinelle.cli.app import app, console, errors, refusals, settings

bench_app = typer.Typer(
    help="Measure: what the disk allows, then whole messages, with one and with two workers.",
    invoke_without_command=True,
)
app.add_typer(bench_app, name="bench")

Found = TypeVar("Found")
Json = Annotated[bool, typer.Option("--json", help="The figures as JSON")]
Messages = Annotated[int, typer.Option(min=1, help="Messages stored")]
Conversations = Annotated[int, typer.Option(min=1, help="Conversations stored")]


@bench_app.callback()
def bench(context: typer.Context, json: Json = False) -> None:
    """Measure: what the disk allows, then whole messages, with one and with two workers."""
    from coccinelle.bench import as_json, run_bench, show

    if context.invoked_subcommand:
        return
    with refusals():
        figures = run_bench(settings(), errors if json else console)
    _tell(figures, as_json, show, json=json)


@bench_app.command("growth")
def growth(
    messages: Messages = 100_000,
    conversations: Conversations = 10_000,
    variants: Annotated[int, typer.Option(min=1, help="Variants stored")] = 50_000,
    businesses: Annotated[int, typer.Option(min=1, help="Sharing all of it")] = 20,
    json: Json = False,
) -> None:
    """The same, then its latency once more in a database as it is after years."""
    from coccinelle.bench import Size, as_json, run_bench, show

    size = Size(messages, conversations, variants, businesses)
    with refusals():
        figures = run_bench(settings(), errors if json else console, size)
    _tell(figures, as_json, show, json=json)


@bench_app.command("day")
def day(
    times: Annotated[int, typer.Option(min=1, max=100, help="How many days")] = 100,
    json: Json = False,
) -> None:
    """A mixed day of 100 messages, back to back."""
    from coccinelle.bench import Day, run_day, show_day

    with refusals():
        figures = run_day(settings(), errors if json else console, times)
    _tell(figures, Day.as_json, show_day, json=json)


@bench_app.command("inbox")
def inbox(
    messages: Messages = 100_000, conversations: Conversations = 10_000, json: Json = False
) -> None:
    """A full inbox: its pages and its search."""
    from coccinelle.bench import measure_inbox, show_inbox

    with refusals():
        figures = measure_inbox(settings(), messages, conversations)
    _tell(figures, asdict, show_inbox, json=json)


@bench_app.command("dashboard")
def dashboard(messages: Messages = 100_000, json: Json = False) -> None:
    """The page of figures, after a full year."""
    from coccinelle.bench import measure_dashboard, show_dashboard

    with refusals():
        figures = measure_dashboard(settings(), messages)
    _tell(figures, asdict, show_dashboard, json=json)


@bench_app.command("soak")
def soak(
    messages: Annotated[int, typer.Option(min=1)] = 10_000,
    conversations: Annotated[int, typer.Option(min=1)] = 500,
    kills: Annotated[int, typer.Option(min=0, help="Of workers, now and then")] = 30,
    minutes: Annotated[float, typer.Option(help="After which it has failed")] = 8.0,
    seed: Annotated[int | None, typer.Option(help="To play one again")] = None,
) -> None:
    """Thousands of messages while workers are killed; 0 if nothing was lost or doubled."""
    from coccinelle.bench import Plan
    from coccinelle.bench import soak as play

    plan = Plan(
        messages=messages,
        conversations=conversations,
        kills=kills,
        minutes=minutes,
        seed=random.randrange(10_000) if seed is None else seed,
    )
    with refusals():
        verdict = play(settings(), plan)
    console.print(f"{messages} messages, {verdict.killed} workers killed, seed {plan.seed}")
    console.print(str(verdict), style="green" if verdict.is_clean else "red")
    raise typer.Exit(0 if verdict.is_clean else 1)


def _tell(
    figures: Found,
    as_json: Callable[[Found], dict[str, Any]],
    show: Callable[[Found, Any], None],
    *,
    json: bool,
) -> None:
    if json:
        console.print_json(data=as_json(figures))
    else:
        show(figures, console)
