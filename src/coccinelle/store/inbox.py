"""The inbox as a list: one row per customer, all channels together, and how many wait.

A customer's row is their newest open conversation; what any of their open ones needs shows on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, LiteralString

from psycopg import sql
from psycopg.rows import class_row

from coccinelle.store.database import Connection

State = Literal["urgent", "to_approve", "to_handle", "automatic", "snoozed", "closed"]
Filter = Literal[
    "inbox", "to_handle", "to_approve", "urgent", "automatic", "unread", "snoozed", "closed", "all"
]

Place = tuple[datetime, int]
"""Where a page of the list ends: the last_at and id of its last row."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """id: the conversation. kinds: of all their channels. name: "" when only an address is known.

    direction, author, by_member, snippet, delivery: of its last message. has_failed: a message did
    not leave or arrive, and nothing was written since. draft_id: the newest that waits.
    """

    id: int
    contact_id: int
    name: str
    address: str
    is_vip: bool
    kind: str
    kinds: list[str]
    state: State
    last_at: datetime
    direction: str
    author: str
    by_member: str
    snippet: str = field(repr=False)
    delivery: str
    is_unread: bool
    has_failed: bool
    is_paused: bool
    assigned_to: int | None
    assigned_name: str
    draft_id: int | None
    draft_expires_at: datetime | None
    deadline: datetime | None
    snoozed_until: datetime | None

    @property
    def place(self) -> Place:
        return self.last_at, self.id


@dataclass(frozen=True, slots=True)
class Counts:
    """How many customers: what is snoozed counts there alone."""

    to_handle: int = 0
    to_approve: int = 0
    urgent: int = 0
    unread: int = 0
    snoozed: int = 0


def rows(
    connection: Connection, filter: Filter = "inbox", *, kind: str | None = None,
    assigned_to: int | None = None, contact_ids: Sequence[int] | None = None,
    before: Place | None = None, limit: int = 50,
) -> list[InboxRow]:  # fmt: skip
    """Newest first. kind: customers met on this kind of channel; contact_ids: these alone, as a
    search found them; before: the place of the last row already shown."""
    wanted = [_FILTERS[filter]]
    wanted += [_KIND] if kind else []
    wanted += [_ASSIGNED] if assigned_to else []
    wanted += [_CONTACTS] if contact_ids is not None else []
    wanted += [_BEFORE] if before else []
    query = sql.SQL(_WAITING + _PAGE).format(
        newest=sql.SQL(_NEWEST_OF_ALL if filter in ("all", "closed") else _NEWEST_OPEN),
        wanted=sql.SQL(" and ").join(sql.SQL(one) for one in wanted),
    )
    at, after = before or (None, None)
    with connection.cursor(row_factory=class_row(InboxRow)) as cursor:
        return cursor.execute(
            query,
            {"kind": kind, "member": assigned_to, "limit": limit, "at": at, "after": after,
             "contacts": list(contact_ids) if contact_ids is not None else None},
        ).fetchall()  # fmt: skip


def counts(connection: Connection) -> Counts:
    found = connection.execute(_WAITING + _COUNTS).fetchall()
    return Counts(**dict(found))


def name_of(connection: Connection, conversation_id: int) -> str:
    """Of its customer; their address when they have no name; "" for no such conversation."""
    row = connection.execute(
        "select coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), a.value)"
        " from conversation c join contact p on (p.business_id, p.id) ="
        " (c.business_id, c.contact_id) join address a on (a.business_id, a.id) ="
        " (c.business_id, c.address_id) where c.id = %s",
        (conversation_id,),
    ).fetchone()
    return str(row[0]) if row else ""


# The customers something is needed for; few, whatever the size of the shop: each is looked up (the
# limit keeps it so), the conversations are not read through.
_WAITING: LiteralString = """
with drafts as materialized (
    select c.contact_id, max(d.id) as draft_id, min(d.expires_at) as expires_at
    from draft d cross join lateral (
        select contact_id from conversation where id = d.conversation_id and state = 'open' limit 1
    ) c where d.status = 'waiting' group by 1
), calls as materialized (
    select c.contact_id, bool_or(e.urgency = 'high') as is_urgent,
        bool_or(not e.is_handled) as waits, min(e.deadline) as deadline
    from escalation e cross join lateral (
        select contact_id from conversation where id = e.conversation_id and state = 'open' limit 1
    ) c where e.status = 'open' group by 1
), held as materialized (
    select contact_id from conversation
    where state = 'open' and (failed_seq is not null or paused_at is not null)
        and (failed_seq is not null or last_inbound_seq > last_outbound_seq)
    union
    select contact_id from conversation
    where state = 'open' and last_inbound_seq > last_outbound_seq
        and (select paused_at is not null from business)
), needed as materialized (
    select contact_id from drafts
    union select contact_id from calls where waits or is_urgent
    union select contact_id from held
)
"""

_NEWEST_OPEN: LiteralString = """
c.state = 'open' and not exists (
    select from conversation n where n.contact_id = c.contact_id and n.state = 'open'
        and (n.last_at, n.id) > (c.last_at, c.id)
)"""
_NEWEST_OF_ALL: LiteralString = """
not exists (
    select from conversation n where n.contact_id = c.contact_id
        and (n.state = 'open', n.last_at, n.id) > (c.state = 'open', c.last_at, c.id)
)"""

_AWAKE: LiteralString = "c.snoozed_until is null"
_FILTERS: dict[Filter, LiteralString] = {
    "inbox": _AWAKE,
    "to_handle": _AWAKE + " and c.contact_id = any(array(select contact_id from needed))",
    "to_approve": _AWAKE + " and c.contact_id = any(array(select contact_id from drafts))",
    "urgent": _AWAKE + " and c.contact_id in (select contact_id from calls where is_urgent)",
    "automatic": _AWAKE + " and c.contact_id not in (select contact_id from needed)",
    "unread": _AWAKE + " and c.contact_id in (select contact_id from conversation u"
    " where u.state = 'open' and u.last_inbound_seq > u.read_seq)",
    "snoozed": "c.snoozed_until is not null",
    "closed": "c.state = 'closed'",
    "all": "true",
}
_KIND: LiteralString = (
    "exists (select from conversation k where k.contact_id = c.contact_id and k.kind = %(kind)s)"
)
_ASSIGNED: LiteralString = "c.assigned_to = %(member)s"
_CONTACTS: LiteralString = "c.contact_id = any(%(contacts)s::bigint[])"
_BEFORE: LiteralString = "(c.last_at, c.id) < (%(at)s, %(after)s)"

_PAGE: LiteralString = """
, page as materialized (
    select c.*, p.first_name, p.last_name, p.vip
    from conversation c join contact p on (p.business_id, p.id) = (c.business_id, c.contact_id)
    where not p.is_team and {newest} and {wanted}
    order by c.last_at desc, c.id desc limit %(limit)s
)
select c.id, c.contact_id, trim(c.first_name || ' ' || c.last_name) as name, a.value as address,
    c.vip as is_vip, c.kind, known.kinds, c.last_at,
    case when c.state = 'closed' then 'closed' when c.snoozed_until is not null then 'snoozed'
        when calls.is_urgent then 'urgent' when drafts.draft_id is not null then 'to_approve'
        when needed.contact_id is not null then 'to_handle' else 'automatic' end as state,
    coalesce(m.direction, '') as direction, coalesce(m.author, '') as author,
    coalesce(m.by_member, '') as by_member, coalesce(m.snippet, '') as snippet,
    coalesce(m.state, '') as delivery, known.is_unread, known.has_failed,
    c.paused_at is not null as is_paused, c.assigned_to, coalesce(who.name, '') as assigned_name,
    drafts.draft_id, drafts.expires_at as draft_expires_at, calls.deadline, c.snoozed_until
