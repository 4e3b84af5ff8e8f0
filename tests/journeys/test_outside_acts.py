"""A return label asked of a carrier: once, told when it is there, and never a word too much."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

import httpx
import pytest

from coccinelle import main
from coccinelle.connectors.opening import adapters
from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.engine.actions import documents, label, outside, perform
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.business.forget import forget
from coccinelle.engine.members import drafts
from coccinelle.kit.link_token import new_token
from coccinelle.store import cases
from tests.carriers import KEY, CarrierDouble, colissimo_double, colissimo_server
from tests.journeys.conftest import World
from tests.loopback import JULIE

__all__ = ["colissimo_double", "colissimo_server"]

ASK = "vous avez la robe fleurie bleue RF-2847 en 38 ?"
JULIES = "5 rue de l'Église, 75004 Paris"
COMING = "Comment puis-je vous aider"  # any other words will do
NOWHERE = "http://127.0.0.1:9"
RETURNS = "24 Rue de Rivoli, 75004 Paris"


@dataclass(frozen=True)
class Returning:
    """A skill of these tests alone: whatever is asked, a return label is made."""

    NAME: str = "exchange"
    INTENTS: tuple[str, ...] = ("stock_availability",)

    def propose(self, request: Request, situation: Situation) -> Proposal:
        token = new_token(situation.business.id)
        params = {"reference": "E-2847-1", "order_number": "2847", "token": token,
                  "contents": "Pantalon noir"}  # fmt: skip
        link = situation.fact("url", f"{situation.public_url}/documents/{token}", "étiquette")
        facts = {"order": situation.fact("reference", "2847", "commande"), "link": link}
        phrase = Phrase("label_ready", facts, tells_act=True, otherwise=Phrase("greeting", {}))
        action = PlannedAction("test.return", situation.turn_key, params, "Retour")
        return Proposal(self.NAME, phrases=(phrase,), actions=(action,))


def send_from_home(desk: Any, connection: Any, wish: Wish, now: datetime) -> dict[str, Any]:
    params = dict(wish.action.params)
    token = params.pop("token")
    document_id = documents.promise(
        connection,
        kind="return_label",
        name="etiquette.pdf",
        contact_id=wish.contact.id,
        conversation_id=wish.conversation_id,
        at=now,
        token=token,
    )
    label.order(
        desk, connection, wish, now, **params, document_id=document_id, contact_id=wish.contact.id,
        url=f"{desk.public_url}/documents/{token}",
    )  # fmt: skip
    return {}


class Died(BaseException):
    """A worker that was killed."""


@pytest.fixture(autouse=True)
def _returning(monkeypatch: pytest.MonkeyPatch) -> None:
    skill = Returning()
    monkeypatch.setattr(main, "skills", lambda: {intent: skill for intent in skill.INTENTS})
    monkeypatch.setitem(perform.PERFORMERS, "test.return", send_from_home)


@pytest.fixture
def shop(world: World, colissimo_double: CarrierDouble) -> World:
    """A shop with a Colissimo contract."""
    contract(world, colissimo_double.base_url)
    with world.desk.transaction() as connection:
        connection.execute("update contact set postal_address = %s where ref = 'C-0001'", (JULIES,))
    return world


def contract(world: World, base_url: str = NOWHERE, **changes: Any) -> None:
    values = {"api_key": KEY, "base_url": base_url, "return_address": RETURNS, **changes}
    world.place.open_connector(world.business_id, adapters()["colissimo"].SETTINGS(**values))


def link_in(text: str) -> str:
    return next(word for word in text.split() if "/documents/" in word)


def states(world: World) -> list[str]:
    with world.desk.transaction() as connection:
        rows = connection.execute("select state from action where kind = 'label.make'").fetchall()
    return [state for (state,) in rows]


def cases_of_members(world: World) -> list[str]:
    with world.desk.transaction() as connection:
        return [e.reason for e in cases.escalations(connection)]


def test_the_reply_leaves_with_a_link_that_opens_the_label(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    reply = shop.say(ASK)
    answer = httpx.get(link_in(reply), trust_env=False, timeout=30)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert len(colissimo_double.labels()) == 1
    assert (states(shop), shop.promises()) == (["done"], {"label": "done"})


def test_where_the_customer_lives_is_where_the_parcel_leaves_from(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    shop.say(ASK)
    sender = colissimo_double.labels()[0]["asked"]["letter"]["sender"]["address"]
    assert (sender["line2"], sender["zipCode"], sender["lastName"]) == (
        "5 rue de l'Église", "75004", "Mercier",
    )  # fmt: skip


def test_our_own_slip_is_made_with_the_turn(world: World) -> None:
    reply = world.say(ASK)
    assert httpx.get(link_in(reply), trust_env=False, timeout=30).content[:5] == b"%PDF-"
    assert (states(world), world.promises()) == (["done"], {})


def test_twenty_requests_make_one_label(shop: World, colissimo_double: CarrierDouble) -> None:
    for _ in range(20):
        shop.post(ASK)
        shop.attend()
    assert len(colissimo_double.labels()) == 1


def test_a_carrier_that_asks_to_slow_down_is_asked_again_and_the_customer_is_told_twice(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    colissimo_double.fault("too_many", seconds=30)
    assert COMING in shop.say(ASK)
    shop.go_on(seconds=61)
    shop.attend()
    assert len(shop.replies()) == 2
    assert httpx.get(link_in(shop.replies()[-1]), trust_env=False, timeout=30).status_code == 200
    assert len(colissimo_double.labels()) == 1
    shop.go_on(hours=3)
    shop.attend()
    assert len(shop.replies()) == 2


def test_a_label_nobody_wants_any_more_is_not_made_later(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    contract(shop)
    shop.say(ASK)
    with shop.desk.transaction() as connection:
        connection.execute("update document set revoked_at = %s", (shop.desk.now(),))
    contract(shop, colissimo_double.base_url)
    for _ in range(3):
        shop.go_on(minutes=10)
        shop.attend()
    assert (len(shop.replies()), colissimo_double.labels()) == (1, [])
    assert shop.promises() == {"label": "cancelled"}


def test_a_label_called_off_while_it_is_made_is_not_told(
    shop: World, colissimo_double: CarrierDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    def called_off() -> None:
        with shop.desk.transaction() as connection:
            connection.execute("update document set revoked_at = %s", (shop.desk.now(),))

    monkeypatch.setattr(outside, "CALLED", Reached(called_off))
    assert COMING in shop.say(ASK)
    assert len(colissimo_double.labels()) == 1


def test_a_carrier_that_is_away_is_not_asked_at_night(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    contract(shop)
    shop.say(ASK)
    contract(shop, colissimo_double.base_url)
    shop.go_to(datetime.fromisoformat("2025-01-16T22:30:00+01:00"))
    shop.attend()
    assert (len(shop.replies()), colissimo_double.labels()) == (1, [])
    shop.go_to(datetime.fromisoformat("2025-01-17T08:01:00+01:00"))
    shop.attend()
    assert len(shop.replies()) == 2


def test_a_carrier_away_for_days_is_a_members(shop: World) -> None:
    contract(shop)
    shop.say(ASK)
    for _ in range(60):
        shop.go_on(hours=3)
        shop.attend()
    assert states(shop) == ["failed"]
    assert len(shop.replies()) == 1
    assert "injoignable" in cases_of_members(shop)[0]


def test_a_refusal_is_told_honestly_and_a_member_has_the_case(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    contract(shop, colissimo_double.base_url, api_key="another key")
    assert COMING in shop.say(ASK)
    assert states(shop) == ["failed"]
    assert "clé d'API" in cases_of_members(shop)[0]
    assert shop.promises() == {"label": "failed"}


@pytest.mark.parametrize("fault", ["slow", "malformed", "html", "server_error"])
def test_a_doubt_is_looked_into_by_a_member_and_never_asked_again(
    shop: World, colissimo_double: CarrierDouble, fault: str
) -> None:
    contract(shop, colissimo_double.base_url, timeout_seconds=2)
    colissimo_double.fault(fault, done=True, seconds=9)
    assert COMING in shop.say(ASK)
    for _ in range(5):
        shop.go_on(hours=2)
        shop.attend()
    assert (states(shop), len(colissimo_double.labels())) == (["unknown"], 1)
    assert "Colissimo Box" in cases_of_members(shop)[0]
    assert len(shop.replies()) == 1


@pytest.mark.parametrize(
    ("point", "state", "said"),
    [("calling", "unknown", COMING), ("called", "unknown", COMING), ("answered", "done", "prête")],
)
def test_a_worker_that_dies_around_the_call_leaves_one_label_and_one_reply(
    shop: World, colissimo_double: CarrierDouble, monkeypatch: pytest.MonkeyPatch,
    point: str, state: str, said: str,
) -> None:  # fmt: skip
    with monkeypatch.context() as doomed:
        doomed.setattr(outside, point.upper(), Dying())
        shop.post(ASK)
        with pytest.raises(Died):
            shop.attend()
    shop.attend()
    assert len(shop.replies()) == (1 if point == "answered" else 0)
    shop.go_on(seconds=61)
    shop.attend()
    shop.attend()
    assert states(shop) == [state]
    assert len(shop.replies()) == 1
    assert said in shop.replies()[0]
    assert len(colissimo_double.labels()) == (0 if point == "calling" else 1)
    assert len(cases_of_members(shop)) == (0 if state == "done" else 1)


class Dying:
    def reach(self) -> None:
        raise Died


def test_a_reply_waits_while_another_worker_calls(
    shop: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the queue's lock fail, the rows keep a second worker from calling and writing."""
    seen: list[int] = []

    def meanwhile() -> None:
        shop.attend()
        seen.append(len(shop.replies()))

    monkeypatch.setattr(outside, "CALLING", Reached(meanwhile))
    assert "prête" in shop.say(ASK)
    assert seen == [0]
    assert states(shop) == ["done"]


