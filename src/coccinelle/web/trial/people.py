"""Who writes on the phone of a trial, by which way, and what they could write."""

from collections.abc import Mapping
from dataclasses import dataclass

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, copies, trial_sent
from coccinelle.store.database import Connection
from coccinelle.trial import codes
from coccinelle.trial.people import NEW, PEOPLE
from coccinelle.web import words
from coccinelle.web.i18n import Spoken, _

WAYS = ("sms", "whatsapp", "email")
OWNER = "owner"
WHO = Spoken({
    "new": "Nouvelle cliente", "loyal": "Alice, cliente fidèle", "late": "Bob, colis en retard",
})  # fmt: skip
ABOUT = Spoken({
    "new": "Personne ne la connaît encore.",
    "loyal": "Sa commande 9001 est livrée depuis trois jours, la 9002 est en route.",
    "late": "Sa commande 9003 devait arriver il y a deux jours.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the customers or of the ways they write by. kind: which of every copy's, "" for those
    of a scenario."""

    key: str
    kind: str
    label: str
    about: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Phone:
    """The one that is shown. conversations: what is said on it, oldest first."""

    who: Choice
    people: list[Choice]
    way: str
    ways: list[Choice]
    address: str
    conversations: list[int]


def phone_of(connection: Connection, copy: Desk, asked: Mapping[str, str]) -> Phone:
    """That of whoever wrote last, unless one is chosen."""
    usual = _last_writer(connection)
    people = _people(connection, copy, asked.get("who") or usual[0])
    who = next(one for one in people if one.is_chosen)
    addresses = _addresses(connection, copy, who.key)
    way = asked.get("by") or (usual[1] if who.key == usual[0] else "")
    way = way if way in addresses else next(iter(addresses))
    ways = [Choice(w, "", words.CHANNELS[w], "", "", w == way) for w in addresses]
    address = addresses[way]
    if who.key == OWNER:
        there = copies.with_owner(connection, address)
    else:
        spoken = copies.spoken(connection)
        there = [one.id for one in spoken if (one.kind, one.address) == (way, address)]
    return Phone(who, people, way, ways, address, there)


def address_of(connection: Connection, copy: Desk, who: str, kind: str) -> str:
    """Where they write from. Raises PermanentError for someone without such an address."""
    if address := _addresses(connection, copy, who).get(kind):
        return address
    raise PermanentError("Cette personne n'a pas d'adresse de cette sorte.")


def own_texts(connection: Connection) -> list[str]:
    """What an owner may write from her own phone now."""
    waits = bool(cases.drafts(connection, waiting_only=True))
    code = codes.last(codes.APPROVAL, trial_sent.lately(connection)) if waits else ""
    return [f"1 {code}", f"2 {code}", "PAUSE"] if code else ["PAUSE"]


def nobody_yet() -> Phone:
    """Before a copy is made: somebody new, by SMS."""
    who = Choice(NEW.key, NEW.key, WHO[NEW.key], ABOUT[NEW.key], NEW.phone, True)
    ways = [Choice(w, "", words.CHANNELS[w], "", "", w == WAYS[0]) for w in WAYS]
    return Phone(who, [who], WAYS[0], ways, NEW.phone, [])


def _addresses(connection: Connection, copy: Desk, who: str) -> dict[str, str]:
    """By way of writing, those they have; who: a customer's number, anybody else is new."""
    if who == OWNER and copy.business.owner_phone:
        return {"sms": copy.business.owner_phone}
    found = next((one for one in copies.customers(connection) if str(one.id) == who), NEW)
    phone, email = found.phone, found.email
    return {way: to for way, to in zip(WAYS, (phone, phone, email), strict=True) if to}


def _last_writer(connection: Connection) -> tuple[str, str]:
    there = copies.spoken(connection)
    if not there:
        return NEW.key, WAYS[0]
    last = there[-1]
    known = copies.customers(connection)
    found = (str(one.id) for one in known if last.address in (one.phone, one.email))
    return next(found, NEW.key), last.kind


def _people(connection: Connection, copy: Desk, asked: str) -> list[Choice]:
    """The invented ones by what they are for; those of a scenario by their names; the owner."""
    by_phone = {person.phone: person.key for person in PEOPLE}
    ones = [(NEW.key, NEW.key, WHO["new"], ABOUT["new"], NEW.phone)]
    for one in copies.customers(connection):
        kind = by_phone.get(one.phone, "")
        label, about = (WHO[kind], ABOUT[kind]) if kind else (one.name, "")
        ones.append((str(one.id), kind, label, about, one.phone))
    if phone := copy.business.owner_phone:
        about = _("Votre propre téléphone : ce que Coccinelle vous écrit, et ce que vous répondez.")
        ones.append((OWNER, OWNER, _("Vous"), about, phone))
    chosen = asked if asked in {key for key, *_more in ones} else NEW.key
    return [Choice(*one, is_chosen=one[0] == chosen) for one in ones]
