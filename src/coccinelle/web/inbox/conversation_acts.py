"""What a member does in a conversation: each form calls one verb of the engine."""

from collections.abc import Callable

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.members import correction, drafts, member
from coccinelle.engine.members.overtaken import Overtaken
from coccinelle.store import cases, conversations, turns
from coccinelle.store.cases import DraftRow
from coccinelle.store.messages import MessageRow
from coccinelle.web.access.admission import Id, Visit, visit_to
from coccinelle.web.after import back
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import _
from coccinelle.web.inbox.conversation import page, part
from coccinelle.web.inbox.thread import author_of
from coccinelle.web.pages import is_part

LONGEST = 5000  # characters of a member's message
LONGEST_REASON = 300
ROUTES = APIRouter(prefix="/conversations/{conversation_id}")


class ReplyForm(Form):
    """seen: the last message of this customer when the form was shown; once: the form's own key."""

    text: str = Field(min_length=1, max_length=LONGEST)
    seen: int = Field(ge=0, lt=2**63)
    once: str = Field("", max_length=64)


class DraftForm(Form):
    draft_id: int = Field(ge=1, lt=2**63)


class EditForm(DraftForm):
    text: str = Field(min_length=1, max_length=LONGEST)


class RefusalForm(DraftForm):
    reason: str = Field(default="", max_length=LONGEST_REASON)


class WrongForm(Form):
    """kind: one of core/corrections."""

    turn_id: int = Field(ge=1, lt=2**63)
    kind: str = Field(min_length=1, max_length=40)
    note: str = Field(default="", max_length=1000)


@ROUTES.post("/repondre")
def answered(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, ReplyForm)
    try:
        member.reply(
            visit.desk, conversation_id, form.text, by=visit.member.name, seen=form.seen,
            once=form.once or None,
        )  # fmt: skip
    except Overtaken as change:
        return _unsent(request, visit, conversation_id, form.text, change.arrived)
    return back(request, visit, conversation_id)


@ROUTES.post("/valider")
def approved(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, DraftForm)
    return _approve(request, visit, conversation_id, form.draft_id, None)


@ROUTES.post("/modifier")
def edited(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, EditForm)
    return _approve(request, visit, conversation_id, form.draft_id, form.text)


@ROUTES.post("/refuser")
def refused(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, RefusalForm)

    def refuse(draft: DraftRow) -> None:
        by, reason = visit.member.name, form.reason
        drafts.refuse(visit.desk, conversation_id, by=by, reason=reason, draft_id=draft.id)

    _once(visit, conversation_id, form.draft_id, ("refused",), refuse)
    return back(request, visit, conversation_id)


@ROUTES.post("/signaler")
def called_wrong(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, WrongForm)
    with visit.desk.transaction() as connection:
        turn = turns.load(connection, form.turn_id)
    if turn is None or turn.conversation_id != conversation_id:
        raise PermanentError("Ce message n'existe pas.")
    correction.record(
        visit.desk, form.turn_id, kind=form.kind, note=form.note, by=visit.member.name
    )
    return back(request, visit, conversation_id)


@ROUTES.post("/prendre-la-main")
def taken_over(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    member.take_over(visit.desk, conversation_id, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/rendre")
def handed_back(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    member.hand_back(visit.desk, conversation_id)
    return back(request, visit, conversation_id)


def _visit(request: Request, conversation_id: int) -> Visit:
    return visit_to(request, conversations.load, conversation_id)


def _approve(
    request: Request, visit: Visit, conversation_id: int, draft_id: int, text: str | None
) -> Response:
    def approve(draft: DraftRow) -> None:
        if not (text or draft.text):
            raise PermanentError("Ce brouillon est vide : écrivez la réponse.")
        by = visit.member.name
        drafts.approve(visit.desk, conversation_id, by=by, text=text, draft_id=draft.id)

    _once(visit, conversation_id, draft_id, ("sent", "edited"), approve)
    return back(request, visit, conversation_id)


def _once(
    visit: Visit, conversation_id: int, draft_id: int, done: tuple[str, ...],
    act: Callable[[DraftRow], None],
) -> None:  # fmt: skip
    """Nothing more when a first click has just done it, in this process or another. Raises
    PermanentError for another draft than the one that was shown: nobody validates words they have
    not read."""
    draft = _draft(visit, conversation_id, draft_id)
    if draft.status in done:
        return
    try:
        act(draft)
    except PermanentError:
        if _draft(visit, conversation_id, draft_id).status not in done:
            raise


def _draft(visit: Visit, conversation_id: int, draft_id: int) -> DraftRow:
    with visit.desk.transaction() as connection:
        draft = cases.draft(connection, draft_id)
    if draft is None or draft.conversation_id != conversation_id:
        raise PermanentError("Ce brouillon n'existe pas.")
    return draft


def _unsent(
    request: Request,
    visit: Visit,
    conversation_id: int,
    text: str,
    since: tuple[MessageRow, ...],
) -> Response:
    """Nobody answers words they have not read: these are shown first, and theirs are kept."""
    lines = tuple(f"{author_of(m) or _('Client')} : {m.text}" for m in since)
    if is_part(request):
        return part(request, visit, conversation_id, written=text, missed=lines)
    return page(request, visit, conversation_id, written=text, missed=lines)