@dataclass
class Reached:
    then: Callable[[], None]

    def reach(self) -> None:
        self.then()


def test_a_member_who_approves_sends_their_own_words_once_the_label_is_there(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    shop.policy(autonomy={"exchange": "draft"})
    shop.say(ASK)
    conversation = shop.messages()[0].conversation_id
    drafts.approve(shop.desk, conversation, by="Sarah", text="Voici votre étiquette, Julie !")
    assert colissimo_double.labels() == []
    shop.attend()
    assert shop.replies()[-1] == "Voici votre étiquette, Julie !"
    assert len(colissimo_double.labels()) == 1


def test_a_members_words_do_not_leave_when_the_label_is_refused(
    shop: World, colissimo_double: CarrierDouble
) -> None:
    shop.policy(autonomy={"exchange": "draft"})
    shop.say(ASK)
    before = len(shop.replies())
    contract(shop, colissimo_double.base_url, api_key="another key")
    conversation = shop.messages()[0].conversation_id
    drafts.approve(shop.desk, conversation, by="Sarah", text="Voici votre étiquette, Julie !")
    shop.attend()
    assert len(shop.replies()) == before
    assert "n'est pas parti" in cases_of_members(shop)[-1]


def test_the_link_of_a_label_that_was_refused_opens_nothing(shop: World) -> None:
    contract(shop)
    shop.say(ASK)
    link = asked(shop, "select params ->> 'url' from action where kind = 'label.make'")
    assert "en préparation" in httpx.get(link, trust_env=False, timeout=30).text
    for _ in range(60):
        shop.go_on(hours=3)
        shop.attend()
    assert httpx.get(link, trust_env=False, timeout=30).status_code == 410


def test_an_erased_contact_is_sent_no_label(shop: World, colissimo_double: CarrierDouble) -> None:
    contract(shop)
    shop.say(ASK)
    forget(shop.desk, JULIE)
    contract(shop, colissimo_double.base_url)
    shop.go_on(hours=2)
    shop.attend()
    assert (colissimo_double.labels(), states(shop)) == ([], ["failed"])


def asked(world: World, question: LiteralString) -> Any:
    with world.desk.transaction() as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]
