"""The list of customers: which are wanted, and each of them on two lines."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from coccinelle.replies import french
from coccinelle.store import inbox
from coccinelle.store.database import Connection
from coccinelle.store.inbox import Counts, Filter, InboxRow
from coccinelle.store.search import Hit, search
from coccinelle.web import words
from coccinelle.web.edge.forms import clean
from coccinelle.web.i18n import Spoken, _, pair
from coccinelle.web.moments import left, moment, short

LENGTH = 40
HUES = 8
FILTERS = Spoken({
    "inbox": "Tout", "to_handle": "À traiter", "to_approve": "À valider", "urgent": "Urgences",
    "automatic": "Automatiques", "unread": "Non lus", "snoozed": "Reportées", "closed": "Closes",
})  # fmt: skip
ICONS = {
    "sms": "smartphone", "email": "mail", "whatsapp": "message-circle", "instagram": "image",
    "web": "globe",
}  # fmt: skip
_WHYS = Spoken({"contact": "Client", "order": "Commande", "product": "Article"})
_TAGS = {"urgent": "red", "to_approve": "amber", "to_handle": "blue", "snoozed": "", "closed": ""}
_TAG_NAMES = Spoken({
    "urgent": "Urgent", "to_approve": "À valider", "to_handle": "À traiter", "snoozed": "Reportée",
    "closed": "Close",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is shown: as its address says it."""

    filter: Filter = "inbox"
    kind: str = ""
    words: str = ""
    mine: bool = False

    def query(self, **changes: str) -> str:
        """As the end of an address; changes: other values for some of its names."""
        values = {"filtre": "" if self.filter == "inbox" else self.filter, "canal": self.kind,
                  "q": self.words, "miennes": "1" if self.mine else ""}  # fmt: skip
        kept = {name: value for name, value in {**values, **changes}.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True, slots=True)
class Row:
    """initial, hue: of the coloured disc that stands for a person."""

    id: int
    who: str
    initial: str
    hue: int
    kind: str
    icon: str
    when: str
    preview: str
    is_unread: bool
    has_failed: bool
    is_paused: bool
    tag: str
    colour: str
    deadline: str
    assigned: str
    is_vip: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    query: str
    is_chosen: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]
    channels: tuple[Chip, ...]
    wanted: Wanted
    more: str
    counted: Counts


def wanted_of(query: QueryParams) -> Wanted:
    """Anything that is not a filter of ours is no filter."""
    chosen = query.get("filtre", "inbox")
    kind = query.get("canal", "")
    return Wanted(
        filter=next((one for one in get_args(Filter) if one == chosen), "inbox"),
        kind=kind if kind in words.CHANNELS else "",
        words=clean(query.get("q", "")).strip()[:200],
        mine=query.get("miennes") == "1",
    )


def listing(
    connection: Connection, wanted: Wanted, *, member_id: int, kinds: tuple[str, ...],
    now: datetime, length: int = LENGTH,
) -> Listing:  # fmt: skip
    hits = {hit.contact_id: hit for hit in search(connection, wanted.words)}
    found = inbox.rows(
        connection, "all" if hits else wanted.filter, kind=wanted.kind or None,
        assigned_to=member_id if wanted.mine else None, limit=length + 1,
        contact_ids=list(hits) if wanted.words else None,
    )  # fmt: skip
    counted = inbox.counts(connection)
    places = {contact_id: place for place, contact_id in enumerate(hits)}
    found.sort(key=lambda row: places.get(row.contact_id, 0))
    return Listing(
        rows=tuple(row_of(one, now, hits.get(one.contact_id)) for one in found[:length]),
        chips=_chips(wanted, counted),
        channels=_channels(wanted, kinds),
        wanted=wanted,
        more=wanted.query(combien=str(length + LENGTH)) if len(found) > length else "",
        counted=counted,
    )


def row_of(row: InboxRow, now: datetime, hit: Hit | None = None) -> Row:
    """hit: why it was found, shown instead of the last words."""
    who = row.name or french.phone(row.address)
    due = row.deadline or row.draft_expires_at
    return Row(
        id=row.id, who=who, initial=initials(who), hue=hue(row.contact_id), kind=row.kind,
        icon=ICONS.get(row.kind, "message-square"),
        when=short(row.last_at.astimezone(now.tzinfo), now),
        preview=_found(hit) if hit else _preview(row),
        is_unread=row.is_unread, has_failed=row.has_failed,
        is_paused=row.is_paused,
        tag=_TAG_NAMES.get(row.state, ""), colour=_TAGS.get(row.state, ""),
        deadline=_until(row, due, now), assigned=row.assigned_name, is_vip=row.is_vip,
        others=tuple(ICONS.get(k, "message-square") for k in row.kinds if k != row.kind),
    )  # fmt: skip


def initials(who: str) -> str:
    """JM for Julie Mercier; a sign for who is only a number."""
    letters = [word[0] for word in who.split() if word[0].isalpha()]
    return "".join(letters[:2]).upper() or "#"


def hue(contact_id: int) -> int:
    return zlib.crc32(str(contact_id).encode()) % HUES


def _until(row: InboxRow, due: datetime | None, now: datetime) -> str:
    if row.snoozed_until:
        return moment(row.snoozed_until.astimezone(now.tzinfo), now)
    return left(due.astimezone(now.tzinfo), now) if due else ""


def _found(hit: Hit) -> str:
    text = " ".join(hit.found.split())
    return text if hit.why == "message" else pair(_WHYS[hit.why], text)


def _preview(row: InboxRow) -> str:
    text = " ".join(row.snippet.split())
    if row.direction != "outbound":
        return text
    who = "Coccinelle" if row.author == "assistant" else row.by_member or _("Vous")
    return pair(who, text)


def _chips(wanted: Wanted, counted: Counts) -> tuple[Chip, ...]:
    numbers = {name: getattr(counted, name, 0) for name in FILTERS}
    return tuple(
        Chip(FILTERS[name], wanted.query(filtre="" if name == "inbox" else name),
             name == wanted.filter, numbers[name])
        for name in FILTERS
    )  # fmt: skip


def _channels(wanted: Wanted, kinds: tuple[str, ...]) -> tuple[Chip, ...]:
    """None when there is nothing to choose."""
    if len(kinds) < 2:
        return ()
    return tuple(
        Chip(words.CHANNELS.get(kind, kind),
             wanted.query(canal="" if kind == wanted.kind else kind), kind == wanted.kind)
        for kind in kinds
    )  # fmt: skip
