"""`coccinelle gaps`: the questions the pages of the business do not answer yet."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.engine.business.gaps import lacking


@app.command("gaps")
def show_gaps(
    business: BusinessOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list")] = False,
) -> None:
    """Questions of customers that no page answers, most asked first."""
    with business_desk(business) as (_, desk):
        found = lacking(desk)
    if as_json:
        typer.echo(json.dumps([asdict(gap) for gap in found], default=str, ensure_ascii=False))
        return
    for gap in found:
        console.print(f"{gap.count:>4} ×  {gap.question}", markup=False, soft_wrap=True)
    if not found:
        console.print("No question is without an answer.")
