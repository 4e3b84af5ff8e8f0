"""The settings pages: one a matter, a plain form each, and what it would change before it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.core.policy_preview import TOO_LONG
from coccinelle.engine.business import (
    address_code,
    owner_phone,
    settings_change,
    settings_preview,
)
from coccinelle.engine.business.address_code import OWNER_PHONE
from coccinelle.engine.business.settings_change import NO_SIREN, NOT_POSSIBLE, Change
from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import autonomy
from coccinelle.web.access import proof
from coccinelle.web.access.admission import Visit, visit_of
from coccinelle.web.access.proof import NOT_BEGUN, Begun
from coccinelle.web.access.trail import tell
from coccinelle.web.daily.autonomy import SKILLS, proposed
from coccinelle.web.i18n import Spoken, _
from coccinelle.web.pages import render
from coccinelle.web.settings.index import shelves
from coccinelle.web.settings.matters import BY_SLUG, Matter
from coccinelle.web.settings.reading import read
from coccinelle.web.settings.sentences import said
from coccinelle.web.settings.showing import page_of, told

PAGE = "/reglages"
LONGEST = 80  # characters of a value in the audit log
ROUTES = APIRouter(prefix=PAGE)
PHONE_IN = "etablissement"
REFUSALS = Spoken({text: text for text in (TOO_LONG, NOT_POSSIBLE, NO_SIREN)})
SAMPLES = Spoken({text: text for text in settings_preview.WAYS.values()})


@dataclass(frozen=True, slots=True)
class Phone:
    """number: not proven yet; former: the one that counts until then."""

    number: str
    former: str
    can_send: bool


@ROUTES.get("")
def index(request: Request) -> Response:
    visit = visit_of(request)
    is_owner = visit.member.role == "owner"
    with visit.desk.transaction() as connection:
        waiting = autonomy.proposals(connection).values()
        has_phone_waiting = is_owner and bool(owner_phone.waiting(connection))
    ready = [(SKILLS.get(one.skill, one.skill), proposed(one)) for one in waiting]
    return render(
        request,
        "settings.html",
        shelves=shelves(is_owner=is_owner),
        is_owner=is_owner,
        ready=ready,
        has_phone_waiting=has_phone_waiting,
    )


@ROUTES.post("/apercu")
def preview(request: Request) -> Response:
    """A fragment for the page's own script, else the whole page with what was written."""
    visit, form = visit_of(request), request.state.form
    matter = _matter(visit, form.get("matter", ""))
    found = read(matter, form, visit.desk.now().date())
    if request.headers.get("hx-request") == "true":
        return render(request, "_preview.html", **_effects(visit.desk, matter, found.values))
    return show(request, matter, form, found.faults, values=found.values)


@ROUTES.get("/{matter}")
def matter_page(request: Request, matter: str) -> Response:
    return show(request, _matter(visit_of(request), matter))


@ROUTES.post("/{matter}")
def saved(request: Request, matter: str) -> Response:
    """All of the form or none of it."""
    visit, form = visit_of(request), request.state.form
    about = _matter(visit, matter)
    found = read(about, form, visit.desk.now().date())
    if found.faults:
        return show(request, about, form, found.faults, status=422)
    try:
        changes = settings_change.change(
            visit.desk, found.values, by=visit.member.name, told=partial(note, request, about)
        )
    except PermanentError as error:
        return show(request, about, form, {"": _(str(error))}, status=422)
    begun = _code_sent(visit, found.values)
    return show(request, about, changes=changes, is_saved=True, begun=begun)


@ROUTES.post("/{matter}/fichier")
def restored(request: Request, matter: str) -> Response:
    visit = visit_of(request)
    about = _matter(visit, matter)
    changes = settings_change.restore(visit.desk, about.keys, told=partial(note, request, about))
    return show(request, about, changes=changes, is_saved=True)


def _matter(visit: Visit, slug: str) -> Matter:
    matter = BY_SLUG.get(slug)
    if matter is None:
        raise HTTPException(404)
    if matter.is_owners and visit.member.role != "owner":
        raise HTTPException(403)
    return matter


def _code_sent(visit: Visit, values: Mapping[str, Any]) -> Begun:
    """To the owner's new phone, which counts once its code came back."""
    with visit.desk.transaction() as connection:
        phone = owner_phone.waiting(connection)
    if not phone or values.get(owner_phone.KEY) != phone:
        return NOT_BEGUN
    return proof.begin(visit, OWNER_PHONE, visit.member.id, phone)


def note(request: Request, matter: Matter, changes: tuple[Change, ...]) -> None:
    lines = told(matter, changes)
    tell(
        request.scope,
        before={one.label: _short(one.before, one.is_private) for one in lines},
        after={one.label: _short(one.after, one.is_private) for one in lines},
    )


def show(
    request: Request, matter: Matter, form: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None, *, values: Mapping[str, Any] | None = None,
    changes: tuple[Change, ...] = (), is_saved: bool = False, status: int = 200,
    begun: Begun = NOT_BEGUN,
) -> Response:  # fmt: skip
    visit = visit_of(request)
    shown = page_of(visit.desk, matter, form, faults)
    effects = _effects(visit.desk, matter, {} if values is None else values)
    return render(
        request, "settings_matter.html", status=status, page=shown, matter=matter,
        is_owner=visit.member.role == "owner", changes=told(matter, changes), is_saved=is_saved,
        fault=begun.fault or (faults or {}).get("", ""), has_faults=bool(faults or begun.fault),
        asked=begun.asked, phone=_phone(visit, matter), **effects,
    )  # fmt: skip


def _phone(visit: Visit, matter: Matter) -> Phone | None:
    """The owner's that waits for its proof, where it is set."""
    if matter.slug != PHONE_IN or visit.member.role != "owner":
        return None
    with visit.desk.transaction() as connection:
        waits = owner_phone.waiting(connection)
        can_send = address_code.can_leave(connection, OWNER_PHONE)
    former = visit.desk.business.owner_phone
    return Phone(french.phone(waits), former and french.phone(former), can_send) if waits else None


def _effects(desk: Desk, matter: Matter, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a change would do, or why it cannot be."""
    now = desk.now()
    try:
        effects = settings_preview.effects(desk, values, matter.about)
        samples = settings_preview.samples(desk, values) if matter.samples else ()
    except PermanentError as error:
        return {"effects": (), "samples": (), "refusal": _(str(error))}
    sentences = [(said(one.sentence, now), said(one.before, now) if one.before else "")
                 for one in effects]  # fmt: skip
    return {"effects": sentences, "samples": samples, "refusal": ""}


def _short(text: str, is_private: bool) -> str:
    return "…" if is_private else text[:LONGEST]
