"""A parcel came back: its customer is told once, and once more when it had not come after all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.moments import later, resolve_moment
from coccinelle.core.orders import Exchange
from coccinelle.engine.commitments.task import TASK
from coccinelle.engine.delivery import addressee
from coccinelle.engine.delivery.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.store import commitments, contacts, conversations, orders, parcels_back
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.parcels_back import ParcelRow

KIND = PURPOSE = "tell_back"
TOLD = "Client prévenu"
STOPPED = "Le client a dit STOP"
TAKEN = "Un membre a la conversation"
NOBODY = "Ce client n'a pas de conversation"
NOT_BACK = "Le colis n'était pas revenu"
DONE_BY = "+1d closing"  # what the customer is told to be under way
SECOND_THOUGHTS = timedelta(minutes=5)  # said by mistake, nobody has heard of it
_SOURCE = "retour"


@dataclass(frozen=True, slots=True)
class Preview:
    """text: what the customer will read, "" when they will not, because."""

    text: str
    because: str = ""


def preview(
    desk: Desk, connection: Connection, *, exchange_id: int | None, withdrawal_id: int | None,
    replaced: bool,
) -> Preview:  # fmt: skip
    """Before anything is marked."""
    number = parcels_back.conversation_of(
        connection, exchange_id=exchange_id, withdrawal_id=withdrawal_id
    )
    conversation = conversations.load(connection, number) if number else None
    because = _silence(connection, conversation)
    if because or conversation is None:
        return Preview("", because)
    now = desk.now()
    parcel = ParcelRow(
        id=0,
        exchange_id=exchange_id,
        withdrawal_id=withdrawal_id,
        restocked={},
        replaced=replaced,
        by_member="",
        at=now,
        undone_at=None,
    )
    occasion = occasion_to_write(desk, connection, conversation)
    return Preview(desk.wording.compose((_phrase(desk, connection, parcel),), occasion))


def owe(
    desk: Desk, connection: Connection, parcel_id: int, conversation_id: int | None, *,
    tell: bool, now: datetime,
) -> None:  # fmt: skip
    """What is left to do is a task of the members; the customer hears of it a little later."""
    parcel = parcels_back.load(connection, parcel_id)
    assert parcel is not None
    commitments.add(
        connection, kind=TASK, reason=_left_to_do(connection, parcel), at=now,
        due_at=resolve_moment(DONE_BY, now=now, hours=desk.business.hours),
        conversation_id=conversation_id, contact_id=_contact(connection, conversation_id),
        params={"parcel_id": parcel_id},
    )  # fmt: skip
    if tell:
        _tell_later(
            desk,
            connection,
            parcel_id=parcel_id,
            conversation_id=conversation_id,
            at=later(now, SECOND_THOUGHTS),
            now=now,
        )


def take_back(desk: Desk, connection: Connection, parcel_id: int, now: datetime) -> None:
    """Nothing is left to do; who was told already is told that it was a mistake."""
    commitments.end_of_parcel(connection, parcel_id, because=NOT_BACK, at=now)
    told = [row for row in commitments.of_parcels(connection, [parcel_id]) if _is_told(row)]
    if told:
        _tell_later(
            desk,
            connection,
            parcel_id=parcel_id,
            conversation_id=told[-1].conversation_id,
            at=now,
            now=now,
        )


def tell(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Several parcels marked at the same time are one message."""
    conversation = conversations.lock(connection, due.conversation_id or 0)
    rows = commitments.due(connection, due.conversation_id or 0, now)
    together = [row for row in rows if row.kind == KIND]
    because = _silence(connection, conversation)
    if conversation is not None and not because:
        _write(desk, connection, conversation, together, now)
    for row in together:
        commitments.end(
            connection, row.id, status="cancelled" if because else "done",
            because=because or TOLD, at=now,
        )  # fmt: skip


def _write(
    desk: Desk, connection: Connection, conversation: ConversationRow,
    together: list[CommitmentRow], now: datetime,
) -> None:  # fmt: skip
    parcels = [parcels_back.load(connection, row.params["parcel_id"]) for row in together]
    phrases = tuple(_phrase(desk, connection, one) for one in parcels if one is not None)
    addressee.write(desk, connection, conversation, phrases, now, purpose=PURPOSE)


def _silence(connection: Connection, conversation: ConversationRow | None) -> str:
    """Why nothing would be said; "" when it would."""
    if conversation is None:
        return NOBODY
    if contacts.has_opted_out(connection, conversation.address_id, conversation.kind):
        return STOPPED
    return TAKEN if conversation.paused_at else ""


def _tell_later(
    desk: Desk,
    connection: Connection,
    *,
    parcel_id: int,
    conversation_id: int | None,
    at: datetime,
    now: datetime,
) -> None:
    if conversation_id is None:
        return
    commitments.add(
        connection, kind=KIND, reason="Dire où en est le colis retour", at=now,
        due_at=after_quiet_hours(desk.business.policy, desk.business.hours, at),
        conversation_id=conversation_id, contact_id=_contact(connection, conversation_id),
        params={"parcel_id": parcel_id},
    )  # fmt: skip


def _phrase(desk: Desk, connection: Connection, parcel: ParcelRow) -> Phrase:
    now = desk.now()
    name = "parcel_back" if parcel.undone_at is None else "parcel_not_back"
    if parcel.exchange_id is None:
        number = parcels_back.order_number_of_withdrawal(connection, parcel.withdrawal_id or 0)
        return Phrase(name, {"order": Fact("reference", number, _SOURCE, now)}, ("withdrawal",))
    running = orders.exchange(connection, parcel.exchange_id)
    assert running is not None
    facts = _facts(running, now)
    if name == "parcel_not_back" and running.status == "open" and running.until:
        until = running.until.astimezone(desk.business.zone)
        facts["until"] = Fact("moment", until, _SOURCE, now)
    return Phrase(name, facts, () if parcel.replaced else ("late",))


def _facts(running: Exchange, now: datetime) -> dict[str, Fact]:
    facts = {
        "product": Fact("product", running.product, _SOURCE, now),
        "exchange": Fact("reference", running.number, _SOURCE, now),
    }
    if running.size_from != running.size_to:
        facts["size_from"] = Fact("size", running.size_from, _SOURCE, now)
        facts["size"] = Fact("size", running.size_to, _SOURCE, now)
    else:
        facts["color_from"] = Fact("color", running.color_from, _SOURCE, now)
        facts["color"] = Fact("color", running.color_to, _SOURCE, now)
    return {name: fact for name, fact in facts.items() if fact.value}


def _left_to_do(connection: Connection, parcel: ParcelRow) -> str:
    if parcel.exchange_id is None:
        number = parcels_back.order_number_of_withdrawal(connection, parcel.withdrawal_id or 0)
        return f"Rembourser la commande #{number} : le colis de la rétractation est revenu"
    running = orders.exchange(connection, parcel.exchange_id)
    assert running is not None
    if not parcel.replaced:
        return f"Décider de la suite : le colis de l'échange {running.number} est revenu trop tard"
    new = running.size_to if running.size_from != running.size_to else running.color_to
    return f"Envoyer le remplacement : {running.product}, {new} (échange {running.number})"


def _contact(connection: Connection, conversation_id: int | None) -> int | None:
    conversation = conversations.load(connection, conversation_id) if conversation_id else None
    return conversation.contact_id if conversation else None


def _is_told(row: CommitmentRow) -> bool:
    return row.kind == KIND and row.status == "done"
