"""What was tried becomes a script: what customers wrote and members did, at the same times."""

from datetime import datetime
from typing import Any

import yaml
from pydantic import ValidationError

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import Script
from coccinelle.store import copies, trial_events
from coccinelle.store.copies import Judged, Spoken
from coccinelle.store.messages import MessageRow
from coccinelle.trial.codes import emptied
from coccinelle.trial.people import LOYAL
from coccinelle.trial.told import pieces, replies, sent, told, written_as_owner

LONGEST_NAME = 80


def record(copy: Desk, name: str) -> str:
    """As YAML, its replies expected. Raises PermanentError when nothing was written."""
    written = [row for row in told(copy) if row.direction == "inbound"]
    if not written:
        raise PermanentError("Écrivez d'abord un message : il n'y a rien à enregistrer.")
    start = _begun(copy, written).astimezone(copy.business.zone)
    script = {
        "name": name,
        "start": _local(start),
        **_customers(copy),
        "turns": _turns(copy, written, start),
        "until": _local(copy.now()),
        "expect": {"say": [piece for reply in replies(copy) for piece in pieces(reply)]},
    }
    return yaml.safe_dump(script, allow_unicode=True, sort_keys=False, width=100)


def _customers(copy: Desk) -> dict[str, str]:
    """Those of every copy; those of a scenario are in its folder."""
    with copy.transaction() as connection:
        known = {one.phone for one in copies.customers(connection)}
    return {"customers": "invented"} if LOYAL.phone in known else {}


def _begun(copy: Desk, written: list[MessageRow]) -> datetime:
    """What happened before the first message counts too."""
    with copy.transaction() as connection:
        happened = trial_events.all_of(connection)
    first = [happened[0].at] if happened else []
    return min([written[0].at, *first, *(row.at for row in written_as_owner(copy)[:1])])


def read(text: str) -> Script:
    """The first script of the text, its words taken as words. Raises PermanentError."""
    try:
        return Script.model_validate(next(iter(yaml.load_all(text, Loader=yaml.BaseLoader)), None))
    except (yaml.YAMLError, ValidationError) as error:
        raise PermanentError("Ce script n'est pas lisible.") from error


def _turns(copy: Desk, written: list[MessageRow], start: datetime) -> list[dict[str, Any]]:
    with copy.transaction() as connection:
        whose = {one.id: one for one in copies.spoken(connection)}
        done = [
            (one.at, {"owner": _act(one) | {"to": whose[one.conversation_id].address}})
            for one in copies.judged(connection)
        ]
        happened = [(one.at, one.event) for one in trial_events.all_of(connection)]
    left = sent(copy)
    said = [(row.at, _message(row, whose[row.conversation_id], left)) for row in written]
    by_sms = [
        (row.at, {"owner": {"sms": emptied(row.text, left)}}) for row in written_as_owner(copy)
    ]
    turns = sorted([*said, *done, *happened, *by_sms], key=lambda one: one[0])
    return [{"at": _after(at, start)} | turn for at, turn in turns]


def _message(row: MessageRow, whose: Spoken, left: list[str]) -> dict[str, Any]:
    about = {"subject": row.subject} if row.subject else {}
    text = emptied(row.text, left)
    return {"channel": whose.kind, "from": whose.address, **about, "text": text}


def _act(one: Judged) -> dict[str, Any]:
    match one.status:
        case "edited":
            return {"edit": one.words}
        case "refused":
            return {"refuse": one.words or "Refusé"}
        case _:
            return {"approve": True}


def _after(at: datetime, start: datetime) -> str:
    return f"+{max(0, round((at - start).total_seconds()))}s"


def _local(at: datetime) -> str:
    return at.replace(tzinfo=None, microsecond=0).isoformat()
