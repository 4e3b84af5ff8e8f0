"""The mission's four scenarios, played through the real doors as two days pass."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.demo.browser import open_browser
from coccinelle.demo.doubles import World
from coccinelle.demo.shop import MORNING, DemoShop, move_clock
from coccinelle.main import Installation
from coccinelle.store import cases
from coccinelle.store.cases import DraftRow

JULIE, LEA, MARINE, SARAH = "+33639980001", "+33639980003", "+33639980004", "+33639980010"
EMMA = "emma@example.org"
PATIENCE = 20.0  # seconds for one message
LEA_S_PARCEL = "6A13000290106"
ARRIVED_AT = MORNING.replace(day=17, hour=11, minute=40)

SARAHS_WORDS = """Bonjour Marine ! 😊

Excellent choix cette robe ! Pour un dîner chic, je dirais :

🏆 BLAZER BEIGE = parfait ! Très élégant avec le bordeaux

Mon conseil : blazer beige + escarpins nude = top ! 👌

Vous voulez passer l'essayer ? Je suis là jusqu'à 19h !

Sarah"""

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
    is_for_sarah: what is prepared waits for her; edited: what she makes of it.
    """

    at: datetime
    who: str
    address: str
    said: str = ""
    subject: str = ""
    happens: Move | None = None
    title: str = ""
    is_for_sarah: bool = False
    edited: str = ""


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
    Step(MORNING.replace(day=17, hour=12, minute=30), "Marine", MARINE, is_for_sarah=True,
         title="Scénario 4 : un conseil, avec le dernier mot de Sarah",
         said="J'ai acheté la robe bordeaux. Quelle veste vous me conseillez pour un dîner chic ?"),
    Step(MORNING.replace(day=17, hour=12, minute=35), "Marine", MARINE, edited=SARAHS_WORDS),
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
        if step.edited:
            _edit(place, shop, step.edited)
        started = _write(step, world)
        if step.is_for_sarah:
            yield _prepared(place, shop, step, started)
        else:
            yield _answer(step, world, by, already, started)


def _write(step: Step, world: World) -> float:
    started = time.perf_counter()
    if step.said and "@" in step.address:
        world.mail(step.address, step.subject, step.said)
    elif step.said:
        world.text(step.address, step.said)
    return started


def _edit(place: Installation, shop: DemoShop, words: str) -> None:
    """Sarah reads what is prepared and sends her own version of it, from her screen."""
    (draft,) = _drafts(place, shop)
    with open_browser(place.settings.public_url) as browser:
        browser.log_in(shop.owner_email, shop.owner_password)
        browser.edit_draft(draft.conversation_id, words)


def _prepared(place: Installation, shop: DemoShop, step: Step, started: float) -> Line:
    while not (found := _drafts(place, shop)):
        _be_patient(started, "Sarah")
    taken = time.perf_counter() - started
    return Line(step.at, "Coccinelle", "réponse préparée pour Sarah", found[-1].text, taken)


def _drafts(place: Installation, shop: DemoShop) -> list[DraftRow]:
    with place.database.transaction(shop.business_id) as connection:
        return cases.drafts(connection, waiting_only=True)


def _answer(step: Step, world: World, by: str, already: int, started: float) -> Line:
    while len(received := world.received(step.address)) <= already:
        _be_patient(started, step.who)
    taken = time.perf_counter() - started
    who = "Sarah" if step.edited else "Coccinelle"
    return Line(step.at, who, by, received[already], taken if step.said else None)


def _be_patient(started: float, who: str) -> None:
    if time.perf_counter() - started > PATIENCE:
        raise PermanentError(f"No message reached {who} within {PATIENCE:.0f} s.")
    time.sleep(0.02)
