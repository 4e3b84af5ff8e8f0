"""An exchange that is open: the way chosen, a pick-up, another size, or called off."""

import re
from dataclasses import replace
from datetime import date, datetime

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.orders import Exchange
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import exchange_options, exchange_target, orders
from coccinelle.skills.bought import Bought
from coccinelle.skills.exchange_options import Kept
from coccinelle.skills.exchange_target import Target
from coccinelle.skills.pickup import Pickup, read_pickup

NAME = "exchange"
WAYS = ("shop", "post")
_ONE_MORE = re.compile(
    r"\b(?:deuxi[eè]me|second|2e(?:me)?|nouvel|autre|another|2nd|new) (?:\w+ )?(?:[eé]|ex)change\b"
    r"|[eé]chang\w*(?: \w+)? (?:encore|[aà] nouveau|de nouveau)\b"
    r"|[eé]chang\w*(?: \w+)? une (?:deuxi[eè]me|seconde|autre) fois\b"
    r"|\b(?:encore|[aà] nouveau|de nouveau|re) ?(?:l[ea']s? ?)?[eé]chang"
    r"|\bexchang\w+(?: \w+){0,3} (?:again|once more)\b",
    re.IGNORECASE,
)


def meant(request: Request, situation: Situation) -> tuple[Exchange, ...]:
    """The open exchanges a request is about; none when it asks for one of another article."""
    running = tuple(x for x in situation.orders.exchanges() if x.status == "open")
    number = orders.said_number(request, situation)
    if number:
        running = tuple(x for x in running if number in (x.order_number, x.number))
    products = [e for e in request.entities if e.name == "product"]
    said = {ref for e in products for ref in (e.ref, *e.candidates)} - {None}
    if said:
        return tuple(x for x in running if x.product_ref in said)
    asked = _asked_about(running, situation)
    return asked or (running if number else running[:1])


def propose(request: Request, running: tuple[Exchange, ...], situation: Situation) -> Proposal:
    if not running:
        return Proposal(skill=NAME, phrases=(Phrase("exchange_nothing_to_cancel", {}),))
    first = running[0]
    if request.sub_kind == "cancel":
        return _cancelled(running, situation)
    if request.sub_kind == "label":
        return _label(first, situation)
    one = _bought(first, situation)
    if request.entity("product") and _ONE_MORE.search(situation.said.replace("’", "'")):
        return _refused(first, situation)
    if one and len(running) == 1 and _wants_another(request, first, one, situation):
        return _changed(request, first, one, situation)
    way, pickup = _way_said(situation), read_pickup(request, situation)
    if way == "post":
        return _by_post(running, situation)
    if way == "shop" or pickup.is_said or pickup.remarks:
        return _in_shop(running, request, pickup, situation)
    return _recalled(first, situation)


def _asked_about(running: tuple[Exchange, ...], situation: Situation) -> tuple[Exchange, ...]:
    """The one our question is about, with those that were opened beside it."""
    question = situation.memory.question
    is_ours = question is not None and question.kind in ("which_way", "which_day")
    about = question.about if question and is_ours else ""
    order = next((x.order_number for x in running if x.number == about), "")
    return tuple(x for x in running if order and x.order_number == order)


def _bought(running: Exchange, situation: Situation) -> Bought | None:
    order = situation.orders.order(running.order_number)
    lines = order.lines if order else ()
    line = next((x for x in lines if x.position == running.position), None)
    return Bought(order, line) if order and line else None


def _wants_another(request: Request, running: Exchange, one: Bought, situation: Situation) -> bool:
    """ "finalement le 36": not what is already kept for them."""
    said = exchange_target.said_change(request, one.line, situation)
    return not said.is_nothing and not (
        (said.size or running.size_to).casefold() == running.size_to.casefold()
        and (said.color or running.color_to).casefold() == running.color_to.casefold()
    )


def _changed(request: Request, running: Exchange, one: Bought, situation: Situation) -> Proposal:
    found = exchange_target.find(request, one, situation)
    if isinstance(found, Proposal):
        return found
    if not found.is_same_model or found.level.price_cents != one.line.unit_price_cents:
        reason = "Échange en cours : autre modèle ou autre prix demandé"
        return Proposal(skill=NAME, concern=Concern("draft", reason), order=one.order.number)
    kept = replace(_kept(running, situation), size=found.level.size, color=_color(found))
    facts = kept.facts(situation) | _reference(running, situation)
    return Proposal(
        skill=NAME,
        phrases=(
            Phrase("exchange_changed", facts, kept.flags, tells_act=True),
            *_which_way(running, situation),
        ),
        actions=(_to_change(running, found, situation),),
        question=exchange_options.question(running.number, situation),
        order=one.order.number,
        remember={"size": found.level.size or None, "color": found.level.color or None},
    )


def _to_change(running: Exchange, found: Target, situation: Situation) -> PlannedAction:
    return PlannedAction(
        kind="exchange.change",
        key=f"exchange:{situation.turn_key}:change:{running.id}",
        params={
            "exchange_id": running.id,
            "sku": found.level.sku,
            "quantity": found.quantity,
        },
        summary=f"Échange {running.number} : {found.level.size} {found.level.color}".rstrip(),
    )


def _cancelled(running: tuple[Exchange, ...], situation: Situation) -> Proposal:
    first = running[0]
    facts = _kept(first, situation).facts(situation) | _reference(first, situation)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("exchange_cancelled", facts, tells_act=True),),
        actions=tuple(
            PlannedAction(
                kind="exchange.cancel",
                key=f"exchange:{situation.turn_key}:cancel:{x.id}",
                params={"exchange_id": x.id},
                summary=f"Annuler l'échange {x.number}",
            )
            for x in running
        ),
        order=first.order_number,
        remember={"is_arranged": False},
    )


