"""From a decision to a plan: the words, checked, and what will be written with them."""

from dataclasses import dataclass, replace

from coccinelle.core.blank import blank
from coccinelle.core.decision import Decision, Outcome
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.promises import keeps
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.reading import Reading
from coccinelle.core.wording import Occasion, Rephrased
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn import holding_reply

_NOTED = "held_until"
_SMALL_TALK = ("ack_closing", "unclear_other")


@dataclass(frozen=True, slots=True)
class Plan:
    """reply: leaves by itself; draft: waits for a member; both empty when nothing is to be said.

    otherwise: the reply for an outside act that could not be done, "" when it tells of none.
    draft_question: what the draft asks back, still open for nobody.
    timings: milliseconds per step. rephrased: what a model was asked to make of the reply.
    """

    reading: Reading
    decision: Decision
    reply: str
    draft: str
    actions: tuple[PlannedAction, ...]
    draft_actions: tuple[PlannedAction, ...]
    phrases: tuple[Phrase, ...]
    facts: tuple[Fact, ...]
    memory: Memory
    timings: dict[str, float]
    rephrased: Rephrased | None = None
    otherwise: str = ""
    draft_question: OpenQuestion | None = None

    @property
    def tells_act(self) -> bool:
        return any(phrase.tells_act for phrase in self.phrases)


def word(desk: Desk, case: Case, reading: Reading, decision: Decision) -> Plan:
    """Words for what will be said; a text that no fact backs becomes a draft."""
    occasion = occasion_of(desk, case, reading)
    plan = _plan(desk, case, reading, decision, occasion)
    doubts = desk.wording.unbacked(plan.reply, _said(plan.phrases), occasion)
    doubts += desk.wording.unbacked(plan.otherwise, _said(_otherwise(plan.phrases)), occasion)
    doubts += _empty_promises(desk, plan, occasion)
    if not doubts:
        return _in_tone(desk, plan, occasion)
    return _plan(desk, case, reading, _distrusted(decision, doubts), occasion)


def _plan(desk: Desk, case: Case, reading: Reading, decision: Decision, occasion: Occasion) -> Plan:
    said = _in_earnest([o for o in decision.outcomes if o.lane in ("answer", "act")])
    held_back = [o for o in decision.outcomes if o.lane == "draft" and o.proposal]
    meanwhile = _meanwhile(reading, decision)
    at_once, asked = _at_once(meanwhile)
    is_told = any("hands_over" in phrase.flags for phrase in (*at_once, *asked))
    waiting = () if is_told else holding_reply.phrases(desk, case, reading, decision, at_once)
    phrases = (*_phrases(said), *at_once, *waiting, *asked)
    draft_phrases = _phrases(held_back) or _careful(case, decision)
    return Plan(
        reading=reading,
        decision=decision,
        reply=desk.wording.compose(phrases, occasion) if phrases else "",
        draft=desk.wording.compose(draft_phrases, _of_the_team(desk, occasion))
        if draft_phrases
        else "",
        actions=(*_actions(said), *(a for m in meanwhile for a in m.meanwhile_actions)),
        draft_actions=_actions(held_back),
        phrases=phrases,
        facts=_facts((*phrases, *(p.otherwise for p in phrases if p.otherwise)), decision),
        memory=_memory(case, reading, said, held_back, meanwhile),
        timings={},
        otherwise=_other_words(desk, phrases, occasion),
        draft_question=_question(
            [o.proposal.question for o in held_back if o.proposal and o.proposal.question]
        ),
    )


def _careful(case: Case, decision: Decision) -> tuple[Phrase, ...]:
    """A member never starts from an empty page: at worst it thanks, and leaves a blank."""
    if decision.lane != "draft":
        return ()
    left = blank([said.text for said in case.said])
    facts = {"blank": Fact("text", left, "message du client", case.now)}
    if decision.order:
        facts["order"] = Fact("reference", decision.order, "commandes", case.now)
    return (Phrase("finding_out", facts),)


