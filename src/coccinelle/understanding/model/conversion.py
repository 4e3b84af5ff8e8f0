"""A model's answer and our own reading made one: the model adds, our alarms and facts stay."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coccinelle.core.memory import Memory
from coccinelle.core.reading import Entity, Reading, Request, Urgency, UrgencyLevel
from coccinelle.core.turn import Turn
from coccinelle.understanding.model.answer import SaidReading, SaidRequest
from coccinelle.understanding.model.evidence import Evidence, same_kind

# A model is never as sure as it says.
SUREST = 0.9
# Said to the embedded reader, these reach a person or stop our messages whatever a model thinks.
_ALARMS = frozenset(("allergy_medical", "incident_assistance", "human_request", "opt_out"))
_TELLS_NOTHING = frozenset(("unclear_other", "ack_closing"))
_ABOUT_PRODUCT = frozenset(
    ("stock_availability", "hold_item", "product_service_info", "place_order")
)
_LEVELS: tuple[UrgencyLevel, ...] = ("none", "normal", "high")
_REASONS = {
    "none": "Jugé urgent à la lecture",
    "health_or_danger": "Danger ou santé",
    "unusable": "Logement ou véhicule inutilisable",
    "deadline": "Échéance proche",
    "legal_or_fraud": "Menace juridique, fraude ou paiement contesté",
}
_UPSET = frozenset(("anger", "legal_threat", "self_harm"))


def combined(said: SaidReading, ours: Reading, evidence: Evidence, turn: Turn) -> Reading:
    flags = tuple(dict.fromkeys((*ours.flags, *said.flags)))
    return replace(
        ours,
        language=ours.language if said.language == "other" else said.language,
        requests=_requests(said, ours, evidence, turn.memory.at(turn.now), turn),
        urgency=_urgency(said, ours.urgency),
        sentiment="negative" if _UPSET & set(flags) else said.sentiment,
        flags=flags,
        reader="model",
    )


def _requests(
    said: SaidReading, ours: Reading, evidence: Evidence, memory: Memory, turn: Turn
) -> tuple[Request, ...]:
    """An answer to our own question is read by rule: the model adds what was asked besides."""
    first = ours.requests if ours.answer else ()
    if all(request.intent in _TELLS_NOTHING for request in said.requests) and not first:
        first = ours.requests
    read = [_request(one, said, ours, evidence, memory, turn) for one in _once(said.requests)]
    known = {request.intent for request in first}
    drop = known | (_TELLS_NOTHING if first else frozenset())
    requests = [*first, *(request for request in read if request.intent not in drop)]
    told = {request.intent for request in requests}
    alarms = (r for r in ours.requests if r.intent in _ALARMS and r.intent not in told)
    return (*requests, *alarms)


def _once(requests: Iterable[SaidRequest]) -> list[SaidRequest]:
    return list({request.intent: request for request in reversed(list(requests))}.values())[::-1]


def _request(
    one: SaidRequest,
    said: SaidReading,
    ours: Reading,
    evidence: Evidence,
    memory: Memory,
    turn: Turn,
) -> Request:
    twin = next((r for r in ours.requests if r.intent == one.intent), None)
    entities = [e for e in map(evidence.of, one.entities) if e is not None]
    if twin or len(said.requests) == 1:
        others = twin.entities if twin else tuple(e for r in ours.requests for e in r.entities)
        entities += _lacking(entities, others)
    entities += _spoken_of(one.intent, entities, memory, turn)
    advice = "advice" if one.advice and one.intent == "product_service_info" else None
    confidence = max(min(one.confidence, SUREST), twin.confidence if twin else 0.0)
    return Request(one.intent, confidence, tuple(entities), twin.sub_kind if twin else advice)


def _lacking(entities: Sequence[Entity], ours: Iterable[Entity]) -> list[Entity]:
    """What our own reader found and the model passed over, unless it has it in another role."""
    names = {entity.name for entity in entities}
    return [
        e
        for e in ours
        if e.name not in names
        and not any(same_kind(e.name, o.name) and e.value == o.value for o in entities)
    ]


def _spoken_of(intent: str, entities: Sequence[Entity], memory: Memory, turn: Turn) -> list[Entity]:
    """ "Vous me la gardez ?": the product last spoken of."""
    names = {entity.name for entity in entities}
    if intent not in _ABOUT_PRODUCT or names & {"product", "service"} or not memory.product_ref:
        return []
    known = (p for p in turn.catalogue.products if p.ref == memory.product_ref)
    found = [Entity("product", p.name, ref=p.ref, how="memory") for p in known]
    kept = (("size", memory.size), ("color", memory.color))
    more = [Entity(n, v, how="memory") for n, v in kept if found and v and n not in names]
    return found + more


def _urgency(said: SaidReading, ours: Urgency) -> Urgency:
    """Never lowered."""
    if _LEVELS.index(said.urgency) <= _LEVELS.index(ours.level):
        return ours
    reason = _REASONS[said.urgency_reason] if said.urgency == "high" else ours.reason
    return replace(ours, level=said.urgency, reason=reason)
