"""`coccinelle report`: the figures of a period, as the owner reads them or as JSON."""

from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Annotated, Any

import typer
from rich.table import Table

from coccinelle.cli.app import BusinessOption, app, business_desk, console
from coccinelle.core.results import Report
from coccinelle.core.results_words import sections
from coccinelle.engine.business.figures import figures
from coccinelle.engine.desk import Desk

DAYS = 30  # when no first day is named
_From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="The first day; 30 days by default"),
]
_To = Annotated[
    datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], help="The last day, whole; today by default"),
]


@app.command()
def report(
    first: _From = None,
    last: _To = None,
    business: BusinessOption = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON")] = False,
) -> None:
    """Response times, shares, automation, errors, satisfaction, minutes saved, cost."""
    with business_desk(business) as (_, desk):
        start, end = _period(desk, first, last)
        found = figures(desk, start, end)
    if json:
        console.print_json(data=as_json(found))
    else:
        _show(found, f"{start:%d/%m/%Y} - {end - timedelta(days=1):%d/%m/%Y}")


def as_json(found: Report) -> dict[str, Any]:
    """With the rates: null where there are too few to say."""
    shares = {
        name: asdict(value) | {"rate": value.rate}
        for name in ("involvement", "resolution", "errors", "satisfaction")
        if (value := getattr(found, name))
    }
    return {
        **asdict(found),
        **shares,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "lanes": {w: asdict(value) | {"rate": value.rate} for w, value in found.lanes.items()},
        "automation": found.automation,
        "hours_a_week": found.hours_a_week,
        "busiest": [{"hour": hour, "n": n} for hour, n in found.busiest],
    }


def _period(desk: Desk, first: datetime | None, last: datetime | None) -> tuple[datetime, datetime]:
    """Whole days of the business; raises typer.BadParameter when they are in the wrong order."""
    until = last.date() if last else desk.now().date()
    since = first.date() if first else until - timedelta(days=DAYS - 1)
    if since > until:
        raise typer.BadParameter("--from is after --to")
    zone = desk.business.zone
    end = datetime.combine(until + timedelta(days=1), time(0), zone)
    return datetime.combine(since, time(0), zone), end


def _show(found: Report, title: str) -> None:
    table = Table("", "", title=title, show_header=False)
    for section in sections(found):
        table.add_section()
        table.add_row(section.title, "", style="bold")
        for label, value in section.rows:
            table.add_row(f"  {label}", value)
    console.print(table)
