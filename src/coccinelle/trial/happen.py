"""Something happens in a copy: a carrier's news, a count of the shelf, an outage, a pause; and is
kept, as a turn of a script."""

from datetime import datetime, timedelta
from typing import Any

from coccinelle.engine.desk import Desk
from coccinelle.engine.members import pause
from coccinelle.packs.script import Event
from coccinelle.store import trial_events
from coccinelle.trial import carrier_news, member_turn


def happen(copy: Desk, event: Event, *, once: str) -> None:
    """once: told again under the same name, it has happened. Raises PermanentError."""
    if event.carrier:
        carrier_news.arrive(copy, event.carrier)
    member_turn.count_stock(copy, event.stock or {})
    with copy.transaction() as connection:
        trial_events.add(connection, {"event": written(event)}, at=copy.now(), once=once)


def set_pause(copy: Desk, *, is_on: bool, by: str, once: str) -> None:
    """The whole assistant of the copy."""
    (pause.pause_all if is_on else pause.resume_all)(copy, by=by)
    told = {"owner": {"pause_all" if is_on else "resume_all": True}}
    with copy.transaction() as connection:
        trial_events.add(connection, told, at=copy.now(), once=once)


def written(event: Event) -> dict[str, Any]:
    """As a script says it."""
    told = event.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    return {kind: _plain(value) for kind, value in told.items()}


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case timedelta():
            return f"{value.total_seconds():.0f}s"
        case datetime():
            return value.isoformat()
    return value
