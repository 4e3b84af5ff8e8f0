"""How far each skill goes alone: set by members, proposed when earned, taken back when lost."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from coccinelle.core.autonomy import LEVELS, SKILLS, Record, has_earned, name_of, why_not
from coccinelle.core.errors import PermanentError
from coccinelle.core.policy import ALWAYS_AUTO, Autonomy, Policy
from coccinelle.core.retouch import is_light
from coccinelle.engine.desk import Desk
from coccinelle.store import autonomy, businesses, cases
from coccinelle.store.autonomy import AloneRow, ChangeRow, ShownRow
from coccinelle.store.database import Connection

ASSISTANT = "l'assistant"
BY_HAND = "Réglé à la main"
NONE_WAITS = "Aucune proposition n'attend pour cette compétence."


@dataclass(frozen=True, slots=True)
class Overview:
    """One skill as members see it. levels: those it can be set to."""

    skill: str
    level: str
    record: Record
    proposal: ChangeRow | None
    levels: tuple[str, ...]
    set_by: str
    because: str


def overview(desk: Desk) -> tuple[Overview, ...]:
    """Every skill members can set, what waits for them first."""
    with desk.transaction() as connection:
        policy = businesses.current(connection).policy
        found, rows = records(connection), autonomy.levels(connection)
        proposals = autonomy.proposals(connection)
    shown = [
        Overview(
            skill=skill,
            level=policy.autonomy_of(skill),
            record=found.get(skill, Record(skill)),
            proposal=proposals.get(skill),
            levels=tuple(x for x in LEVELS if not why_not(skill, x, _intents(desk, skill))),
            set_by=rows[skill].set_by if skill in rows else "",
            because=rows[skill].because if skill in rows else "",
        )
        for skill in SKILLS
        if skill not in ALWAYS_AUTO
    ]
    return tuple(sorted(shown, key=lambda one: one.proposal is None))


def set_level(desk: Desk, skill: str, level: str, *, by: str, because: str = "") -> None:
    """Counts from the very next turn on. Raises PermanentError for what cannot be set so."""
    _check(desk, skill, level)
    with desk.transaction() as connection:
        autonomy.lock(connection)
        _set(connection, skill, level, by=by, because=because or BY_HAND, at=desk.now())


def accept(desk: Desk, skill: str, *, by: str) -> None:
    """Raises PermanentError when no proposal waits."""
    with desk.transaction() as connection:
        autonomy.lock(connection)
        now = desk.now()
        proposal = autonomy.decided(connection, skill, status="done", by=by, at=now)
        if proposal is None and level_of(connection, skill) == "auto":
            return  # a second click
        if proposal is None:
            raise PermanentError(NONE_WAITS)
        autonomy.put(connection, skill, proposal.to_level, by=by, because=proposal.because, at=now)


def refuse(desk: Desk, skill: str, *, by: str) -> None:
    """It comes back once as many new drafts were judged. Raises PermanentError when none waits."""
    with desk.transaction() as connection:
        autonomy.lock(connection)
        if autonomy.decided(connection, skill, status="refused", by=by, at=desk.now()) is None:
            raise PermanentError(NONE_WAITS)


def look(desk: Desk, connection: Connection, skill: str) -> None:
    """After a member has decided upon a draft of this skill: has it earned to act alone?"""
    policy = businesses.current(connection).policy
    if skill not in SKILLS or policy.autonomy_of(skill) != "draft":
        return
    if why_not(skill, "auto", _intents(desk, skill)):
        return
    row = autonomy.levels(connection).get(skill)
    record = _record(skill, row.since if row else None, autonomy.shown_of(connection, skill), None)
    if record.judged < policy.promote_after:
        return
    waiting = autonomy.proposals(connection).get(skill)
    if waiting is None and has_earned(record, policy, _refused(connection, record)):
        _propose(connection, record, policy, desk.now())
    elif waiting is not None and not has_earned(record, policy):
        autonomy.decided(connection, skill, status="refused", by=ASSISTANT, at=desk.now())


def demote(
    connection: Connection, skill: str, *, because: str, evidence: dict[str, Any], at: datetime
) -> None:
    """From automatic to validated; the caller holds the lock and tells members."""
    _set(connection, skill, "draft", by=ASSISTANT, because=because, at=at, evidence=evidence)


def level_of(connection: Connection, skill: str) -> Autonomy:
    return businesses.current(connection).policy.autonomy_of(skill)


def records(connection: Connection) -> dict[str, Record]:
    """Of every skill that has one, since its level last changed."""
    levels = autonomy.levels(connection)
    drafts = {row.skill: row for row in autonomy.shown(connection)}
    turns = {row.skill: row for row in autonomy.alone(connection)}
    return {
        skill: _record(skill, levels[skill].since if skill in levels else None,
                       drafts.get(skill), turns.get(skill))
        for skill in {*levels, *drafts, *turns}
    }  # fmt: skip


def _record(
    skill: str, since: datetime | None, drafts: ShownRow | None, turns: AloneRow | None
) -> Record:
    edits = drafts.edits if drafts else []
    light = sum(is_light(before or "", after or "") for before, after in edits)
    return Record(
        skill=skill,
        since=since,
        shown=drafts.shown if drafts else 0,
        unedited=(drafts.sent if drafts else 0) + light,
        edited=len(edits) - light,
        refused=drafts.refused if drafts else 0,
        expired=drafts.expired if drafts else 0,
        automatic=turns.automatic if turns else 0,
        corrected=turns.corrected if turns else 0,
    )


def _check(desk: Desk, skill: str, level: str) -> None:
    if skill not in SKILLS:
        raise PermanentError(f"« {skill} » n'est pas une compétence de l'assistant.")
    if level not in LEVELS:
        raise PermanentError(f"« {level} » n'est pas un niveau : {', '.join(LEVELS)}.")
    if reason := why_not(skill, level, _intents(desk, skill)):
        raise PermanentError(reason)


def _intents(desk: Desk, skill: str) -> tuple[str, ...]:
    return tuple(intent for intent, found in desk.skills.items() if found.NAME == skill)


def _set(
    connection: Connection, skill: str, level: str, *, by: str, because: str, at: datetime,
    evidence: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """What waited to be decided is decided with it."""
    before = level_of(connection, skill)
    if before == level:
        return
    status = "done" if level == "auto" else "refused"
    if autonomy.decided(connection, skill, status=status, by=by, at=at) is None or level != "auto":
        autonomy.changed(
            connection, skill, from_level=before, to_level=level, because=because,
            evidence=evidence or {}, by=by, at=at,
        )  # fmt: skip
    autonomy.put(connection, skill, level, by=by, because=because, at=at)


def _refused(connection: Connection, record: Record) -> int:
    last: ChangeRow | None = autonomy.refused_last(connection, record.skill, record.since)
    is_hers = last is not None and last.decided_by != ASSISTANT
    return int(last.evidence.get("judged", 0)) if last and is_hers else 0


def _propose(connection: Connection, record: Record, policy: Policy, now: datetime) -> None:
    because = (
        f"{record.judged} brouillons, {record.unedited} envoyés sans retouche"
        f" (au moins {record.unedited_at_least:.0%} à coup presque sûr)".replace("%", " %")
    )
    evidence = {
        **{name: value for name, value in asdict(record).items() if isinstance(value, int)},
        "judged": record.judged,
        "unedited_at_least": round(record.unedited_at_least, 4),
        "promote_share": policy.promote_share,
    }
    if autonomy.propose(
        connection, record.skill, from_level="draft", to_level="auto", because=because,
        evidence=evidence, at=now,
    ) is None:  # fmt: skip
        return
    cases.notify(
        connection,
        kind="action",
        text=f"« {name_of(record.skill)} » : {record.judged} brouillons, {record.unedited}"
        " envoyés sans retouche - passer en automatique ?",
        status_line="À vous de dire, à la page Autonomie",
        at=now,
    )
