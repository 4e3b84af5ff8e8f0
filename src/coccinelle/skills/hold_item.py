"""Put an item aside: place, change, prolong or cancel a hold."""

from dataclasses import replace

from coccinelle.core.catalogue import Product
from coccinelle.core.commitments import strangers_at_most
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Alert, Concern, PlannedAction, Proposal
from coccinelle.core.reading import Entity, Request
from coccinelle.core.shop import Hold, StockLevel
from coccinelle.core.skill import Situation
from coccinelle.skills import exchange, items, ways_out
from coccinelle.skills.pickup import Pickup, read_pickup

NAME = "hold"
INTENTS = ("hold_item",)


def propose(request: Request, situation: Situation) -> Proposal:
    every = situation.shop.holds_of(situation.contact.id)
    holds = tuple(h for h in every if h.purpose == "pickup")
    is_exchange = not holds and any(h.purpose == "exchange" for h in every)
    if is_exchange and (request.sub_kind or not _is_product_said(request)):
        return exchange.propose(request, situation)
    if request.sub_kind == "cancel":
        return _cancel(request, situation, holds)
    if request.sub_kind == "standing":
        return _standing(holds, request, situation)
    return _wanted(holds, request, situation)


def _wanted(holds: tuple[Hold, ...], request: Request, situation: Situation) -> Proposal:
    pickup = read_pickup(request, situation)
    found = items.find_left(request, situation)
    if found is None and holds:
        return _move(holds[0], pickup, situation)
    if found is None:
        return items.unknown_product(NAME, request, situation)
    if isinstance(found, tuple):
        return items.which_product(found, request, NAME, situation)
    instead = _instead_of(holds, found.ref, situation)
    item = items.look(found, _in_their_size(request, instead, found), situation)
    if item.choice.level and item.choice.level.sku in _kept_by_exchange(situation):
        return exchange.propose(request, situation)
    held = next((h for h in holds if h.product_ref == found.ref), None)
    if held and _is_same(held, item):
        return _move(held, pickup, situation)
    obstacle = items.obstacle(item, NAME, request.intent, situation)
    return obstacle or _place(item, pickup, held or instead, situation)


def _instead_of(holds: tuple[Hold, ...], ref: str, situation: Situation) -> Hold | None:
    """Another article in the place of the only one that waits."""
    is_alone = len(holds) == 1 and holds[0].product_ref != ref
    return holds[0] if is_alone and _says_instead(situation) else None


def _in_their_size(request: Request, instead: Hold | None, product: Product) -> Request:
    """Their size of the other article, when they say none."""
    if instead is None or request.entity("size") or instead.size not in product.sizes:
        return request
    size = Entity("size", instead.size, how="memory")
    return replace(request, entities=(*request.entities, size))


def _standing(holds: tuple[Hold, ...], request: Request, situation: Situation) -> Proposal:
    """ "j'avais réservé une robe": one of theirs, else they are told that nothing waits."""
    found = items.find_left(request, situation)
    said = found if isinstance(found, tuple) else (found,) if found else ()
    refs = {product.ref for product in said}
    meant = [held for held in holds if not refs or held.product_ref in refs]
    if meant:
        return _move(meant[0], read_pickup(request, situation), situation)
    asked = items.unknown_product(NAME, request, situation)
    if asked.question is None:
        return asked
    return replace(asked, phrases=(Phrase("hold_not_found", {}),))


def _is_product_said(request: Request) -> bool:
    said = request.entity("product")
    return said is not None and said.how != "memory"


def _kept_by_exchange(situation: Situation) -> set[str]:
    """It waits for them already, and for longer."""
    return {x.sku_to for x in situation.orders.exchanges() if x.status == "open"}


def _is_same(held: Hold, item: items.Item) -> bool:
    return (item.size is None or held.size == item.size) and (
        item.color is None or held.color.casefold() == item.color.casefold()
    )


