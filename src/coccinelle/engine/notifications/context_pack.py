"""Prepares a case for a member: who, what was asked, found and promised, what fits, and why."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError

from coccinelle.core.business import Contact, Purchase
from coccinelle.core.context_pack import ContextPack
from coccinelle.core.lanes import row_of
from coccinelle.core.member_words import lasting
from coccinelle.core.reading import Request
from coccinelle.core.tastes import usual_size
from coccinelle.engine.case import Case
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications.found import findings
from coccinelle.engine.turn.plan import Plan
from coccinelle.store import commitments, conversations, holds, orders, rhythm
from coccinelle.store.database import Connection

PACK = TypeAdapter(ContextPack)
BOUGHT = 4  # purchases shown
LONGEST = 600  # characters of what they wrote
WEEK = timedelta(days=7)
OURS = ("hold_expiry", "reminder", "answer_due", "draft_expiry", "satisfaction")  # told otherwise
CHANNELS = {"sms": "SMS", "whatsapp": "WhatsApp", "email": "e-mail", "instagram": "Instagram"}


def of_turn(
    connection: Connection,
    case: Case,
    plan: Plan,
    *,
    why: str,
    deadline: datetime | None,
    stock: dict[str, Any],
) -> dict[str, Any]:
    """As kept with the draft or the case that the turn opens. stock: what was read of it."""
    proposals = [o.proposal for o in plan.decision.outcomes if o.proposal]
    pack = ContextPack(
        who=_who(connection, case.contact, case.conversation.id, case.now),
        asked="\n".join(said.text for said in case.said)[:LONGEST],
        understood=_understood(plan),
        found=findings(proposals, stock, case.now),
        running=_running(connection, case.contact, case.conversation.id, case.now),
        options=tuple(dict.fromkeys(line for p in proposals for line in p.options)),
        suggestion=plan.draft,
        why=why,
        deadline=deadline,
    )
    return as_json(pack)


def of_conversation(
    desk: Desk, connection: Connection, conversation_id: int, said: Sequence[str], *, why: str
) -> dict[str, Any]:
    """Of a case that no reading leads to: the assistant stumbled, or fell silent."""
    conversation = conversations.load(connection, conversation_id)
    if conversation is None:
        return {}
    now, contact = desk.now(), contact_of(desk, connection, conversation)
    pack = ContextPack(
        who=_who(connection, contact, conversation_id, now),
        asked="\n".join(said)[:LONGEST],
        running=_running(connection, contact, conversation_id, now),
        why=why,
    )
    return as_json(pack)


def as_json(pack: ContextPack) -> dict[str, Any]:
    kept: dict[str, Any] = PACK.dump_python(pack, mode="json")
    return kept


def read(kept: dict[str, Any]) -> ContextPack:
    """An empty one of what was kept before cases were prepared, or erased."""
    try:
        return PACK.validate_python(kept)
    except ValidationError:
        return ContextPack()


def _who(
    connection: Connection, contact: Contact, conversation_id: int, now: datetime
) -> tuple[str, ...]:
    lines = [_name(contact)]
    if contact.preferred_channel and contact.preferred_channel != contact.kind:
        lines.append(f"Préfère : {CHANNELS.get(contact.preferred_channel, 'autre canal')}")
    if contact.size:
        lines.append(f"Taille : {contact.size} (notée par la boutique)")
    if contact.purchases:
        lines += _sizes(contact.purchases)
        lines += _bought(connection, contact)
    lines += _rhythm(connection, conversation_id, now)
    return tuple(lines)


def _name(contact: Contact) -> str:
    who = contact.name or contact.address
    if not contact.order_count:
        return f"{who} : aucun achat connu"
    counted = f"{contact.order_count} commande{'s' if contact.order_count > 1 else ''}"
    return f"{who} : {'VIP, ' if contact.is_vip else ''}{counted}"


def _sizes(purchases: tuple[Purchase, ...]) -> list[str]:
    """The one most bought, when it was bought more than once."""
    usual = usual_size(purchases)
    if usual is None:
        return []
    return [f"Taille habituelle : {usual.value} ({usual.times} achats sur {len(purchases)})"]


def _bought(connection: Connection, contact: Contact) -> list[str]:
    on = orders.days_of(connection, contact.id)
    return [f"A acheté : {_purchase(one, on)}" for one in contact.purchases[:BOUGHT]]


def _purchase(one: Purchase, on: dict[str, date]) -> str:
    size = f" en {one.size}" if one.size else ""
    day = f", le {on[one.order_number]:%d/%m/%Y}" if one.order_number in on else ""
    return f"{one.product}{size} (commande #{one.order_number}{day})"


def _rhythm(connection: Connection, conversation_id: int, now: datetime) -> list[str]:
    """How much they wrote lately, and how much of it met no person's answer."""
    lately = rhythm.of_conversation(connection, conversation_id, now - WEEK)
    lines: list[str] = []
    if lately is None:
        return lines
    if lately.before is not None:
        days = (now - lately.before).days
        lines.append(
            f"Dernier échange il y a {days} jours" if days > 1 else "Conversation en cours"
        )
    if lately.lately > 1:
        lines.append(f"{lately.lately} messages en une semaine")
    if lately.unanswered > 1:
        lines.append(f"{lately.unanswered}e message sans réponse d'une personne")
    return lines


def _understood(plan: Plan) -> tuple[str, ...]:
    told = dict.fromkeys(_request(outcome.request) for outcome in plan.decision.outcomes)
    urgency = plan.reading.urgency
    pressing = (f"Urgent : {urgency.reason}",) if urgency.level == "high" else ()
    return (*told, *pressing)


def _request(request: Request) -> str:
    """Mise de côté en boutique (blazer beige, 38, mercredi)."""
    kind = row_of(request).reason.split(" : ")[0]
    said = ", ".join(dict.fromkeys(e.words or str(e.value) for e in request.entities))
    return f"{kind} ({said})" if said else kind


def _running(
    connection: Connection, contact: Contact, conversation_id: int, now: datetime
) -> tuple[str, ...]:
    kept = (
        f"Mis de côté : {f'{one.product} {one.size}'.rstrip()},"
        f" jusqu'à {lasting(one.until.astimezone(now.tzinfo))}"
        for one in holds.active_of(connection, contact.id)
    )
    promised = (
        f"{one.reason}, avant {lasting(one.due_at.astimezone(now.tzinfo))}"
        for one in commitments.of_conversation(connection, conversation_id)
        if one.status == "pending" and one.kind not in OURS
    )
    return (*kept, *promised)
