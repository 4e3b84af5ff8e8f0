"""The mission's first three scenarios, played through the real doors as two days pass."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.demo.doubles import World
from coccinelle.demo.shop import MORNING, DemoShop, move_clock
from coccinelle.main import Installation

JULIE, LEA, SARAH = "+33639980001", "+33639980003", "+33639980010"
EMMA = "emma@example.org"
PATIENCE = 20.0  # seconds for one message
LEA_S_PARCEL = "6A13000290106"
ARRIVED_AT = MORNING.replace(day=17, hour=11, minute=40)

Move = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it was seen at the provider; seconds: real time since what it answers."""

    at: datetime
    who: str
    by: str
    text: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """At this hour somebody writes, or nobody does and time alone brings the message.

    address: whose phone or e-mail is looked at; said: "" when nothing is; happens: beside it.
    """

    at: datetime
    who: str
    address: str
    said: str = ""
    subject: str = ""
    happens: Move | None = None
    title: str = ""


def _on_its_way(world: World) -> None:
    """Four days of La Poste's own news, as the shop's parcel had them."""
    events = (("DR1", 14, 16, 0), ("PC1", 14, 20, 5), ("ET1", 15, 7, 30), ("EP1", 16, 16, 40))
    world.parcel(LEA_S_PARCEL, "2025-01-17T12:00:00+01:00", *_dated(events))


def _arrived(world: World) -> None:
    events = (("ET1", 15, 7, 30), ("EP1", 16, 16, 40), ("MD2", 17, 8, 12), ("DI1", 17, 11, 40))
    world.parcel(LEA_S_PARCEL, "2025-01-17T12:00:00+01:00", *_dated(events))


def _dated(events: tuple[tuple[str, int, int, int], ...]) -> list[tuple[str, datetime]]:
    return [(c, MORNING.replace(day=d, hour=h, minute=m)) for c, d, h, m in events]


STEPS = (
    Step(MORNING, "Julie", JULIE, title="Scénario 1 : une robe à mettre de côté",
         said="Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en taille "
              "38 ? 😍"),
    Step(MORNING + timedelta(minutes=5), "Julie", JULIE,
         said="Oui merci ! Je passe ce soir vers 17h !"),
    Step(MORNING.replace(hour=14, minute=30), "Emma", EMMA, title="Scénario 2 : un échange",
         subject="Échange pantalon noir - Commande #2847",
         said="J'ai reçu le pantalon noir mais la taille 40 est trop grande. Puis-je l'échanger "
              "contre un 38 ?"),
    Step(MORNING.replace(hour=16, minute=0), "Julie", JULIE),
    Step(MORNING.replace(hour=18, minute=45), "Léa", LEA, happens=_on_its_way,
         title="Scénario 3 : un mariage samedi",
         said="J'ai commandé lundi pour un mariage SAMEDI et j'ai toujours pas reçu 😰 "
              "Commande #2901"),
    Step(MORNING.replace(hour=18, minute=48), "Léa", LEA,
         said="Le prêt en boutique me rassure, merci !"),
    Step(ARRIVED_AT + timedelta(minutes=6), "Léa", LEA, happens=_arrived,
         title="Vendredi 17 janvier"),
)  # fmt: skip


def play(place: Installation, shop: DemoShop, world: World) -> Iterator[Line | str]:
    """Yields titles and each message as it passes. Raises PermanentError when one does not come."""
    for step in STEPS:
        if step.title:
            yield step.title
        already = len(world.received(step.address))
        if step.happens:
            step.happens(world)
        move_clock(place, shop, step.at)
        by = "e-mail" if "@" in step.address else "SMS"
        if step.said:
            subject = f"Objet : {step.subject}\n\n" if step.subject else ""
            yield Line(step.at, step.who, by, subject + step.said)
        yield _answer(step, world, by, already)


def _answer(step: Step, world: World, by: str, already: int) -> Line:
    started = time.perf_counter()
    if step.said and "@" in step.address:
        world.mail(step.address, step.subject, step.said)
    elif step.said:
        world.text(step.address, step.said)
    while len(received := world.received(step.address)) <= already:
        if time.perf_counter() - started > PATIENCE:
            raise PermanentError(f"No message reached {step.who} within {PATIENCE:.0f} s.")
        time.sleep(0.02)
    taken = time.perf_counter() - started
    return Line(step.at, "Coccinelle", by, received[already], taken if step.said else None)