def _place(
    item: items.Item, pickup: Pickup, replaced: Hold | None, situation: Situation
) -> Proposal:
    level = item.choice.level
    assert level is not None, "an item without obstacle has its variant"
    replaces = replaced if _says_instead(situation) else None
    quantity = item.quantity
    if replaces:
        pickup = pickup.or_as_agreed(replaces)
        quantity = max(quantity, replaces.quantity)
    concern = _concern(item, pickup, replaces, situation)
    action = PlannedAction(
        kind="hold.swap" if replaces else "hold.place",
        key=f"hold:{situation.turn_key}:{level.sku}",
        params={
            "sku": level.sku,
            "quantity": quantity,
            "until": pickup.until.isoformat(),
            "pickup_at": pickup.at.isoformat() if pickup.at else None,
            "purpose": "pickup",
            **({"hold_id": replaces.id} if replaces else {}),
            **({} if concern else _limit(level, situation)),
        },
        summary=f"Mettre de côté {item.product.name} {level.size} ({quantity})",
    )
    return Proposal(
        skill=NAME,
        phrases=(_held(item, level.size, pickup, replaces, situation), *pickup.remarks),
        actions=(action,),
        question=_which_day(pickup),
        concern=concern,
        options=ways_out.long_hold(pickup.until, situation) if pickup.is_too_late else (),
        facts=items.stock_facts(item, situation),
        remember={**item.remember, "pickup_at": pickup.at, "is_holding": True},
    )


def _held(
    item: items.Item, size: str, pickup: Pickup, replaced: Hold | None, situation: Situation
) -> Phrase:
    """The end of the hold is said again unless our offer has just said it."""
    facts = {"product": items.product_fact(item.product, situation)}
    if len(item.product.sizes) > 1:
        facts["size"] = situation.fact("size", size, "stock")
    question = situation.memory.question
    offered = question is not None and question.kind == "offer_hold" and not replaced
    if pickup.at is not None:
        facts["pickup_at"] = situation.fact("moment", pickup.at, "message du client")
        if offered and pickup.is_within_usual:
            return Phrase("held_see_you", {"pickup_at": facts["pickup_at"]}, tells_act=True)
    facts["until"] = situation.fact("moment", pickup.until, "mise de côté")
    if pickup.at is not None and not replaced:
        return Phrase("held_see_you", facts, ("with_until",), tells_act=True)
    name = "hold_changed" if replaced else "held_until"
    return Phrase(name, facts, tells_act=True)


def _concern(
    item: items.Item, pickup: Pickup, replaced: Hold | None, situation: Situation
) -> Concern | None:
    policy = situation.policy
    if item.quantity > policy.hold_max_quantity:
        return Concern("draft", f"Plus de {policy.hold_max_quantity} articles à mettre de côté")
    if situation.contact.live_holds >= policy.holds_per_contact and not replaced:
        return Concern("draft", f"Déjà {situation.contact.live_holds} mises de côté pour ce client")
    if pickup.is_too_late:
        return Concern("draft", "Mise de côté plus longue que la règle de la boutique")
    return _too_many_strangers(item, situation)


def _too_many_strangers(item: items.Item, situation: Situation) -> Concern | None:
    level = item.choice.level
    if level is None or not (limit := _limit(level, situation)):
        return None
    if level.held_by_strangers + item.quantity <= limit["strangers_at_most"]:
        return None
    held = level.held_by_strangers
    reason = f"Déjà {held} mis de côté pour des personnes jamais venues"
    who = "Plusieurs inconnus veulent" if held else "Un inconnu veut"
    text = f"{who} réserver : {item.product.name} ({item.product.ref})"
    return Concern("draft", reason, Alert(f"strangers:{item.product.ref}", text))


def _limit(level: StockLevel, situation: Situation) -> dict[str, int]:
    """Checked again when the hold is written; empty for a contact who has ordered before."""
    if situation.contact.order_count:
        return {}
    return {"strangers_at_most": strangers_at_most(situation.policy, level.on_hand)}


