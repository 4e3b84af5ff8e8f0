"""Is a draft still true? What it rests on is kept with it, and read again before it is sent."""

import re
from dataclasses import dataclass, replace
from typing import Any

from coccinelle.core.decision import Outcome
from coccinelle.core.errors import TemporaryError
from coccinelle.core.facts import Fact
from coccinelle.core.member_words import price
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Reading
from coccinelle.core.wording import Occasion
from coccinelle.engine.case import MEMORY, READING, Case, case_of
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.plan import Plan, occasion_of
from coccinelle.engine.turn.think import propose
from coccinelle.store import conversations, messages, turns
from coccinelle.store.cases import DraftRow

_LINK = re.compile(r"https?://\S+")  # another one is drawn each time
KEY = "basis"  # of a draft's context: not for a member's eyes
STATUSES = {
    "pending": "en attente", "processing": "en préparation", "shipped": "expédiée",
    "delivered": "livrée", "cancelled": "annulée", "returned": "retournée",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Again:
    """The same messages, thought about with the facts of now."""

    case: Case
    reading: Reading
    proposals: tuple[Proposal | None, ...]


def basis_of(desk: Desk, case: Case, plan: Plan) -> dict[str, Any]:
    """The stock, the order and the words a draft rests on, as they are. No transaction is open."""
    held = [o.proposal for o in plan.decision.outcomes if o.lane == "draft" and o.proposal]
    if not held:
        return {}
    occasion = occasion_of(desk, case, plan.reading)
    try:
        return {
            "stock": _stock(desk, held),
            "order": _order(desk, case, plan.decision.order),
            "words": {
                str(n): _words(desk, o.proposal, occasion)
                for n, o in enumerate(plan.decision.outcomes)
                if _rests_on_words(o)
            },
        }
    except TemporaryError:
        return {}


def changes(desk: Desk, draft: DraftRow) -> tuple[str, ...]:
    """What is no longer as the draft was written, in a member's words; empty when all holds."""
    basis = draft.context.get(KEY)
    if not basis or draft.turn_id is None:
        return ()
    try:
        again = _again(desk, draft, draft.turn_id)
        told = (
            *_newer(desk, draft),
            *_stock_changes(desk, basis["stock"]),
            *_order_changes(desk, again.case, basis["order"]),
        )
        return told or _word_changes(desk, again, basis["words"])
    except TemporaryError as error:
        return (str(error),)


def facts_of(desk: Desk, draft: DraftRow) -> tuple[tuple[Fact, ...], Occasion] | None:
    """All that backs a draft's words now; None for one that no turn led to."""
    if draft.turn_id is None:
        return None
    again = _again(desk, draft, draft.turn_id)
    proposals = [p for p in again.proposals if p]
    phrases = (phrase for p in proposals for phrase in (*p.phrases, *p.meanwhile))
    said = tuple(fact for phrase in phrases for fact in phrase.facts.values())
    read = tuple(fact for p in proposals for fact in p.facts)
    return (*said, *read), occasion_of(desk, again.case, again.reading)


def _again(desk: Desk, draft: DraftRow, turn_id: int) -> _Again:
    now = desk.now()
    with desk.transaction() as connection:
        conversation = conversations.load(connection, draft.conversation_id)
        turn = turns.load(connection, turn_id)
        assert conversation is not None and turn is not None
        said = tuple(messages.inbound_of_turn(connection, turn_id))
        case = case_of(desk, connection, conversation, said, now)
    case = replace(case, memory=MEMORY.validate_python(turn.memory_before).at(now))
    reading = READING.validate_python(turn.reading)
    return _Again(case, reading, tuple(p for _, p in propose(desk, case, reading)))


def _rests_on_words(outcome: Outcome) -> bool:
    """What was done at once is found done when it is looked at again: its words would differ."""
    proposal = outcome.proposal
    return outcome.lane == "draft" and proposal is not None and not proposal.meanwhile_actions


def _words(desk: Desk, proposal: Proposal | None, occasion: Occasion) -> str:
    if proposal is None or not proposal.phrases:
        return ""
    bare = replace(occasion, greet=False, disclose=False)
    said = (desk.wording.compose((phrase,), bare) for phrase in proposal.phrases)
    return _LINK.sub("", "\n".join(said))


def _stock(desk: Desk, held: list[Proposal]) -> dict[str, Any]:
    """Of every variant that the proposals act on or have read."""
    needs = {a.params["sku"]: a.params.get("quantity", 1)
             for p in held for a in p.actions if "sku" in a.params}  # fmt: skip
    read = {str(f.value).split(" : ")[0] for p in held for f in p.facts if f.kind == "text"}
    return {sku: {**level, "needs": needs.get(sku, 1)}
            for sku, level in _levels(desk, {*needs, *read}).items()}  # fmt: skip


def _levels(desk: Desk, skus: set[str]) -> dict[str, dict[str, Any]]:
    named = {v.sku: p for p in desk.shop.catalogue().products for v in p.variants if v.sku in skus}
    found = desk.shop.stocks(tuple(dict.fromkeys(p.ref for p in named.values())))
    return {
        level.sku: {
            "what": " en ".join(filter(None, (named[level.sku].name, level.size))),
            "left": level.available,
            "price": level.price_cents,
        }
        for levels in found.values()
        for level in levels
        if level.sku in named
    }


def _order(desk: Desk, case: Case, number: str) -> dict[str, str]:
    order = desk.orders_of(case.identity).order(number) if number else None
    return {"number": number, "status": order.status} if order else {}


def _newer(desk: Desk, draft: DraftRow) -> tuple[str, ...]:
    with desk.transaction() as connection:
        waiting = messages.unanswered(connection, draft.conversation_id)
    return tuple(f"Un nouveau message vient d'arriver : « {m.text[:80]} »" for m in waiting[:1])


def _stock_changes(desk: Desk, then: dict[str, Any]) -> tuple[str, ...]:
    now = _levels(desk, set(then))
    return tuple(told for sku, was in then.items() if (told := _stock_change(was, now.get(sku))))


def _stock_change(was: dict[str, Any], now: dict[str, Any] | None) -> str:
    if now is None:
        return f"{was['what']} n'est plus au catalogue"
    if now["left"] < was["needs"] <= was["left"]:
        return f"{was['what']} : il n'y en a plus en stock"
    if now["price"] != was["price"]:
        return f"{was['what']} : {price(was['price'])} est devenu {price(now['price'])}"
    return ""


def _order_changes(desk: Desk, case: Case, was: dict[str, str]) -> tuple[str, ...]:
    if not was:
        return ()
    now = _order(desk, case, was["number"])
    if not now or now["status"] == was["status"]:
        return ()
    return (f"La commande #{was['number']} est maintenant {STATUSES[now['status']]}",)


def _word_changes(desk: Desk, again: _Again, then: dict[str, str]) -> tuple[str, ...]:
    occasion = occasion_of(desk, again.case, again.reading)
    now = {n: _words(desk, again.proposals[int(n)], occasion) for n in then}
    lost = (_first_lost(desk.wording.greeting_again(then[n], occasion), now[n]) for n in then)
    return tuple(f"Ne tient plus : « {line} »" for line in lost if line)


def _first_lost(then: str, now: str) -> str:
    """Of what was said and would be said no more; what could be said besides takes nothing away."""
    still = set(now.splitlines())
    return next((line[:160] for line in then.splitlines() if line and line not in still), "")
