"""Exchange what was bought: another size or colour of the same article, at the same price."""

from dataclasses import replace

from coccinelle.core.exchange import (
    Difference,
    Obstacle,
    days_since,
    difference,
    kept_until,
    number_of,
    received_at,
)
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.knowledge import speaks_of
from coccinelle.core.member_words import price
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import (
    bought,
    exchange_options,
    exchange_running,
    exchange_several,
    exchange_target,
    given,
    order_modification,
    pages,
    shop_info,
    ways_out,
)
from coccinelle.skills.bought import SOURCE, Bought
from coccinelle.skills.exchange_options import RULE, Kept
from coccinelle.skills.exchange_target import Target

NAME = "exchange"
INTENTS = ("exchange_request",)
OUTSIDE = {
    "too_late": "Échange hors délai",
    "other_price": "Échange à un autre prix",
    "other_model": "Échange contre un autre modèle",
    "final_sale": "Échange d'un article vendu sans échange",
}


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "policy" and _is_a_wish(request, situation):
        return propose(replace(request, sub_kind=None), situation)
    if request.sub_kind == "policy" and _is_told_with_the_order(situation):
        return Proposal(skill=NAME)
    if request.sub_kind == "policy":
        return shop_info.from_pages(situation, pages.EXCHANGE) or _terms(situation)
    running = exchange_running.meant(request, situation)
    if running or request.sub_kind == "cancel":
        return exchange_running.propose(request, running, situation)
    several = exchange_several.each_named(request, situation)
    if several:
        return _together(request, several, situation)
    found = bought.find(request, situation)
    if not found:
        unknown = bought.none_found(request, NAME, situation)
        return given.to_exchange(request, NAME, situation) or unknown
    left = exchange_several.exchangeable(found, situation)
    if len(left) > 1:
        return bought.which(left, request, NAME, situation)
    return _for_one(request, bought.as_carried(left[0], situation), situation)


def _is_told_with_the_order(situation: Situation) -> bool:
    """ "j'aurais dû prendre 42, on peut changer ?": the order's own answer says how."""
    changes = any(r.intent == "order_modify" for r in situation.reading.requests)
    return changes and not speaks_of(situation.said, pages.EXCHANGE)


def _is_a_wish(request: Request, situation: Situation) -> bool:
    """What is wanted is said, or the order that we asked for: the terms are no answer to that."""
    question = situation.memory.question
    kinds = ("which_order", "which_product", "which_size", "which_color")
    is_ours = question is not None and question.wanted.partition("/")[0] == request.intent
    answers = is_ours and question is not None and question.kind in kinds
    return answers or request.entity("size_to") is not None


def _together(
    request: Request, several: list[tuple[Request, Bought]], situation: Situation
) -> Proposal:
    """The first request speaks for all of them."""
    if request is not exchange_several.requests(request, situation)[0]:
        return Proposal(skill=NAME)
    is_several = len(several) > 1
    each = [_for_one(p, one, situation, is_one_of_several=is_several) for p, one in several]
    return exchange_several.merged(each)


def _for_one(
    request: Request, one: Bought, situation: Situation, *, is_one_of_several: bool = False
) -> Proposal:
    stops = exchange_several.obstacle_of(one, situation)
    open_now = [x for x in situation.orders.exchanges() if x.number == one.line.exchange]
    if open_now and open_now[0].status == "open":
        return exchange_running.propose(request, (open_now[0],), situation)
    if stops == "not_left":
        wish = replace(request, intent="order_modify", sub_kind=None)
        return order_modification.propose(one.order, wish, situation)
    if stops and stops != "too_late":
        return _refused(one, stops, situation)
    target = exchange_target.find(request, one, situation)
    if isinstance(target, Proposal):
        return _too_late(one, situation) if stops else target
    product = situation.shop.product(one.line.product_ref)
    differs = difference(one.line, product, target.product, target.level.sku)
    if differs or stops:
        return _outside(target, differs or "too_late", situation)
    kept = _kept(target, situation)
    number = number_of(one.order.number, one.line.position, _earlier(one, situation))
    return Proposal(
        skill=NAME,
        phrases=(
            Phrase("exchange_ok", {}),
            *exchange_options.phrases(kept, situation, is_one_of_several=is_one_of_several),
        ),
        actions=(_open(target, kept, situation),),
        question=exchange_options.question(number, situation),
        handover=exchange_options.handover(one.order.number, situation),
        order=one.order.number,
        facts=_read(target, situation),
        remember=_remember(target),
    )


def _refused(one: Bought, why: Obstacle, situation: Situation) -> Proposal:
    facts = _of_order(one, situation)
    if why == "called_off":
        concern = Concern("draft", "Échange demandé sur une commande annulée ou retournée")
        return Proposal(skill=NAME, concern=concern, order=one.order.number)
    if why == "already":
        facts["exchange"] = situation.fact("reference", one.line.exchange, "échange")
        phrase = Phrase("exchange_once", facts)
    else:
        phrase = Phrase("exchange_not_yet", facts)
    return Proposal(skill=NAME, phrases=(phrase,), order=one.order.number)


