"""From a case to a plan: read, propose, decide, then word it. No transaction is open here."""

from dataclasses import replace
from time import perf_counter

from coccinelle.core.decision import Decision, Outcome, decide
from coccinelle.core.errors import TemporaryError
from coccinelle.core.opt_out import opt_wish
from coccinelle.core.promised import respecting
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Reading, Request, to_serve
from coccinelle.core.skill import Situation
from coccinelle.core.turn import Turn
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn import limits, prove
from coccinelle.engine.turn.heard_before import heard_before
from coccinelle.engine.turn.plan import Plan, word
from coccinelle.store.messages import MessageRow


def think(desk: Desk, case: Case) -> Plan:
    started = perf_counter()
    reading = read(desk, case)
    read_at = perf_counter()
    decision = decide(reading, propose(desk, case, reading), desk.business.policy)
    decision = respecting(decision, case.promised)
    if case.is_with_a_member and _says_no_more(reading):
        decision = _waiting_for_a_member(decision)
    if case.has_opted_out and not _is_about_consent(reading):
        decision = _silent(decision)
    decided_at = perf_counter()
    plan = word(desk, case, reading, decision)
    worded_at = perf_counter()
    timings = {
        "read": read_at - started,
        "propose_decide": decided_at - read_at,
        "word_check": worded_at - decided_at,
    }
    return replace(plan, timings={name: round(s * 1000, 2) for name, s in timings.items()})


def read(desk: Desk, case: Case) -> Reading:
    """STOP is honoured by rule, whatever the reader makes of it."""
    wish = next((w for w in map(_consent_wish, case.waiting) if w), None)
    if wish:
        request = Request("opt_out", 1.0, sub_kind=wish)
        return Reading(desk.business.language, (request,), reader="rule")
    reading = desk.reader.read(
        Turn(
            said=case.said,
            now=case.now,
            kind=case.conversation.kind,
            sector=desk.business.sector,
            memory=case.open_memory,
            catalogue=desk.shop.catalogue(),
        )
    )
    if prove.is_elsewhere(case):
        asked = (Request("proof", 1.0, sub_kind="elsewhere"),)
        return replace(reading, requests=asked, answer=None, alternatives=())
    return prove.as_answer(reading, case)


def propose(
    desk: Desk, case: Case, reading: Reading
) -> tuple[tuple[Request, Proposal | None], ...]:
    situation = Situation(
        business=desk.business,
        contact=case.contact,
        reading=reading,
        memory=case.open_memory,
        now=case.now,
        shop=desk.shop,
        orders=desk.orders_of(case.identity),
        identity=case.identity,
        parcels=desk.tracker,
        knowledge=desk.knowledge,
        public_url=desk.public_url,
        kind=case.conversation.kind,
        turn_key=case.turn_key,
        said="\n".join(said.text for said in case.said),
        has_files=case.has_files,
        heard=heard_before(desk, case, reading),
    )
    proving = prove.request_of(reading, case)
    proposals = [
        (r, _proposal(desk, r, situation, "proof" if r is proving else r.intent))
        for r in to_serve(reading)
    ]
    return tuple(limits.within(desk, case, prove.acknowledged(proposals, case)))


def _consent_wish(message: MessageRow) -> str | None:
    """A STOP of the provider's counts: it has blocked the number. Its START does not by itself: to
    Twilio a plain "yes" is one, to us it is an answer."""
    return "stop" if message.purpose == "stop" else opt_wish(message.text)


def _is_about_consent(reading: Reading) -> bool:
    return any(request.intent == "opt_out" for request in reading.requests)


def _says_no_more(reading: Reading) -> bool:
    """ "alors ?", "vous comptez faire quoi ?" while a member has the case."""
    return all(request.intent == "unclear_other" for request in reading.requests)


def _waiting_for_a_member(decision: Decision) -> Decision:
    """To ask what they mean would be deaf: they wait for the person they were promised."""
    reason = "Le client relance : sa demande vous attend toujours"
    outcomes = tuple(Outcome(o.request, None, "escalate", (reason,)) for o in decision.outcomes)
    return Decision("escalate", outcomes)


def _silent(decision: Decision) -> Decision:
    """After STOP the assistant writes nothing more: whatever they ask goes to a member."""
    reason = "Ce client a demandé à ne plus recevoir de messages : répondez-lui autrement"
    outcomes = tuple(Outcome(o.request, None, "escalate", (reason,)) for o in decision.outcomes)
    return Decision("escalate", outcomes)


def _proposal(
    desk: Desk, request: Request, situation: Situation, served_as: str
) -> Proposal | None:
    """A look-up that fails now is told to a member: the contact is never left in silence."""
    skill = desk.skills.get(f"{served_as}/{request.sub_kind}") or desk.skills.get(served_as)
    if skill is None:
        return None
    try:
        return skill.propose(request, situation)
    except TemporaryError as error:
        return Proposal(skill=skill.NAME, concern=Concern("escalate", str(error)))
