"""Who is writing, and what they may therefore see and change: pure.

The levels are the product's (public, status, change, money). A sender can be forged, but a forger
is blind: answers go to the address on file alone. So *status* needs the address on file, *change*
a round trip (our recap was answered from there), and *money* a member, always.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from coccinelle.core.business import Contact

Level = Literal["public", "status", "change", "money"]
CodeSaid = Literal["", "right", "wrong", "expired", "dead"]

# A cancelled number may be given to someone else after 45 days.
STILL_THEIRS = timedelta(days=40)
PROOF_LIFE = timedelta(hours=48)
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 3
CODES_A_DAY = 3  # to one contact, and in one conversation
CODES_FOR_STRANGERS_A_DAY = 20  # of one business, asked for by people never seen before
UNKNOWN_A_DAY = 5  # orders that are not theirs, asked about by one sender

_PHONES = ("sms", "whatsapp")


@dataclass(frozen=True, slots=True)
class Identity:
    """contact_id: whose orders may be read and acted upon; None while nobody is proven.

    has_returned: this message answers ours by a token only the address on file was sent (the
    reply address of an e-mail, the code of an SMS). reason: in words a member reads.
    is_doubted: the number may have changed hands, so not even a first name is said.
    can_send_code: the business writes e-mails. unknown_today, codes_today: orders this sender asked
    about without being proven, codes asked for in this conversation. code: what a one-time code
    said in this turn was worth, "" for none.
    """

    contact_id: int | None
    has_returned: bool = False
    reason: str = ""
    is_doubted: bool = False
    can_send_code: bool = True
    unknown_today: int = 0
    codes_today: int = 0
    code: CodeSaid = ""

    @property
    def level(self) -> Level:
        return "public" if self.contact_id is None else "status"


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against a sender.

    kind: of the channel. contact_id: who has the address on file. is_vouched_for: the provider
    vouches for the sender of every message of the turn. is_doubted: something spoke against the
    address since it last proved itself. proven_contact_id: whose one-time code was said in this
    conversation, lately.
    """

    kind: str
    contact_id: int
    is_vouched_for: bool = True
    has_returned: bool = False
    is_doubted: bool = False
    proven_contact_id: int | None = None


def identity(signs: Signs) -> Identity:
    if signs.proven_contact_id is not None:
        reason = "Code envoyé à l'adresse connue, recopié ici"
        return Identity(signs.proven_contact_id, signs.has_returned, reason)
    if signs.kind == "web":
        return Identity(None, reason="Discussion du site : chacun peut y écrire")
    if not signs.is_vouched_for:
        return Identity(None, reason="E-mail dont l'expéditeur n'est pas garanti")
    if signs.is_doubted:
        reason = "Numéro longtemps silencieux, ou qui a peut-être changé de main"
        return Identity(None, reason=reason, is_doubted=True)
    return Identity(signs.contact_id, signs.has_returned, "Écrit depuis une adresse connue")


def is_silent(kind: str, last_sign: datetime, now: datetime) -> bool:
    """A number may change hands, an e-mail address or an account does not."""
    return kind in _PHONES and now - last_sign > STILL_THEIRS


def unnamed(contact: Contact) -> Contact:
    """As a stranger at the same number: neither the name nor what was bought."""
    return replace(contact, first_name="", last_name="", is_vip=False, order_count=0, purchases=())


_NEW_NUMBER = re.compile(
    r"\b(?:nouveau|autre|new|other) (?:num(?:é|e)ro|num|tel|t(?:é|e)l(?:é|e)phone|portable"
    r"|phone|number)\b|\bchang(?:é|e|er|ed) (?:de |my )?(?:num(?:é|e)ro|number)"
    r"|\b(?:plus|pas) le (?:bon )?num(?:é|e)ro d[e']|\bwrong number\b"
    r"|\b(?:erreur|tromp\w+) de num(?:é|e)ro",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:\b[Jj]e m'appelle|\b[Jj]e suis|\b[Mm]y name is|\bI am|\bI'm"
    r"|^\W*(?:(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Cc]oucou|[Hh]ello|[Hh]i)[ ,!]+)?(?:[Mm]oi )?"
    r"(?:[Cc]'est|[Ii]ci|[Tt]his is)) (?P<name>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)"
    r"(?: [A-ZÀ-Ý][a-zà-ÿ'-]+)?(?=\s*(?:[,.!;:)\n]|$|et\b|and\b))"
)
_NO_NAMES = frozenset({"madame", "monsieur", "mme", "mr", "noël", "noel", "la", "le"})


def speaks_of_another_number(text: str) -> bool:
    return bool(_NEW_NUMBER.search(text))


def names_someone_else(text: str, first_name: str, last_name: str) -> bool:
    """ "c'est Alice" from Julie's number."""
    known = {part.casefold() for part in re.split(r"[ -]", f"{first_name} {last_name}") if part}
    found = _INTRODUCED.search(text.replace("’", "'"))
    if not first_name or found is None:
        return False
    said = {part.casefold() for part in found["name"].split("-")}
    return not said & (known | _NO_NAMES)
