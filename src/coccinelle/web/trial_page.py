"""What « Essayer » shows: the phone on one side, what the assistant thought on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import cases, commitments, copies, messages, trial_scripts, turns
from coccinelle.store.cases import NotificationRow
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.copies import Alert, Customer
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.trial_scripts import TrialScript
from coccinelle.trial import scenarios
from coccinelle.trial.examples import quick
from coccinelle.trial.people import NEW, PEOPLE
from coccinelle.web import words
from coccinelle.web.i18n import Spoken, pair
from coccinelle.web.moments import clock, day_title, moment
from coccinelle.web.pages import url
from coccinelle.web.prepared import drafts_of
from coccinelle.web.trace import Trace, trace_of

WAYS = ("sms", "whatsapp", "email")
LENGTH = 60  # the newest messages of the phone
SHOWN = 6  # of each list beside it
WHO = Spoken({
    "new": "Nouvelle cliente", "loyal": "Alice, cliente fidèle", "late": "Bob, colis en retard",
})  # fmt: skip
ABOUT = Spoken({
    "new": "Personne ne la connaît encore.",
    "loyal": "Sa commande 9001 est livrée depuis trois jours, la 9002 est en route.",
    "late": "Sa commande 9003 devait arriver il y a deux jours.",
})  # fmt: skip

WHY_NOT = Spoken({
    "no_pack": "Il n'y a pas encore de scénario pour votre métier : écrivez les vôtres, puis"
    " enregistrez-les.",
    "other_goods": "Ces scénarios parlent des articles de la boutique de démonstration, que votre"
    " catalogue n'a pas : écrivez les vôtres, puis enregistrez-les.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the customers or of the ways they write by."""

    key: str
    label: str
    about: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A message on the phone. new_day: the title of a day that begins here."""

    id: int
    is_theirs: bool
    subject: str
    text: str
    at: str
    note: str
    new_day: str


@dataclass(frozen=True, slots=True)
class Promise:
    kind: str
    due: str
    status: str
    status_code: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member would see: a line of the feed, or what would be sent to their own phone."""

    kind: str
    text: str
    lines: Sequence[str]
    status: str
    at: str


def shown(shop: Desk, copy: Desk | None, asked: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"is_ready": copy is not None, "owner": shop.business.owner_name}
    found |= _kept(shop) | {
        "why_not": WHY_NOT.get(scenarios.why_not(shop), ""),
        "scenarios": scenarios.of_sector(shop.business.sector),
        "quick": quick(shop),
        "uses_model": shop.business.policy.model is not None,
    }
    if copy is None:
        return found
    with copy.transaction() as connection:
        return found | _copy(connection, copy, asked)


def address_of(connection: Connection, who: str, kind: str) -> str:
    """Where they write from. Raises PermanentError for a customer without such an address."""
    if address := _addresses(connection, who).get(kind):
        return address
    raise PermanentError("Cette personne n'a pas d'adresse de cette sorte.")


def _addresses(connection: Connection, who: str) -> dict[str, str]:
    """By way of writing, those they have; who: a customer's number, anybody else is new."""
    found = next((one for one in copies.customers(connection) if str(one.id) == who), NEW)
    phone, email = found.phone, found.email
    return {way: to for way, to in zip(WAYS, (phone, phone, email), strict=True) if to}


def _kept(shop: Desk) -> dict[str, Any]:
    with shop.transaction() as connection:
        return {"scripts": [_script(one, shop.now()) for one in trial_scripts.all_of(connection)]}


def _script(one: TrialScript, now: datetime) -> dict[str, Any]:
    run = moment(one.run_at.astimezone(now.tzinfo), now) if one.run_at else ""
    made = moment(one.made_at.astimezone(now.tzinfo), now)
    return {"id": one.id, "name": one.name, "by": one.by_member, "made": made, "run": run,
            "changes": one.changes}  # fmt: skip


def _copy(connection: Connection, copy: Desk, asked: Mapping[str, str]) -> dict[str, Any]:
    now = copy.now()
    usual = _last_writer(connection)
    people = _people(copies.customers(connection), asked.get("who", usual[0]))
    who = next(one for one in people if one.is_chosen)
    addresses = _addresses(connection, who.key)
    way = asked.get("by", usual[1] if who.key == usual[0] else "")
    way = way if way in addresses else next(iter(addresses))
    address = addresses[way]
    there = [
        one.id for one in copies.spoken(connection) if (one.kind, one.address) == (way, address)
    ]
    rows = [row for n in there[-3:] for row in messages.of_conversation(connection, n, LENGTH)]
    rows.sort(key=lambda row: row.id)
    since = _since(asked.get("since", ""))
    return {
        "day": day_title(now.date(), now.date()), "clock": clock(now),
        "at": now.strftime("%Y-%m-%dT%H:%M"), "people": people, "who": who, "way": way,
        "ways": [Choice(w, words.CHANNELS[w], "", "", w == way) for w in addresses],
        "part": url("/essayer/fil", who=who.key, by=way, since=asked.get("since", "")),
        "address": address if "@" in address else french.phone(address),
        "lines": _lines(rows, now),
        "trace": _trace(connection, there, now),
        "promises": _promises(connection, now),
        "feed": _feed(cases.notifications(connection, limit=SHOWN), now),
        "alerts": _alerts(copies.alerts(connection), now),
        "drafts": drafts_of(
            cases.drafts(connection, waiting_only=True),
            {one.id: one.kind for one in copies.spoken(connection)}, now,
        ),
        "happened": _happened(connection, now, since) if since else None,
        "subject": _subject(rows),
    }  # fmt: skip