def _move(held: Hold, pickup: Pickup, situation: Situation) -> Proposal:
    """Another pick-up for what is already held; nothing new said: recall until when it is held."""
    if not pickup.is_said:
        return _answer(_kept(held, situation), pickup)
    zone = situation.business.zone
    facts = _what_is_kept(held, situation)
    until = max(pickup.until, held.until.astimezone(zone)) if pickup.at is None else pickup.until
    facts["until"] = situation.fact("moment", until, "mise de côté")
    action = PlannedAction(
        kind="hold.move",
        key=f"hold:{situation.turn_key}:move:{held.id}",
        params={
            "hold_id": held.id,
            "until": until.isoformat(),
            "pickup_at": pickup.at.isoformat() if pickup.at else None,
        },
        summary=f"Changer le retrait de {held.product} {held.size}",
    )
    concern = Concern("draft", "Mise de côté plus longue que la règle de la boutique")
    return Proposal(
        skill=NAME,
        phrases=(_moved(facts, pickup, situation), *pickup.remarks),
        actions=(action,),
        question=_which_day(pickup),
        concern=concern if pickup.is_too_late else None,
        options=ways_out.long_hold(until, situation) if pickup.is_too_late else (),
        remember={"pickup_at": pickup.at, "is_holding": True},
    )


def _kept(held: Hold, situation: Situation) -> Phrase:
    facts = _what_is_kept(held, situation)
    until = held.until.astimezone(situation.business.zone)
    facts["until"] = situation.fact("moment", until, "mise de côté")
    return Phrase("hold_exists", facts, tells_act=True)


def _what_is_kept(held: Hold, situation: Situation) -> dict[str, Fact]:
    return {
        "product": situation.fact("product", held.product, "catalogue"),
        "size": situation.fact("size", held.size, "mise de côté"),
    }


def _moved(facts: dict[str, Fact], pickup: Pickup, situation: Situation) -> Phrase:
    if pickup.at is None:
        return Phrase("hold_prolonged", facts, tells_act=True)
    pickup_at = situation.fact("moment", pickup.at, "message du client")
    return Phrase(
        "held_see_you", {**facts, "pickup_at": pickup_at}, ("with_until",), tells_act=True
    )


def _answer(phrase: Phrase, pickup: Pickup) -> Proposal:
    return Proposal(skill=NAME, phrases=(phrase, *pickup.remarks), question=_which_day(pickup))


def _which_day(pickup: Pickup) -> OpenQuestion | None:
    """A remark on the hours ends with a question: when can they come?"""
    return OpenQuestion("which_day", "hold_item") if pickup.remarks else None


def _cancel(request: Request, situation: Situation, holds: tuple[Hold, ...]) -> Proposal:
    said = request.entity("product")
    meant = [h for h in holds if said is None or said.ref in (None, h.product_ref)]
    if not meant and holds:
        return Proposal(skill=NAME, phrases=(_kept(holds[0], situation),))
    if not meant:
        return Proposal(skill=NAME, phrases=(Phrase("hold_nothing_to_cancel", {}),))
    facts = {"product": situation.fact("product", meant[0].product, "catalogue")}
    return Proposal(
        skill=NAME,
        phrases=(Phrase("hold_cancelled", facts, tells_act=True),),
        actions=(
            PlannedAction(
                kind="hold.cancel",
                key=f"hold:{situation.turn_key}:cancel:{meant[0].id}",
                params={"hold_id": meant[0].id},
                summary=f"Annuler la mise de côté de {meant[0].product} {meant[0].size}",
            ),
        ),
        remember={"pickup_at": None, "is_holding": False},
    )


def _says_instead(situation: Situation) -> bool:
    answer = situation.reading.answer
    return answer is not None and answer.kind == "correction"
