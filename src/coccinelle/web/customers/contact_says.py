"""Where a customer is reached and whether they want to be, and what was said lately."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.replies import french
from coccinelle.store.consents import ConsentRow, StopRow
from coccinelle.store.contacts import ADDRESS_KINDS, AddressRow
from coccinelle.store.timeline import Timeline
from coccinelle.web import words
from coccinelle.web.i18n import _
from coccinelle.web.moments import moment

LONGEST = 220  # characters of a message shown


@dataclass(frozen=True, slots=True)
class Consent:
    """On one kind of channel. since, words: of a STOP; proof: what a member wrote down last."""

    kind: str
    channel: str
    is_stopped: bool
    since: str
    words: str
    proof: str


@dataclass(frozen=True, slots=True)
class Reached:
    id: int
    shown: str
    bad_reason: str
    is_doubted: bool
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Said:
    conversation_id: int
    who: str
    text: str
    when: str
    channel: str
    is_theirs: bool


def reached(
    addresses: Sequence[AddressRow], stops: Sequence[StopRow], written: Sequence[ConsentRow],
    kinds: Collection[str], now: datetime,
) -> list[Reached]:  # fmt: skip
    """kinds: of the business's channels."""
    return [
        Reached(
            id=one.id,
            shown=french.phone(one.value),
            bad_reason=one.bad_reason or "",
            is_doubted=one.doubted_at is not None,
            consents=tuple(
                _consent(kind, [s for s in stops if s.address_id == one.id and s.kind == kind],
                         [w for w in written if w.address_id == one.id and w.kind == kind], now)
                for kind in _kinds(one, stops, kinds)
            ),
        )
        for one in addresses
    ]  # fmt: skip


def said_lately(told: Timeline, now: datetime) -> list[Said]:
    """Newest first."""
    kinds = {one.id: one.kind for one in told.conversations}
    return [
        Said(
            conversation_id=one.conversation_id,
            who=one.by_member or (_("Client") if one.direction == "inbound" else "Coccinelle"),
            text=one.text if len(one.text) <= LONGEST else one.text[:LONGEST] + "…",
            when=moment(one.at.astimezone(now.tzinfo), now),
            channel=words.CHANNELS.get(kinds.get(one.conversation_id, ""), ""),
            is_theirs=one.direction == "inbound",
        )
        for one in reversed(told.messages)
    ]


def _kinds(address: AddressRow, stops: Sequence[StopRow], kinds: Collection[str]) -> Iterator[str]:
    """Those this address may be written to on, and those it refused."""
    refused = {one.kind for one in stops if one.address_id == address.id}
    yield from sorted(
        refused | {k for k in kinds if ADDRESS_KINDS.get(k, "handle") == address.kind}
    )


def _consent(kind: str, stops: list[StopRow], written: list[ConsentRow], now: datetime) -> Consent:
    stop, last = next(iter(stops), None), next(iter(written), None)
    proof = ""
    if last is not None and last.is_stop == bool(stop):
        when = moment(last.at.astimezone(now.tzinfo), now)
        proof = _("« {proof} », noté par {who} {when}", proof=last.proof, who=last.by_member,
                  when=when)  # fmt: skip
    return Consent(
        kind=kind,
        channel=words.CHANNELS.get(kind, kind),
        is_stopped=stop is not None,
        since=moment(stop.at.astimezone(now.tzinfo), now) if stop else "",
        words=stop.words if stop else "",
        proof=proof,
    )