def _last_writer(connection: Connection) -> tuple[str, str]:
    """Who wrote last in the copy, and by which way: whose phone is shown unless one is chosen."""
    there = copies.spoken(connection)
    if not there:
        return NEW.key, WAYS[0]
    last = there[-1]
    known = copies.customers(connection)
    found = (str(one.id) for one in known if last.address in (one.phone, one.email))
    return next(found, NEW.key), last.kind


def _people(known: list[Customer], asked: str) -> list[Choice]:
    """The invented ones by what they are for; those of a scenario by their names."""
    by_phone = {person.phone: person.key for person in PEOPLE}
    ones = [(NEW.key, WHO["new"], ABOUT["new"], NEW.phone)] + [
        (str(one.id), *_named(by_phone.get(one.phone, ""), one.name), one.phone) for one in known
    ]
    chosen = asked if asked in {key for key, *_ in ones} else NEW.key
    return [Choice(*one, is_chosen=one[0] == chosen) for one in ones]


def _named(key: str, name: str) -> tuple[str, str]:
    return (WHO[key], ABOUT[key]) if key else (name, "")


def _lines(rows: list[MessageRow], now: datetime) -> list[Line]:
    shown: list[Line] = []
    day = None
    for row in rows[-LENGTH:]:
        at = row.at.astimezone(now.tzinfo)
        title = "" if at.date() == day else day_title(at.date(), now.date())
        day = at.date()
        state = words.STATES.get(row.state, "") if row.state in ("failed", "dropped") else ""
        shown.append(
            Line(row.id, row.direction == "inbound", row.subject, row.text, clock(at), state, title)
        )
    return shown


def _subject(rows: list[MessageRow]) -> str:
    """As a mail program proposes it."""
    last = next((row.subject for row in reversed(rows) if row.subject), "")
    return last if not last or last.startswith("Re") else f"Re: {last}"


def _trace(connection: Connection, there: list[int], now: datetime) -> Trace | None:
    """Of the last turn on this phone."""
    last = [turn for number in there[-1:] for turn in turns.of_conversation(connection, number)]
    return replace(trace_of(last[-1], now), can_be_wrong=False) if last else None


def _promises(connection: Connection, now: datetime) -> list[Promise]:
    """What is to come first, then what was."""
    rows = commitments.all_of(connection)
    coming = sorted((r for r in rows if r.status == "pending"), key=lambda r: r.due_at)
    past = sorted((r for r in rows if r.ended_at), key=lambda r: r.ended_at or now, reverse=True)
    return [_promise(row, now) for row in (*coming[:SHOWN], *past[:SHOWN])]


def _promise(row: CommitmentRow, now: datetime) -> Promise:
    return Promise(
        kind=words.COMMITMENTS.get(row.kind, row.kind),
        due=moment(row.due_at.astimezone(now.tzinfo), now),
        status=words.STATUSES.get(row.status, row.status),
        status_code=row.status,
    )


def _feed(rows: list[NotificationRow], now: datetime) -> list[Seen]:
    return [Seen(row.kind, row.text, row.lines, row.status_line, _at(row.at, now)) for row in rows]


def _alerts(rows: list[Alert], now: datetime) -> list[Seen]:
    return [
        Seen("alert", row.text, (), words.CHANNELS.get(row.kind, row.kind), _at(row.at, now))
        for row in rows
    ]  # fmt: skip


def _happened(connection: Connection, now: datetime, since: datetime) -> list[tuple[str, str]]:
    """On the way of the clock, in its order: what fell due, and what it became."""
    ended = [
        (row.ended_at, pair(words.COMMITMENTS.get(row.kind, row.kind),
                            words.STATUSES.get(row.status, row.status)))
        for row in commitments.all_of(connection)
        if row.ended_at and row.ended_at > since
    ]  # fmt: skip
    return [(_at(at, now), text) for at, text in sorted(ended)]


def _at(at: datetime, now: datetime) -> str:
    return moment(at.astimezone(now.tzinfo), now)


def _since(asked: str) -> datetime | None:
    """As our own redirection wrote it; anything else is nothing."""
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 11):
        return None
    return datetime.fromtimestamp(int(asked), UTC)
