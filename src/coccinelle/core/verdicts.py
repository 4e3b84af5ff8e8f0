"""What became of each answer: right by evidence, by silence, or not at all; pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

Verdict = Literal["corrected", "reopened", "verified", "assumed", "pending"]
Way = Literal["automatic", "validated", "by_hand", "none"]

WINDOW = timedelta(hours=72)  # of silence before an answer is taken for right
SATISFIED, DISSATISFIED = 4, 2  # of 5: this mark and above, this mark and below
_THANKS = ("ack_closing/thanks", "ack_closing")
_ACCEPTS = ("yes", "choice")


@dataclass(frozen=True, slots=True)
class Served:
    """One turn, or one message that a member had to answer alone (turn_id None, lane "member").

    intents: with their sub-kind, "order_status/dispute". about: what it named, by name: an order, a
    product, a size. answer: how it answered our own question, "" when it did not. has_draft: the
    words we prepared were sent by a member, or still wait for one; edited: the part of them that
    was changed, None when unknown. has_proof: what was put aside was
    picked up, the parcel asked about was delivered.
    """

    turn_id: int | None
    contact_id: int
    lane: str
    received_at: datetime
    answered_at: datetime | None
    intents: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    has_draft: bool = False
    edited: float | None = None
    is_corrected: bool = False
    has_proof: bool = False
    score: int | None = None

    @property
    def way(self) -> Way:
        """By whom it was, or has to be, answered."""
        if self.lane == "ignore":
            return "none"
        if self.lane in ("answer", "act"):
            return "none" if _is_courtesy(self.intents) else "automatic"
        return "validated" if self.has_draft else "by_hand"


def judged(turns: Sequence[Served], now: datetime) -> dict[int, Verdict]:
    """Of every automatic answer that left, by turn; turns: with those of the 72 hours after."""
    found: dict[int, Verdict] = {}
    by_contact: dict[int, list[Served]] = {}
    for turn in sorted(turns, key=lambda t: t.received_at):
        by_contact.setdefault(turn.contact_id, []).append(turn)
    for own in by_contact.values():
        for n, turn in enumerate(own):
            if turn.turn_id is not None and turn.way == "automatic" and turn.answered_at:
                found[turn.turn_id] = _verdict(turn, own[n + 1 :], now)
    return found


def _verdict(turn: Served, later: Sequence[Served], now: datetime) -> Verdict:
    """What speaks against it first."""
    if turn.is_corrected:
        return "corrected"
    verified = turn.has_proof or (turn.score or 0) >= SATISFIED
    reopened = turn.score is not None and turn.score <= DISSATISFIED
    for n, other in enumerate(later):
        if other.received_at - turn.received_at > WINDOW:
            break
        reopened = reopened or _asks_again(turn, other)
        verified = verified or (n == 0 and _confirms(other))
    if reopened:
        return "reopened"
    if verified:
        return "verified"
    return "assumed" if now - turn.received_at > WINDOW else "pending"


def _asks_again(turn: Served, other: Served) -> bool:
    """The same subject again, though we asked nothing: what both name differs in nothing."""
    if other.answer or not _subjects(turn) & _subjects(other):
        return False
    both = turn.about.keys() & other.about.keys()
    return all(turn.about[name] == other.about[name] for name in both)


def _confirms(other: Served) -> bool:
    """The next thing they say thanks for it, or takes what it offered."""
    says_thanks = bool(other.intents) and all(intent in _THANKS for intent in other.intents)
    return says_thanks or other.answer in _ACCEPTS


def _is_courtesy(intents: Sequence[str]) -> bool:
    """Thanks, or a greeting alone: answered in kind, though nothing was asked."""
    return bool(intents) and all(intent.partition("/")[0] == "ack_closing" for intent in intents)


def _subjects(turn: Served) -> set[str]:
    """Small talk is no subject."""
    kinds = {intent.partition("/")[0] for intent in turn.intents}
    return kinds - {"ack_closing", "unclear_other", "opt_out"}
