"""A member says that an automatic message was wrong: kept, counted, and acted upon at once."""

from datetime import datetime

from coccinelle.core.autonomy import has_lost, name_of
from coccinelle.core.corrections import KINDS
from coccinelle.core.errors import PermanentError
from coccinelle.core.policy import ALWAYS_AUTO
from coccinelle.engine.business import autonomy
from coccinelle.engine.desk import Desk
from coccinelle.store import autonomy as levels
from coccinelle.store import businesses, cases, corrections, turns
from coccinelle.store.database import Connection
from coccinelle.store.turns import TurnRow

LONGEST_NOTE = 1000


def record(
    desk: Desk, turn_id: int, skill: str = "", *, kind: str, note: str = "", by: str
) -> bool:
    """Once per turn and skill: False when it was said already. skill: the first that answered
    alone in that turn, unless it is named. Raises PermanentError.
    """
    if kind not in KINDS:
        raise PermanentError(f"« {kind} » n'est pas une sorte d'erreur connue.")
    with desk.transaction() as connection:
        levels.lock(connection)
        turn = turns.load(connection, turn_id)
        if turn is None:
            raise PermanentError("Ce message n'existe pas.")
        skill = _answering(turn, skill)
        is_new = corrections.add(
            connection, turn_id=turn.id, conversation_id=turn.conversation_id, skill=skill,
            kind=kind, note=note[:LONGEST_NOTE], by=by, at=desk.now(),
        )  # fmt: skip
        if is_new:
            _demote_if_lost(connection, turn, skill, kind, desk.now())
        return is_new


def answering(turn: TurnRow) -> tuple[str, ...]:
    """The skills that answered alone in this turn."""
    outcomes = turn.decision.get("outcomes", [])
    alone = (o["skill"] for o in outcomes if o["lane"] in ("answer", "act") and o.get("skill"))
    return tuple(dict.fromkeys(alone))


def _answering(turn: TurnRow, skill: str) -> str:
    alone = answering(turn)
    if not alone:
        raise PermanentError("L'assistant n'a pas répondu seul à ce message.")
    if skill and skill not in alone:
        raise PermanentError(f"« {name_of(skill)} » n'a pas répondu seule à ce message.")
    return skill or alone[0]


def _demote_if_lost(
    connection: Connection, turn: TurnRow, skill: str, kind: str, now: datetime
) -> None:
    """Only what was said since the level was last set counts: who sets it again starts afresh."""
    policy = businesses.current(connection).policy
    row = levels.levels(connection).get(skill)
    since = row.since if row else None
    is_set_to_auto = policy.autonomy_of(skill) == "auto" and skill not in ALWAYS_AUTO
    if not is_set_to_auto or (since and turn.at < since):
        return
    wrong = KINDS[kind]
    seen = levels.corrected(connection, skill, since)
    if not wrong.is_grave and not has_lost(seen, policy):
        return
    because = (
        f"Signalé : {wrong.label.lower()}"
        if wrong.is_grave
        else f"{policy.demote_after} erreurs signalées en {policy.demote_within} messages"
    )
    evidence = {"kind": kind, "turn_id": turn.id, "automatic": len(seen), "corrected": sum(seen)}
    autonomy.demote(connection, skill, because=because, evidence=evidence, at=now)
    _tell(connection, turn, skill, because, now)


def _tell(connection: Connection, turn: TurnRow, skill: str, because: str, now: datetime) -> None:
    cases.notify(
        connection,
        kind="alert",
        text=f"« {name_of(skill)} » repasse à valider",
        lines=(because,),
        status_line="Ses réponses vous attendent désormais - Pour la rétablir : page Autonomie",
        conversation_id=turn.conversation_id,
        turn_id=turn.id,
        at=now,
        urgency="high",
    )
