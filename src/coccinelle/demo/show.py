"""What the demo prints."""

from rich.align import Align
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from coccinelle.core.shop import Hold, StockLevel
from coccinelle.demo.scenario import Line
from coccinelle.demo.shop import DemoShop
from coccinelle.main import Installation
from coccinelle.store import cases, commitments, holds, orders, stock

WIDTH = 76  # columns of a message
STATES = {"pending": "prévu", "done": "fait", "cancelled": "annulé", "failed": "échoué"}


def starting(console: Console) -> None:
    console.print("Coccinelle démarre : base de données, serveur web, worker…", style="dim")


def ready(console: Console, seconds: float) -> None:
    console.print(f"Prête en {_seconds(seconds)}.", style="dim")
    console.rule("[bold]Élégance Paris, jeudi 16 janvier 2025", style="red")


def passing(console: Console, line: Line | str) -> None:
    """A message, or the title of what follows."""
    if isinstance(line, str):
        console.rule(line, style="dim")
        return
    mine = line.who in ("Coccinelle", "Sarah")
    title = f"{line.at:%Hh%M} · {line.who} · {line.by}"
    if line.seconds is not None:
        title += f" · répondu en {_seconds(line.seconds)}"
    panel = Panel(
        Text(line.text),
        title=title,
        title_align="left",
        border_style="green" if mine else "blue",
        width=min(WIDTH, console.width),
    )
    console.print(Align(panel, "right" if mine else "left"))


def after(console: Console, place: Installation, shop: DemoShop) -> None:
    zone = place.desk(shop.business_id).business.zone
    with place.database.transaction(shop.business_id) as connection:
        held = holds.all_of(connection, active_only=True)
        exchanged = orders.all_exchanges(connection)
        promises = commitments.all_of(connection)
        feed = cases.notifications(connection, oldest_first=True)
        levels = {h.sku: _level(stock.levels(connection, h.product_ref, h.until), h) for h in held}
    console.rule("Actions", style="dim")
    for hold in held:
        until = hold.until.astimezone(zone)
        console.print(f"✔ {hold.product} {hold.size} mise de côté pour {hold.contact}"
                      f" jusqu'au {until:%d/%m %Hh%M}")  # fmt: skip
        console.print(f"✔ Stock {hold.sku} : {levels[hold.sku]}")
    for done in exchanged:
        console.print(
            f"✔ Échange {done.number} : {done.product}, {done.size_from} → {done.size_to}"
        )
    for promise in promises:
        due = promise.due_at.astimezone(zone)
        console.print(f"✔ {due:%d/%m %Hh%M} · {promise.reason} ({STATES[promise.status]})")
    console.rule("Sarah voit", style="dim")
    for note in feed:
        console.print(f"📋 {note.at.astimezone(zone):%Hh%M} - {note.text}", markup=False)
        for text in note.lines:
            console.print(f"   {text}", markup=False)
        console.print(f"   [{note.status_line}]", markup=False)


def verdict(console: Console, wrong: list[str]) -> None:
    for what in wrong:
        console.print(f"✘ not as expected: {what}", style="red")
    if not wrong:
        console.print("Tout s'est passé comme prévu.", style="green")


def dashboard(console: Console, url: str, shop: DemoShop) -> None:
    console.rule("Tableau de bord", style="dim")
    console.print(f"{url}\n{shop.owner_email}  ·  mot de passe : {shop.owner_password}")
    console.print("Ctrl-C pour arrêter.", style="dim")


def _level(levels: tuple[StockLevel, ...], hold: Hold) -> str:
    level = next(x for x in levels if x.sku == hold.sku)
    plural = "s" if level.available > 1 else ""
    return f"{level.available} disponible{plural}, {level.reserved} réservé"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s".replace(".", ",")