def _too_late(one: Bought, situation: Situation) -> Proposal:
    """Nothing is asked for what a member may refuse."""
    facts = _of_order(one, situation) | _since(one, situation)
    concern = Concern("draft", f"{OUTSIDE['too_late']} : {_bought(one, situation)}")
    return Proposal(
        skill=NAME,
        concern=concern,
        meanwhile=(Phrase("exchange_outside", facts, ("too_late",)),),
        options=ways_out.TOO_LATE_EXCHANGE,
        order=one.order.number,
    )


def _since(one: Bought, situation: Situation) -> dict[str, Fact]:
    facts = {"days": situation.fact("number", situation.policy.exchange_days, RULE)}
    received = received_at(one.order)
    if received:
        day = received.astimezone(situation.business.zone).date()
        facts["received"] = situation.fact("date", day, SOURCE)
    return facts


def _outside(target: Target, why: Difference | str, situation: Situation) -> Proposal:
    """The case is prepared: what a member validates is said and done, what is known is said now."""
    one, kept = target.one, _kept(target, situation)
    facts = {**_of_order(one, situation), **kept.facts(situation), **_money(target, situation)}
    facts |= _since(one, situation)
    facts["target"] = situation.fact("product", target.product.name, "catalogue")
    return Proposal(
        skill=NAME,
        phrases=(
            Phrase("exchange_exception", facts, (why,), tells_act=True),
            *exchange_options.phrases(kept, situation),
        ),
        actions=(_open(target, kept, situation),),
        concern=Concern("draft", f"{OUTSIDE[why]} : {_case(target, situation)}"),
        meanwhile=(Phrase("exchange_outside", facts, (why,)),),
        options=ways_out.OUTSIDE_EXCHANGE,
        order=one.order.number,
        facts=_read(target, situation),
        remember=_remember(target),
    )


def _case(target: Target, situation: Situation) -> str:
    """In a member's words: what was bought, when it came, what is wanted."""
    costs = price(target.level.price_cents)
    wanted = f"{target.product.name} {target.level.size} {target.level.color}".strip()
    return f"{_bought(target.one, situation)} ; souhaité : {wanted} à {costs}"


def _bought(one: Bought, situation: Situation) -> str:
    line, received, zone = one.line, received_at(one.order), situation.business.zone
    since = ""
    if received:
        days = days_since(received, situation.now, zone)
        since = f", reçue le {received.astimezone(zone):%d/%m/%Y} (il y a {days} jours)"
    paid = price(line.unit_price_cents)
    return f"commande {one.order.number}{since}, {line.product} {line.size} payé {paid}"


def _open(target: Target, kept: Kept, situation: Situation) -> PlannedAction:
    """The same wish on two channels is one: the line can be exchanged once, its row says so."""
    one = target.one
    return PlannedAction(
        kind="exchange.open",
        key=f"exchange:{situation.turn_key}:{one.order.number}:{one.line.position}",
        params={
            "order_id": one.order.id,
            "position": one.line.position,
            "sku": target.level.sku,
            "quantity": target.quantity,
            "until": kept.until.isoformat(),
            "token": kept.link.rpartition("/")[2],
            "url": kept.link,
        },
        summary=f"Échanger {one.line.product} {one.line.size} contre {target.level.size}"
        f" (commande {one.order.number})",
    )


def _kept(target: Target, situation: Situation) -> Kept:
    return Kept(
        product=target.product.name,
        size_from=target.one.line.size,
        size=target.level.size,
        color=target.level.color if target.changes_color else "",
        until=kept_until(situation.policy, situation.business.hours, situation.now),
        link=exchange_options.new_link(situation),
    )


def _earlier(one: Bought, situation: Situation) -> int:
    """Exchanges of this line that were called off or ran out."""
    line = (one.order.number, one.line.position)
    past = (x for x in situation.orders.exchanges() if x.status in ("cancelled", "expired"))
    return sum((x.order_number, x.position) == line for x in past)


def _of_order(one: Bought, situation: Situation) -> dict[str, Fact]:
    return {
        "product": situation.fact("product", one.line.product, SOURCE),
        "order": situation.fact("reference", one.order.number, SOURCE),
    }


def _money(target: Target, situation: Situation) -> dict[str, Fact]:
    paid, price = target.one.line.unit_price_cents, target.level.price_cents
    return {
        "paid": situation.fact("price", paid, SOURCE),
        "price": situation.fact("price", price, "catalogue"),
        "gap": situation.fact("price", abs(price - paid), "calcul"),
    }


def _read(target: Target, situation: Situation) -> tuple[Fact, ...]:
    level, order = target.level, target.one.order
    stock = f"{level.sku} : {level.on_hand} en rayon, {level.reserved} réservé(s)"
    sold = f"commande {order.number} : {order.status}, ligne {target.one.line.position}"
    return (
        situation.fact("text", stock, "stock", level.read_at),
        situation.fact("text", sold, SOURCE, order.read_at),
    )


def _remember(target: Target) -> dict[str, object]:
    return {
        "product_ref": target.product.ref,
        "size": target.level.size or None,
        "color": target.level.color or None,
        "is_holding": False,
    }


def _terms(situation: Situation) -> Proposal:
    policy = situation.policy
    facts = {
        "days": situation.fact("number", policy.exchange_days, RULE),
        "free": situation.fact("price", 0, RULE),
        "fee": exchange_options.fee(situation),
    }
    return Proposal(skill=NAME, phrases=(Phrase("exchange_terms", facts),))