from page c
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
left join drafts on drafts.contact_id = c.contact_id
left join calls on calls.contact_id = c.contact_id
left join needed on needed.contact_id = c.contact_id
left join member who on (who.business_id, who.id) = (c.business_id, c.assigned_to)
cross join lateral (
    select array_agg(distinct k.kind order by k.kind) as kinds,
        coalesce(bool_or(k.last_inbound_seq > k.read_seq) filter (where k.state = 'open'), false)
            as is_unread,
        coalesce(bool_or(k.failed_seq is not null) filter (where k.state = 'open'), false)
            as has_failed
    from conversation k where k.contact_id = c.contact_id
) known
left join lateral (
    select direction, author, by_member, left(text, 160) as snippet, state from message
    where conversation_id = c.id order by seq desc limit 1
) m on true
order by c.last_at desc, c.id desc
"""

_COUNTS: LiteralString = """
, snoozed as materialized (
    select distinct contact_id from conversation
    where snoozed_until is not null and state = 'open'
), team as materialized (select id as contact_id from contact where is_team)
, counted as (
    select 'to_handle' as what, contact_id from needed
    union all select 'to_approve', contact_id from drafts
    union all select 'urgent', contact_id from calls where is_urgent
    union all select distinct 'unread', contact_id from conversation
        where state = 'open' and last_inbound_seq > read_seq
)
select what, count(*) from counted
where contact_id not in (select contact_id from snoozed union all select contact_id from team)
group by 1
union all select 'snoozed', count(*) from snoozed
"""