def _meanwhile(reading: Reading, decision: Decision) -> list[Proposal]:
    """What is said and done at once though a member decides the rest; nothing beside a danger."""
    if {"danger", "self_harm", "allergy"} & set(reading.flags):
        return []
    held = [o.proposal for o in decision.outcomes if o.lane in ("draft", "escalate")]
    return [proposal for proposal in held if proposal and proposal.meanwhile]


def _other_words(desk: Desk, phrases: tuple[Phrase, ...], occasion: Occasion) -> str:
    other = _otherwise(phrases)
    return "" if other == phrases else desk.wording.compose(other, occasion)


def _otherwise(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    return tuple(phrase.otherwise or phrase for phrase in phrases)


def _at_once(meanwhile: list[Proposal]) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """What is told, and what is asked back: that is said last."""
    told = tuple(p for m in meanwhile for p in (m.meanwhile[:-1] if m.question else m.meanwhile))
    return told, tuple(p for m in meanwhile if m.question for p in m.meanwhile[-1:])


def _in_tone(desk: Desk, plan: Plan, occasion: Occasion) -> Plan:
    """Only what leaves in an ordinary turn: alarms and consent keep our own sober words."""
    is_consent = any(request.intent == "opt_out" for request in plan.reading.requests)
    if desk.rephraser is None or is_consent or plan.decision.lane not in ("answer", "act"):
        return plan
    said = desk.rephraser.rephrase(plan.reply, _said(plan.phrases), occasion)
    return replace(plan, reply=said.text or plan.reply, rephrased=said)


def occasion_of(desk: Desk, case: Case, reading: Reading) -> Occasion:
    # The answer says it all; "un humain, pas un robot" gets a person instead.
    asks_if_robot = "is_it_a_robot" in reading.flags and "human_wanted" not in reading.flags
    return Occasion(
        business=desk.business,
        contact=case.contact,
        language=reading.language,
        kind=case.conversation.kind,
        now=case.now,
        greet=not case.is_running,
        disclose=case.conversation.disclosed_at is None and not asks_if_robot,
        is_urgent=reading.urgency.level == "high",
    )


def _of_the_team(desk: Desk, occasion: Occasion) -> Occasion:
    """A member reads it and sends it, once somebody is there: the assistant does not write."""
    hours, now = desk.business.hours, occasion.now
    leaves_at = None if hours.is_open(now) else hours.next_opening(now)
    return replace(occasion, disclose=False, by_member=True, leaves_at=leaves_at)


def _phrases(outcomes: list[Outcome]) -> tuple[Phrase, ...]:
    """In the order of the requests, but what asks something back is said last."""
    told: list[Phrase] = []
    asked: list[Phrase] = []
    for proposal in (o.proposal for o in outcomes if o.proposal):
        told += proposal.phrases[:-1] if proposal.question else proposal.phrases
        asked += proposal.phrases[-1:] if proposal.question else ()
    return (*_one_noted(_once(told)), *_one_offer(_once(asked)))


def _in_earnest(outcomes: list[Outcome]) -> list[Outcome]:
    """What is put aside in this very turn is not offered to be."""
    acts = _actions(outcomes)
    held = {a.params.get("sku") for a in acts if a.kind.startswith("hold.")}
    return [
        replace(o, proposal=replace(p, phrases=p.phrases[:-1], question=None))
        if p.question and p.question.kind == "offer_hold" and held & set(p.question.choices)
        else o
        for o in outcomes
        if (p := o.proposal)
    ]


def _once(phrases: list[Phrase]) -> list[Phrase]:
    return [phrase for n, phrase in enumerate(phrases) if phrase not in phrases[:n]]


def _one_noted(told: list[Phrase]) -> list[Phrase]:
    """ "C'est noté !" is said of the first one put aside, not of each."""
    names = [phrase.name for phrase in told]
    return [
        replace(p, flags=(*p.flags, "too")) if p.name == _NOTED and _NOTED in names[:n] else p
        for n, p in enumerate(told)
    ]


def _one_offer(asked: list[Phrase]) -> list[Phrase]:
    """Two offers of the same kind are one question: "je peux vous les mettre de côté"."""
    offers = [phrase for phrase in asked if phrase.name == "offer_hold"]
    if len(offers) < 2:
        return asked
    others = [phrase for phrase in asked if phrase.name != "offer_hold"]
    first = replace(offers[0], flags=(*offers[0].flags, "plural"))
    return [*others, first]


def _actions(outcomes: list[Outcome]) -> tuple[PlannedAction, ...]:
    actions = (a for o in outcomes if o.proposal for a in o.proposal.actions)
    return tuple({action.key: action for action in actions}.values())


def _said(phrases: tuple[Phrase, ...]) -> tuple[Fact, ...]:
    """Only these back a reply: what was read besides is for the trace."""
    return tuple(fact for phrase in phrases for fact in phrase.facts.values())


def _facts(phrases: tuple[Phrase, ...], decision: Decision) -> tuple[Fact, ...]:
    read_only = (f for o in decision.outcomes if o.proposal for f in o.proposal.facts)
    return (*_said(phrases), *read_only)


def _empty_promises(desk: Desk, plan: Plan, occasion: Occasion) -> tuple[str, ...]:
    """A promise is a row: each kind that the text makes must be among the acts of this turn that
    keep such a promise. A phrase that tells of an act tells what its skill has looked up, and
    what a page of the shop promises to everyone is quoted: neither needs one."""
    if not desk.wording.promises(plan.reply):
        return ()
    alone = replace(occasion, greet=False, disclose=False)
    made = {
        kind
        for phrase in plan.phrases
        if not phrase.tells_act
        for kind in desk.wording.promises(desk.wording.compose((phrase,), alone))
    }
    quoted = " ".join(str(f.value) for f in _said(plan.phrases) if f.kind == "text")
    made -= set(desk.wording.promises(quoted))
    acts = tuple(action.kind for action in plan.actions)
    told = plan.decision.lane in ("draft", "escalate") or _is_handed_over(plan.decision)
    return tuple(sorted(kind for kind in made if not keeps(kind, acts, is_told=told)))


def _is_handed_over(decision: Decision) -> bool:
    return any(o.proposal and o.proposal.handover for o in decision.outcomes)


def _distrusted(decision: Decision, doubts: tuple[str, ...]) -> Decision:
    reason = "Réponse retenue, à vérifier : " + ", ".join(f"« {doubt} »" for doubt in doubts[:5])
    outcomes = tuple(
        replace(o, lane="draft", reasons=(*o.reasons, reason)) if o.lane in ("answer", "act") else o
        for o in decision.outcomes
    )
    return Decision("escalate" if decision.lane == "escalate" else "draft", outcomes)


def _question(asked: list[OpenQuestion]) -> OpenQuestion | None:
    """The last one asked; several offers make one, with all that was offered."""
    if not asked:
        return None
    same = [question for question in asked if question.kind == asked[-1].kind == "offer_hold"]
    choices = tuple(choice for question in same for choice in question.choices)
    return replace(asked[-1], choices=choices) if same else asked[-1]


def _memory(
    case: Case,
    reading: Reading,
    said: list[Outcome],
    held_back: list[Outcome],
    meanwhile: list[Proposal],
) -> Memory:
    """A side question leaves our own question open; an answer closes it."""
    proposals = [o.proposal for o in said if o.proposal] + meanwhile
    remembered: dict[str, object] = {}
    for proposal in proposals + [o.proposal for o in held_back if o.proposal]:
        remembered.update(proposal.remember)
    asked = _question([p.question for p in proposals if p.question])
    settled = reading.answer is not None or any(p.actions for p in proposals)
    question = asked or (None if settled else case.open_memory.question)
    if question is asked and question is not None:
        question = replace(question, asked_at=case.now)
    remembered.setdefault("misunderstood", 0)
    remembered["language"] = reading.language
    spoken = [r.intent for r in reading.requests if r.intent not in _SMALL_TALK]
    remembered["about"] = spoken[0] if spoken else case.memory.about
    return replace(case.memory, question=question, updated_at=case.now, **remembered)  # type: ignore[arg-type]
