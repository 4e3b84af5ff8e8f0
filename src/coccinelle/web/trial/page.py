"""What « Essayer » shows: the phone on one side, what the assistant thought on the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import (
    businesses,
    chronicle,
    commitments,
    copied,
    copies,
    plays,
    trial_scripts,
)
from coccinelle.store.database import Connection
from coccinelle.store.plays import PlayRow
from coccinelle.store.trial_scripts import TrialScript
from coccinelle.trial import lines, scenarios
from coccinelle.trial.as_it_was import is_without_stock
from coccinelle.trial.examples import quick
from coccinelle.web import words
from coccinelle.web.i18n import Spoken, _, tongue
from coccinelle.web.moments import clock, moment
from coccinelle.web.pages import url
from coccinelle.web.trial.beside import beside, happened
from coccinelle.web.trial.changes import Changed, compared
from coccinelle.web.trial.lines import NEWS, is_awaited, lines_of, rows_of, subject_of
from coccinelle.web.trial.people import OWNER, Phone, nobody_yet, own_texts, phone_of

PAGE = "/essayer"
VIEW = ("who", "by", "turn")
WHY_NOT = Spoken({
    "no_pack": "Il n'y a pas encore de scénario pour votre métier : écrivez les vôtres, puis"
    " enregistrez-les.",
    "other_goods": "Ces scénarios parlent des articles de la boutique de démonstration, que votre"
    " catalogue n'a pas : écrivez les vôtres, puis enregistrez-les.",
})  # fmt: skip
TOLD = Spoken({
    "stopped": "arrêté", "too_long": "trop long, arrêté en chemin",
    "stumbled": "un message n'a pas pu être joué",
})  # fmt: skip
UNNAMED = Spoken({"clock": "L'horloge avance", "again": "Cet essai, sur la boutique d'aujourd'hui"})
PARTS = Spoken({
    "rules": "les réglages", "goods": "les articles", "pages": "la base de connaissances",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Playing:
    """step: which message is being played, of how many. told: why it ended early."""

    kind: str
    title: str
    step: int
    turns: int
    is_over: bool
    told: str
    is_compared: bool
    changes: list[Changed]


def shown(shop: Desk, copy: Desk | None, asked: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "why_not": WHY_NOT.get(scenarios.why_not(shop), ""),
        "scenarios": scenarios.of_sector(shop.business.sector),
        "uses_model": shop.business.policy.model is not None,
        "news": [(key, NEWS[key]) for key in ("late", "delivered", "exception", "returned")],
        "outages": [(what, _name(what)) for what in ("sms", "email", "whatsapp", "carriers")],
        "view": _view({"who": asked.get("who", ""), "by": asked.get("by", "")}),
        "part": url(f"{PAGE}/fil", **_view(asked)),
    }
    with shop.transaction() as connection:
        found["scripts"] = [_script(one, shop.now()) for one in trial_scripts.all_of(connection)]
        marks = copied.marks(connection) if copy else {}
    found["is_without_stock"] = bool(found["scripts"]) and is_without_stock(shop)
    if copy is None:
        return found | _empty(shop)
    with copy.transaction() as connection:
        return found | _copy(connection, copy, shop, asked) | _made(connection, shop, marks)


def _view(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: asked.get(name, "") for name in VIEW}


def _empty(shop: Desk) -> dict[str, Any]:
    """A phone that may be written on at once: the copy is made with the first message."""
    phone, now = nobody_yet(), shop.now()
    return _of_phone(phone) | {
        "is_ready": False, "lines": [], "is_awaited": False, "subject": "", "play": None,
        "day": tongue().full_day(now.date(), now.date()), "clock": clock(now),
        "quick": quick(shop, phone.who.kind), "trace": None, "promises": [], "feed": [],
        "alerts": [], "drafts": [], "happened": None, "cut": [], "stale": [], "made": "",
    }  # fmt: skip


def _copy(
    connection: Connection, copy: Desk, shop: Desk, asked: Mapping[str, str]
) -> dict[str, Any]:
    now = copy.now()
    phone = phone_of(connection, copy, asked)
    rows = rows_of(connection, phone)
    play = plays.current(connection)
    texts = own_texts(connection) if phone.who.key == OWNER else quick(shop, phone.who.kind)
    return _of_phone(phone) | beside(connection, phone, asked.get("turn", ""), now) | {
        "is_ready": True, "lines": lines_of(connection, rows, now), "quick": texts,
        "is_awaited": is_awaited(connection, phone), "subject": subject_of(rows),
        "day": tongue().full_day(now.date(), now.date()), "clock": clock(now),
        "at": now.strftime("%Y-%m-%dT%H:%M"),
        "play": _playing(play), "happened": _happened(connection, play, now),
        "parcels": copies.parcels(connection), "cut": _cut(connection, now),
        "is_paused": businesses.pause(connection) is not None,
    }  # fmt: skip


def _of_phone(phone: Phone) -> dict[str, Any]:
    to = phone.address
    return {
        "who": phone.who, "people": phone.people, "way": phone.way, "ways": phone.ways,
        "address": to if "@" in to else french.phone(to), "conversations": phone.conversations,
    }  # fmt: skip


def _playing(row: PlayRow | None) -> Playing | None:
    """What is being played; what was played, unless it was the clock alone and all went well."""
    if row is None or (row.kind == "clock" and row.is_over and not row.told):
        return None
    return Playing(
        row.kind, row.title or UNNAMED[row.kind], min(row.turn + 1, row.turns), row.turns,
        row.is_over, TOLD.get(row.told, row.told), row.replies is not None,
        compared(row.changes),
    )  # fmt: skip


def _happened(
    connection: Connection, play: PlayRow | None, now: datetime
) -> list[tuple[str, str]] | None:
    """After the clock was moved, until something else is done there."""
    if play is None or play.kind != "clock" or not play.is_over or play.told:
        return None
    done_at = chronicle.last_done(connection)
    is_past = done_at is not None and done_at >= play.from_at
    return None if is_past else happened(connection, play.from_at, now)


def _cut(connection: Connection, now: datetime) -> list[str]:
    return [
        _("{what} en panne jusqu'à {time}", what=_name(what), time=clock(at.astimezone(now.tzinfo)))
        for what, at in lines.until(connection).items()
        if at > now
    ]


def _name(what: str) -> str:
    return _("Transporteurs") if what == lines.CARRIERS else words.CHANNELS.get(what, what)


def _made(connection: Connection, shop: Desk, marks: dict[str, str]) -> dict[str, Any]:
    """When the copy was made, by the shop's own clock, and what changed there since."""
    made, now = copied.made(connection), shop.now()
    if made.at is None:
        return {"made": "", "stale": []}
    at = (made.at + timedelta(seconds=shop.business.clock_offset_seconds)).astimezone(now.tzinfo)
    stale = [PARTS[part] for part in PARTS if made.marks.get(part) != marks.get(part)]
    is_today = at.date() == now.date()
    when = _("à {time}", time=clock(at)) if is_today else moment(at, now)
    return {"made": when, "stale": stale}


def soonest(connection: Connection, now: datetime) -> datetime:
    """When the next promise falls due. Raises PermanentError when there is none."""
    coming = [
        row.due_at
        for row in commitments.all_of(connection)
        if row.status == "pending" and row.due_at > now
    ]
    if not coming:
        raise PermanentError("Aucune promesse n'attend dans cet essai.")
    return min(coming)


def _script(one: TrialScript, now: datetime) -> dict[str, Any]:
    run = moment(one.run_at.astimezone(now.tzinfo), now) if one.run_at else ""
    made = moment(one.made_at.astimezone(now.tzinfo), now)
    return {"id": one.id, "name": one.name, "by": one.by_member, "made": made, "run": run,
            "changes": compared(one.changes)}  # fmt: skip
