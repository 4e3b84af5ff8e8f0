"""What the customer is told while a person takes over: the truth about who and when."""

from datetime import datetime

from coccinelle.core import answer_time
from coccinelle.core.decision import Decision
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.reading import SPOKEN, Reading, Urgency
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk

APOLOGY = "apology"  # the flag of a phrase that is one
CAREFUL = "careful"  # the flag of a phrase that a member completes before it leaves
EMERGENCY_NUMBER = "112"  # european emergency number, reachable from any phone


def phrases(
    desk: Desk,
    case: Case,
    reading: Reading,
    decision: Decision,
    meanwhile: tuple[Phrase, ...],
) -> tuple[Phrase, ...]:
    """Nothing for a prepared draft while the shop is open, unless something is said at once
    (meanwhile): the member's own answer comes first."""
    if case.has_opted_out or decision.lane not in ("draft", "escalate"):
        return ()
    is_open = desk.business.hours.is_open(case.now)
    if reading.language not in SPOKEN:
        safety = (_safety(case, reading),) if "danger" in reading.flags else ()
        return (*safety, _in_two_languages(desk, case))
    drafts = [o.proposal for o in decision.outcomes if o.lane == "draft" and o.proposal]
    is_prepared = any(_is_whole(one.phrases) for one in drafts)
    if decision.lane == "draft" and is_open and is_prepared and not meanwhile:
        return ()
    if "hurt" in reading.flags:
        return (_care(case, reading), _handed_over(desk, case, reading, is_sorry=True))
    if "danger" in reading.flags or "self_harm" in reading.flags:
        return (_safety(case, reading), _handed_over(desk, case, reading))
    is_sorry = any(APOLOGY in phrase.flags for phrase in meanwhile)
    told = _rest(decision) and not is_sorry
    return (_handed_over(desk, case, reading, is_sorry=is_sorry, is_rest=told),)


def _is_whole(prepared: tuple[Phrase, ...]) -> bool:
    """A member may send it as it is."""
    return bool(prepared) and not any(CAREFUL in phrase.flags for phrase in prepared)


def _rest(decision: Decision) -> bool:
    """A part of what was asked is answered in the same reply."""
    said = any(o.lane in ("answer", "act") for o in decision.outcomes)
    held = (o.proposal for o in decision.outcomes if o.lane == "draft" and o.proposal)
    return said or any(proposal.gap and proposal.meanwhile for proposal in held)


def _in_two_languages(desk: Desk, case: Case) -> Phrase:
    """Whoever does not read French may read English; a member's answer follows."""
    facts = {}
    if desk.business.owner_name:
        facts["member"] = Fact("name", desk.business.owner_name, "équipe", case.now)
    return Phrase("bilingual_holding", facts, tells_act=True)


def answer_by(desk: Desk, case: Case, urgency: Urgency) -> datetime | None:
    """When a person answers: what was promised already, while it can still be kept."""
    if case.promised_at and case.promised_at > case.now:
        return case.promised_at
    is_urgent = urgency.level == "high"
    business = desk.business
    return answer_time.answer_by(business.policy, business.hours, case.now, is_urgent=is_urgent)


def _handed_over(
    desk: Desk, case: Case, reading: Reading, *, is_sorry: bool = False, is_rest: bool = False
) -> Phrase:
    """is_sorry: it has just been said, and an apology is made once. is_rest: of what was asked."""
    facts = {}
    if desk.business.owner_name:
        facts["member"] = Fact("name", desk.business.owner_name, "équipe", case.now)
    if when := answer_by(desk, case, reading.urgency):
        facts["when"] = Fact("moment", when.astimezone(case.now.tzinfo), "horaires", case.now)
    is_open = desk.business.hours.is_open(case.now)
    is_grave = {"hurt", "danger", "self_harm"} & set(reading.flags)
    flags = (
        *(("again",) if case.is_with_a_member else ()),
        *(("at_once",) if is_grave and is_open else ()),
        *(("rest",) if is_rest else ()),
        *(() if is_open else ("closed",)),
    )
    upset = {"anger", "legal_threat"} & set(reading.flags) or reading.sentiment == "negative"
    name = "handed_over_with_care" if upset and not is_sorry else "handed_over"
    return Phrase(name, facts, flags, tells_act=True)


def _care(case: Case, reading: Reading) -> Phrase:
    """Somebody is hurt or ill: a kind word before anything, and whom to call."""
    facts = {"number": Fact("phone", EMERGENCY_NUMBER, "numéros d'urgence", case.now)}
    return Phrase("care_first", facts, reading.flags)


def _safety(case: Case, reading: Reading) -> Phrase:
    number = "3114" if "self_harm" in reading.flags else EMERGENCY_NUMBER
    facts = {"number": Fact("phone", number, "numéros d'urgence", case.now)}
    return Phrase("safety_first", facts, reading.flags)
