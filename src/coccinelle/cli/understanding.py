"""Understanding: what is read in messages, and judged on messages that nobody taught it."""

import json as json_lines
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from coccinelle.cli.app import app, console, errors, refusals, settings
from coccinelle.evaluation.parts import Part


@app.command()
def understand(
    input: Annotated[
        Path | None, typer.Option("--input", help="Messages, one JSON object a line; else stdin")
    ] = None,
    business: Annotated[
        Path | None, typer.Option(help="A business folder: its catalogue, its rules, its model")
    ] = None,
    reader: Annotated[
        Literal["embedded", "hybrid", "model"], typer.Option(help="Who reads")
    ] = "embedded",
) -> None:
    """Read messages: one line of JSON in, one line out with requests, values, urgency, lane."""
    from coccinelle.evaluation.understand import reading_with, understand

    with refusals(), reading_with(business, reader, settings) as (read, shop):
        with input.open(encoding="utf-8", errors="replace") if input else sys.stdin as lines:
            for answer in understand(lines, read, shop):
                sys.stdout.write(json_lines.dumps(answer, ensure_ascii=False) + "\n")
                sys.stdout.flush()


@app.command()
def evaluate(
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON")] = False,
    part: Annotated[
        list[Part] | None,
        typer.Option(help="A set of messages; several times for several"),
    ] = None,
    write: Annotated[
        Path | None, typer.Option(help="A page to write, its plot beside it: docs/evaluation.md")
    ] = None,
    messages: Annotated[
        int | None, typer.Option(min=1, help="Of each set at most, evenly spread")
    ] = None,
) -> None:
    """Judge the reader on labelled messages: requests, lanes, urgency, values; and time it."""
    from coccinelle.evaluation.evaluate import as_json
    from coccinelle.evaluation.evaluate import evaluate as judged
    from coccinelle.evaluation.page import write_page
    from coccinelle.evaluation.show import show

    with refusals():
        found = judged(part or [Part.HELDBACK, Part.INDEPENDENT], errors, messages)
        if write:
            write_page(found, write)
    if json:
        console.print_json(data=as_json(found))
    else:
        show(found, console)
