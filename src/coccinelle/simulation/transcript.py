"""A played script as a conversation one can read: what was said, decided, done, told, expected."""

from collections.abc import Iterator
from datetime import datetime

from rich.console import Console
from rich.text import Text

from coccinelle.packs.script import CustomerTurn, Event, EventTurn, OwnerTurn
from coccinelle.simulation.outcome import Outcome, Sent, TurnOutcome
from coccinelle.store.turns import TurnRow

COLORS = {"answer": "green", "act": "cyan", "draft": "yellow", "escalate": "red", "ignore": "dim"}
Line = tuple[datetime, Text]


def show(found: Outcome, console: Console) -> None:
    console.rule(Text(found.name, style="bold"), align="left")
    day = None
    for at, line in sorted(_lines(found), key=lambda line: line[0]):
        local = at.astimezone(found.zone)
        if local.date() != day:
            day = local.date()
            console.print(f"{day:%Y-%m-%d}", style="bold dim")
        console.print(Text(f"{local:%H:%M:%S}  ", style="dim") + line)
    _show_state(found, console)


def show_verdict(found: Outcome, differences: list[str], console: Console) -> None:
    for note in found.notes:
        console.print(Text(f"! {note}", style="yellow"))
    for difference in differences:
        console.print(Text(f"✗ {difference}", style="red"))
    if not differences:
        console.print(Text("✓ nothing differs from what is expected", style="green"))
    console.print()


def _lines(found: Outcome) -> Iterator[Line]:
    """In the order in which lines of the same instant are to be read."""
    for turn in found.turns:
        yield turn.played.at, _said(turn)
    for trace in {t.trace.id: t.trace for t in found.turns if t.trace}.values():
        yield from _decided(trace)
    for sent in found.outbound:
        yield sent.at, _sent(sent)
    for alert in found.alerts:
        yield alert.at, Text("    alert: ", style="red") + _sent(alert)
    for row in found.feed:
        body = " · ".join([row.text, *row.lines, f"[{row.status_line}]" if row.status_line else ""])
        yield row.at, Text(f"    feed: {body.rstrip(' ·')}", style="magenta")


def _said(turn: TurnOutcome) -> Text:
    match turn.played.turn:
        case CustomerTurn(sender=sender, channel=channel, subject=subject):
            about = f"{subject} / " if subject else ""
            return Text(f"{sender} ({channel})  ", style="bold") + Text(f"{about}{turn.text}")
        case OwnerTurn(owner=owner):
            return Text(f"owner: {owner.act}  ", style="bold yellow") + Text(turn.text)
        case EventTurn(event=event):
            return Text(f"event: {_happened(event)}", style="bold yellow")


def _happened(event: Event) -> str:
    if event.outage:
        return f"outage of {event.outage.channel} for {event.outage.lasts}"
    if event.carrier:
        news = event.carrier
        told = f"{news.order or news.tracking} {news.status}" if news.status else ""
        return f"carrier: {told or f'out of reach for {news.down}'}"
    counts = (event.stock or {}).items()
    return "stock counted: " + ", ".join(f"{sku} {on_hand}" for sku, on_hand in counts)


def _decided(trace: TurnRow) -> Iterator[Line]:
    for outcome in trace.decision["outcomes"]:
        lane = outcome["lane"]
        reasons = " · ".join(outcome["reasons"])
        yield (
            trace.at,
            Text(f"    {lane}", style=COLORS.get(lane, ""))
            + Text(f"  {outcome['intent']} – {reasons}", style="dim"),
        )
        for action in outcome["actions"]:
            yield trace.at, Text(f"    {'done' if lane == 'act' else 'proposed'}: {action}", "cyan")


def _sent(sent: Sent) -> Text:
    return Text(f"→ {sent.to} ({sent.channel})  ", style="bold green") + Text(sent.text)


def _show_state(found: Outcome, console: Console) -> None:
    for name, items in found.state.items():
        for item in items if name != "notifications" else ():
            values = ", ".join(f"{key} {value}" for key, value in item.items())
            console.print(Text(f"  {name}: {values}", style="dim"))
