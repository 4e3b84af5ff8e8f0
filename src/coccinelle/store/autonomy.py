"""How far each skill goes alone, as members set it, with what it has shown since."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row, dict_row

from coccinelle.store.database import Connection

# Drafts and turns: what came before says little of today, and costs a look.
LATEST, LATEST_OF_ONE = 5000, 2000

_SHOWN = """
with drafts as (
    select d.skill, d.status, d.text, d.sent_text, d.ended_by, (select coalesce(bool_and(
        coalesce((o ->> 'by_level')::boolean, false) and o ->> 'skill' = d.skill), false)
        from jsonb_array_elements(t.decision -> 'outcomes') o where o ->> 'lane' = 'draft'
    ) as by_level
    from (select * from draft where skill = coalesce(%(skill)s, skill) and skill <> ''
        order by id desc limit %(latest)s) d
    left join turn t on (t.business_id, t.id) = (d.business_id, d.turn_id)
    left join autonomy a on a.skill = d.skill
    where d.created_at >= coalesce(a.since, d.created_at)
)
select skill, count(*) filter (where status <> 'replaced' or ended_by is not null) as shown,
    count(*) filter (where by_level and status = 'sent') as sent,
    count(*) filter (where by_level and (status = 'refused'
        or (status = 'replaced' and sent_text is not null))) as refused,
    count(*) filter (where by_level and status = 'expired') as expired,
    coalesce(jsonb_agg(jsonb_build_array(text, sent_text))
        filter (where by_level and status = 'edited'), '[]') as edits
from drafts group by skill
"""

_ALONE = """
select o ->> 'skill' as skill, count(distinct t.id) as automatic,
    count(distinct c.turn_id) as corrected
from (select * from turn order by id desc limit %(latest)s) t
cross join lateral jsonb_array_elements(t.decision -> 'outcomes') o
left join autonomy a on a.skill = o ->> 'skill'
left join correction c on c.turn_id = t.id and c.skill = o ->> 'skill'
where o ->> 'lane' in ('answer', 'act') and o ->> 'skill' is not null
    and t.at >= coalesce(a.since, t.at)
group by 1
"""


@dataclass(frozen=True, slots=True)
class LevelRow:
    skill: str
    level: str
    since: datetime
    set_by: str
    because: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """status: proposed, done, refused; evidence: the counts it rests on."""

    id: int
    skill: str
    from_level: str
    to_level: str
    status: str
    because: str
    evidence: dict[str, Any]
    at: datetime
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """edits: each pair of words proposed and words sent."""

    skill: str
    shown: int
    sent: int
    refused: int
    expired: int
    edits: list[list[str | None]]


@dataclass(frozen=True, slots=True)
class AloneRow:
    skill: str
    automatic: int
    corrected: int


def lock(connection: Connection) -> None:
    """One change of a level at a time: two errors told at once are both counted."""
    connection.execute("select from business for no key update")


def levels(connection: Connection) -> dict[str, LevelRow]:
    """What members set, by skill; what they never touched is not in it."""
    with connection.cursor(row_factory=class_row(LevelRow)) as cursor:
        rows = cursor.execute("select skill, level, since, set_by, because from autonomy")
        return {row.skill: row for row in rows}


def put(
    connection: Connection, skill: str, level: str, *, by: str, because: str, at: datetime
) -> None:
    connection.execute(
        "insert into autonomy (skill, level, since, set_by, because) values (%s, %s, %s, %s, %s)"
        " on conflict (business_id, skill) do update set level = excluded.level,"
        " since = excluded.since, set_by = excluded.set_by, because = excluded.because",
        (skill, level, at, by, because),
    )


def shown(connection: Connection) -> list[ShownRow]:
    """The drafts of each skill since its level changed, and what members made of them."""
    return _shown(connection, None, LATEST)


def shown_of(connection: Connection, skill: str) -> ShownRow | None:
    """The same of one skill, by its latest drafts."""
    found = _shown(connection, skill, LATEST_OF_ONE)
    return found[0] if found else None


def alone(connection: Connection) -> list[AloneRow]:
    """The turns each skill answered alone since its level changed, and those called wrong."""
    with connection.cursor(row_factory=class_row(AloneRow)) as cursor:
        return cursor.execute(_ALONE, {"latest": LATEST}).fetchall()


def corrected(connection: Connection, skill: str, since: datetime | None) -> list[bool]:
    """The latest turns a skill answered alone, in order: True for those called wrong."""
    rows = connection.execute(
        "select exists (select from correction c where c.turn_id = t.id and c.skill = %(skill)s)"
        " from (select * from turn order by id desc limit %(latest)s) t"
        " where exists (select from jsonb_array_elements(t.decision -> 'outcomes') o"
        "  where o ->> 'skill' = %(skill)s and o ->> 'lane' in ('answer', 'act'))"
        " and t.at >= coalesce(%(since)s, t.at) order by t.id",
        {"skill": skill, "latest": LATEST, "since": since},
    ).fetchall()
    return [row[0] for row in rows]


def propose(
    connection: Connection, skill: str, *, from_level: str, to_level: str, because: str,
    evidence: dict[str, Any], at: datetime,
) -> int | None:  # fmt: skip
    """None when one waits already."""
    row = connection.execute(
        "insert into autonomy_change (skill, from_level, to_level, status, because, evidence, at)"
        " values (%s, %s, %s, 'proposed', %s, %s, %s) on conflict do nothing returning id",
        (skill, from_level, to_level, because, json.dumps(evidence), at),
    ).fetchone()
    return int(row[0]) if row else None


def changed(
    connection: Connection, skill: str, *, from_level: str, to_level: str, because: str,
    evidence: dict[str, Any], by: str, at: datetime,
) -> None:  # fmt: skip
    connection.execute(
        "insert into autonomy_change (skill, from_level, to_level, status, because, evidence, at,"
        " decided_at, decided_by) values (%s, %s, %s, 'done', %s, %s, %s, %s, %s)",
        (skill, from_level, to_level, because, json.dumps(evidence), at, at, by),
    )


def proposals(connection: Connection) -> dict[str, ChangeRow]:
    """Those that wait, by skill."""
    return {row.skill: row for row in _changes(connection, "status = 'proposed'", ())}


def refused_last(connection: Connection, skill: str, since: datetime | None) -> ChangeRow | None:
    where = "skill = %s and status = 'refused' and at >= coalesce(%s, at) order by id desc limit 1"
    found = _changes(connection, where, (skill, since))
    return found[0] if found else None


def decided(
    connection: Connection, skill: str, *, status: str, by: str, at: datetime
) -> ChangeRow | None:
    """The proposal that waited for this skill; None when none did."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            "update autonomy_change set status = %s, decided_by = %s, decided_at = %s"
            f" where skill = %s and status = 'proposed' returning {_COLUMNS}",
            (status, by, at, skill),
        ).fetchone()
    return ChangeRow(**row) if row else None


_COLUMNS = "id, skill, from_level, to_level, status, because, evidence, at, decided_at, decided_by"


def _shown(connection: Connection, skill: str | None, latest: int) -> list[ShownRow]:
    with connection.cursor(row_factory=class_row(ShownRow)) as cursor:
        return cursor.execute(_SHOWN, {"skill": skill, "latest": latest}).fetchall()


def _changes(connection: Connection, where: str, values: tuple[object, ...]) -> list[ChangeRow]:
    with connection.cursor(row_factory=class_row(ChangeRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from autonomy_change where {where}", values
        ).fetchall()
