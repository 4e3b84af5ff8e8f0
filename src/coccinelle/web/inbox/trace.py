"""Why the assistant answered that: one turn's reading, facts, decision and timings, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coccinelle.engine.members import correction
from coccinelle.store.corrections import CorrectionRow
from coccinelle.store.turns import TurnRow
from coccinelle.web import words
from coccinelle.web.i18n import _, language, pieces, retold
from coccinelle.web.moments import clock
from coccinelle.web.values import entity_words, fact_value, memory_lines, stored_moment


@dataclass(frozen=True, slots=True)
class Wish:
    """One request of the turn, as understood and as decided."""

    intent: str
    confidence: str
    entities: tuple[str, ...]
    lane: str
    reasons: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    label: str
    value: str
    source: str
    read_at: str


@dataclass(frozen=True, slots=True)
class Trace:
    """timings: step and milliseconds; remembered: what was known before this turn.

    can_be_wrong: the assistant answered alone; corrected: what a member said of it, corrected_note
    in their words.
    """

    id: int
    conversation_id: int
    can_be_wrong: bool
    corrected: str
    corrected_note: str
    corrected_by: str
    at: str
    lane_code: str
    lane: str
    signs: tuple[str, ...]
    wishes: tuple[Wish, ...]
    facts: tuple[FactLine, ...]
    timings: tuple[tuple[str, str], ...]
    total: str
    remembered: tuple[str, ...]


def trace_of(turn: TurnRow, now: datetime, said: CorrectionRow | None = None) -> Trace:
    """Traces live for years: a key that an older one lacks is simply not shown."""
    timings = {k: float(turn.timings[k]) for k in words.TIMINGS if k in turn.timings}
    return Trace(
        id=turn.id,
        conversation_id=turn.conversation_id,
        can_be_wrong=bool(correction.answering(turn)),
        corrected=words.WRONGS.get(said.kind, said.kind) if said else "",
        corrected_note=said.note if said else "",
        corrected_by=said.by_member if said else "",
        at=clock(turn.at.astimezone(now.tzinfo)),
        lane_code=turn.lane,
        lane=words.LANES.get(turn.lane, turn.lane),
        signs=tuple(_signs(turn.reading, now)),
        wishes=_wishes(turn.reading, turn.decision),
        facts=tuple(dict.fromkeys(_fact(fact, now) for fact in turn.facts)),
        timings=tuple((words.TIMINGS[k], milliseconds(v)) for k, v in timings.items()),
        total=milliseconds(sum(timings.values())),
        remembered=tuple(memory_lines(turn.memory_before, now)),
    )


def milliseconds(value: float) -> str:
    """0,4 ms, 12 ms, 2,8 s."""
    if value >= 1000:
        return _decimal(f"{value / 1000:.1f} s")
    return _decimal(f"{value:.1f} ms") if value < 10 else f"{value:.0f} ms"


def _decimal(number: str) -> str:
    return number.replace(".", ",") if language() == "fr" else number


def _signs(reading: dict[str, Any], now: datetime) -> list[str]:
    """What colours the whole turn: urgency, mood, flags, an answer to our question."""
    urgency = reading.get("urgency") or {}
    signs = []
    if urgency.get("level") == "high":
        deadline = stored_moment(urgency.get("deadline"), now)
        until = _(" (échéance : {when})", when=deadline) if deadline else ""
        signs.append(
            _("Urgent : {why}", why=retold(urgency.get("reason") or "") or _("oui")) + until
        )
    if reading.get("sentiment") in ("positive", "negative"):
        is_glad = reading["sentiment"] == "positive"
        signs.append(_("Ton agréable") if is_glad else _("Mécontentement"))
    signs += [words.FLAGS.get(flag, flag) for flag in reading.get("flags") or ()]
    answer = reading.get("answer") or {}
    if answer:
        kind = words.ANSWERS.get(answer.get("kind", ""), answer.get("kind", ""))
        choice = f" ({answer['choice']})" if answer.get("choice") else ""
        signs.append(_("Répond à notre question : {what}", what=f"{kind}{choice}"))
    return signs


def _wishes(reading: dict[str, Any], decision: dict[str, Any]) -> tuple[Wish, ...]:
    """Requests and outcomes are stored in the same order."""
    requests = reading.get("requests") or []
    outcomes = decision.get("outcomes") or []
    empty: dict[str, Any] = {}
    return tuple(
        _wish(request, outcomes[n] if n < len(outcomes) else empty)
        for n, request in enumerate(requests)
    )


def _wish(request: dict[str, Any], outcome: dict[str, Any]) -> Wish:
    intent, lane = request.get("intent", ""), outcome.get("lane", "")
    confidence = request.get("confidence")
    return Wish(
        intent=words.INTENTS.get(intent, intent),
        confidence=f"{round(confidence * 100)} %" if confidence is not None else "",
        entities=tuple(entity_words(entity) for entity in request.get("entities") or ()),
        lane=words.LANES.get(lane, lane),
        reasons=tuple(retold(one) for one in outcome.get("reasons") or ()),
        actions=tuple(retold(one) for one in outcome.get("actions") or ()),
    )


def _fact(fact: dict[str, Any], now: datetime) -> FactLine:
    kind = str(fact.get("kind", ""))
    return FactLine(
        label=words.FACTS.get(kind, kind),
        value=fact_value(kind, fact.get("value"), now),
        source=pieces(str(fact.get("source", ""))),
        read_at=stored_moment(fact.get("read_at"), now),
    )