def _by_post(running: tuple[Exchange, ...], situation: Situation) -> Proposal:
    kept = [_kept(x, situation) for x in sorted(running, key=lambda x: x.number)]
    return Proposal(
        skill=NAME,
        phrases=exchange_options.all_by_post(kept, situation),
        actions=tuple(_to_choose(x, "post", None, situation) for x in running),
        question=exchange_options.question(running[0].number, situation),
        order=running[0].order_number,
    )


def _in_shop(
    running: tuple[Exchange, ...], request: Request, pickup: Pickup, situation: Situation
) -> Proposal:
    """A day and an hour, checked against the opening hours and the end of what is kept."""
    first = running[0]
    kept = _kept(first, situation)
    facts = kept.facts(situation) | exchange_options.place(situation)
    flags = kept.flags
    coming = pickup.at or _day_said(request, situation)
    if coming and not pickup.remarks and coming <= kept.until:
        facts["pickup_at"] = situation.fact("moment", coming, "message du client")
    elif coming and not pickup.remarks:
        flags = (*flags, "too_late")
    at = pickup.at if pickup.at and pickup.at <= kept.until else None
    if pickup.remarks:
        flags = (*flags, "remark")
    asks = OpenQuestion("which_day", "exchange_request", about=first.number)
    is_asking = bool(pickup.remarks) or "too_late" in flags
    return Proposal(
        skill=NAME,
        phrases=(Phrase("exchange_in_shop", facts, flags, tells_act=True), *pickup.remarks),
        actions=tuple(_to_choose(x, "shop", at, situation) for x in running),
        question=asks if is_asking else exchange_options.question(first.number, situation),
        order=first.order_number,
        remember={"pickup_at": at},
    )


def _day_said(request: Request, situation: Situation) -> datetime | None:
    """A day alone is until its closing."""
    said = request.entity("new_date") or request.entity("date")
    day = date.fromisoformat(str(said.value)) if said else None
    return situation.business.hours.closing(day) if day else None


def _to_choose(
    running: Exchange, way: str, pickup_at: datetime | None, situation: Situation
) -> PlannedAction:
    by = "par courrier" if way == "post" else "en boutique"
    return PlannedAction(
        kind="exchange.choose",
        key=f"exchange:{situation.turn_key}:choose:{running.id}",
        params={
            "exchange_id": running.id,
            "way": way,
            "pickup_at": pickup_at.isoformat() if pickup_at else None,
        },
        summary=f"Échange {running.number} {by}",
    )


def _refused(running: Exchange, situation: Situation) -> Proposal:
    """ "un deuxième échange de ce même sweat": not a change of mind; the first one goes on."""
    recalled = _recalled(running, situation)
    return replace(recalled, phrases=(Phrase("exchange_one_at_a_time", {}), *recalled.phrases))


def _recalled(running: Exchange, situation: Situation) -> Proposal:
    """Nothing new: where it stands, and the choice that is still theirs."""
    kept = _kept(running, situation)
    facts = kept.facts(situation) | _reference(running, situation)
    flags = (*kept.flags, *((f"by_{running.way}",) if running.way else ()))
    return Proposal(
        skill=NAME,
        phrases=(
            Phrase("exchange_recalled", facts, flags, tells_act=True),
            *_ask_way(running, kept, situation),
        ),
        question=exchange_options.question(running.number, situation),
        order=running.order_number,
    )


def _label(running: Exchange, situation: Situation) -> Proposal:
    facts = _reference(running, situation)
    if running.label_url:
        facts["link"] = situation.fact("url", running.label_url, "étiquette de retour")
    return Proposal(
        skill=NAME,
        phrases=(Phrase("exchange_label", facts, tells_act=True),),
        question=exchange_options.question(running.number, situation),
        order=running.order_number,
    )


def _ask_way(running: Exchange, kept: Kept, situation: Situation) -> tuple[Phrase, ...]:
    if running.way or not exchange_options.ways(situation):
        return ()
    return exchange_options.phrases(kept, situation)


def _which_way(running: Exchange, situation: Situation) -> tuple[Phrase, ...]:
    """The ways were told before: their names are enough."""
    if running.way or not exchange_options.ways(situation):
        return ()
    return (Phrase("exchange_which_way", _money(situation)),)


def _money(situation: Situation) -> dict[str, Fact]:
    free = situation.fact("price", 0, exchange_options.RULE)
    return {"fee": exchange_options.fee(situation), "free": free}


def _way_said(situation: Situation) -> str:
    answer = situation.reading.answer
    said = answer.choice if answer and answer.kind in ("choice", "correction") else None
    return said if said in WAYS else ""


def _kept(running: Exchange, situation: Situation) -> Kept:
    zone = situation.business.zone
    until = (running.until or situation.now).astimezone(zone)
    changes = running.color_to.casefold() != running.color_from.casefold()
    return Kept(
        product=running.product,
        size_from=running.size_from,
        size=running.size_to,
        color=running.color_to if changes else "",
        until=until,
        link=running.label_url,
    )


def _color(found: Target) -> str:
    return found.level.color if found.changes_color else ""


def _reference(running: Exchange, situation: Situation) -> dict[str, Fact]:
    return {"exchange": situation.fact("reference", running.number, "échange")}
