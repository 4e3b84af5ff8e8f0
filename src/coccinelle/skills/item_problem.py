"""An article came damaged, wrong, missing or fails: a case is prepared, a member decides."""

from datetime import datetime, time, timedelta

from coccinelle.core.exchange import received_at
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import bought, ways_out
from coccinelle.skills.bought import SOURCE, Bought

NAME = "item_problem"
INTENTS = ("item_problem",)
LAW = "garantie légale de conformité (code de la consommation)"
GUARANTEE = timedelta(days=730)  # two years from delivery (L217-3)
REPAIR_DAYS = 30  # repaired or replaced by then (L217-10)
WHAT = "Problème sur un article"
SORRY = Phrase("problem_sorry", {}, ("apology",))


def propose(request: Request, situation: Situation) -> Proposal:
    found = bought.find(request, situation)
    if len({b.order.number for b in found}) != 1:
        return _order_to_find(request, found, situation)
    one = bought.as_carried(found[0], situation)
    is_one = len(found) == 1
    facts = _facts(one, is_one, situation)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("problem_solved", facts, _flags(one, situation)),),
        concern=Concern("draft", f"{WHAT} : {_case(one, is_one, situation)}"),
        meanwhile=_acknowledged(facts, one, situation),
        meanwhile_actions=(_task(one, situation),),
        options=ways_out.FAULTY_ITEM,
        order=one.order.number,
    )


def _order_to_find(request: Request, found: tuple[Bought, ...], situation: Situation) -> Proposal:
    asked = (
        bought.which(found, request, NAME, situation)
        if found
        else bought.none_found(request, NAME, situation)
    )
    return Proposal(
        skill=NAME,
        concern=asked.concern or Concern("draft", f"{WHAT} : la commande reste à préciser"),
        meanwhile=(SORRY, *asked.phrases),
        meanwhile_actions=asked.actions,
        question=asked.question,
        remember=asked.remember,
    )


def _acknowledged(facts: dict[str, Fact], one: Bought, situation: Situation) -> tuple[Phrase, ...]:
    """One apology, the right they have, and the proof that helps: nothing is asked twice."""
    if situation.memory.about == "item_problem":
        return (Phrase("problem_noted", {}, ("apology",)),)
    flags = ("late",) if "late" in _flags(one, situation) else ()
    asked = () if situation.has_files else (Phrase("problem_photo", {}),)
    return (SORRY, Phrase("problem_case", facts, flags), *asked)


def _task(one: Bought, situation: Situation) -> PlannedAction:
    """Repaired or replaced by then: the delay that was told runs from today."""
    day = (situation.now + timedelta(days=REPAIR_DAYS)).date()
    due_at = datetime.combine(day, time(12), situation.business.zone)
    what = f"Régler le problème de la commande #{one.order.number} ({one.line.product})"
    return PlannedAction(
        kind="task.add",
        key=f"task:problem:{one.order.number}",
        params={"what": what, "due_at": due_at.isoformat(), "order": ""},
        summary=what,
    )


def _facts(one: Bought, is_one: bool, situation: Situation) -> dict[str, Fact]:
    facts = {
        "order": situation.fact("reference", one.order.number, SOURCE),
        "years": situation.fact("number", 2, LAW),
        "days": situation.fact("number", REPAIR_DAYS, LAW),
        "free": situation.fact("price", 0, LAW),
        "law": situation.fact("text", "garantie légale de conformité", LAW),
    }
    if is_one:
        facts["product"] = situation.fact("product", one.line.product, SOURCE)
    return facts


def _flags(one: Bought, situation: Situation) -> tuple[str, ...]:
    return () if _is_covered(one, situation.now) else ("late",)


def _is_covered(one: Bought, now: datetime) -> bool:
    received = received_at(one.order)
    return received is None or now - received <= GUARANTEE


def _case(one: Bought, is_one: bool, situation: Situation) -> str:
    """What a member needs to decide: the order, when it came, what is left of the guarantee."""
    received = received_at(one.order)
    line = one.line
    what = f"{line.product} {line.size} {line.color}".strip() if is_one else "article à préciser"
    words = [f"commande {one.order.number}", what]
    if received:
        day = received.astimezone(situation.business.zone)
        ends = (day + GUARANTEE).date()
        left = "garantie légale jusqu'au" if ends >= situation.now.date() else "garantie finie le"
        words.append(f"reçue le {day:%d/%m/%Y}, {left} {ends:%d/%m/%Y}")
    words.append("photo reçue" if situation.has_files else "photo demandée")
    return ", ".join(words)
