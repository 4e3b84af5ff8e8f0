"""What members do with a customer's conversations: assign, put off, close, note, resend."""

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.members import assignment, closing, note, resend, snooze
from coccinelle.store import attention, conversations, customer_messages, inbox, presence
from coccinelle.web.access.admission import Id, Visit, visit_to
from coccinelle.web.after import back
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.inbox.later import moment_of
from coccinelle.web.inbox.listing import wanted_of
from coccinelle.web.pages import is_part

ROUTES = APIRouter(prefix="/conversations/{conversation_id}")


class AssignForm(Form):
    """member_id: 0 for nobody."""

    member_id: int = Field(ge=0, lt=2**63)


class LaterForm(Form):
    """when: one of LATER; until: another moment, in the business's zone."""

    when: str = Field("", max_length=20)
    until: NaiveDatetime | None = None


class ClosingForm(Form):
    """seen: the last message of this customer when the page was shown."""

    seen: int | None = Field(None, ge=0, lt=2**63)


class NoteForm(Form):
    text: str = Field(min_length=1, max_length=note.LONGEST)
    once: str = Field("", max_length=64)


class AgainForm(Form):
    """kind: another channel, "" for the same."""

    message_id: int = Field(ge=1, lt=2**63)
    kind: str = Field("", max_length=20)


@ROUTES.post("/confier")
def assigned(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, AssignForm)
    if form.member_id:
        assignment.assign(visit.desk, conversation_id, form.member_id, by=visit.member.name)
    else:
        assignment.unassign(visit.desk, conversation_id, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/reporter")
def put_off(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, LaterForm)
    until = moment_of(form.when, form.until, visit.desk.now())
    snooze.snooze(visit.desk, conversation_id, until, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/reprendre")
def brought_back(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    snooze.bring_back(visit.desk, conversation_id, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/clore")
def closed(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    seen = checked(request, ClosingForm).seen
    closing.close(visit.desk, conversation_id, by=visit.member.name, seen=seen)
    return back(request, visit, conversation_id)


@ROUTES.post("/clore-et-suivant")
def closed_for_the_next(request: Request, conversation_id: Id) -> Response:
    """The next one of the list as it is filtered; the list itself when that was the last."""
    visit = _visit(request, conversation_id)
    target = _next(request, visit, conversation_id)
    seen = checked(request, ClosingForm).seen
    closing.close(visit.desk, conversation_id, by=visit.member.name, seen=seen)
    if is_part(request):
        return Response(status_code=204, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


@ROUTES.post("/rouvrir")
def reopened(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    closing.reopen(visit.desk, conversation_id, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/noter")
def noted(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, NoteForm)
    note.write_note(
        visit.desk, conversation_id, form.text, by=visit.member.name, once=form.once or None
    )
    return back(request, visit, conversation_id)


@ROUTES.post("/non-lu")
def left_unread(request: Request, conversation_id: Id) -> Response:
    visit = _visit(request, conversation_id)
    with visit.desk.transaction() as connection:
        attention.unread(connection, conversation_id)
    if is_part(request):
        return Response(status_code=204, headers={"HX-Redirect": "/"})
    return RedirectResponse("/", 303)


@ROUTES.post("/renvoyer")
def sent_again(request: Request, conversation_id: Id) -> Response:
    visit, form = _visit(request, conversation_id), checked(request, AgainForm)
    _check_is_here(visit, conversation_id, form.message_id)
    if form.kind:
        resend.by_other_channel(visit.desk, form.message_id, form.kind, by=visit.member.name)
    else:
        resend.send_again(visit.desk, form.message_id, by=visit.member.name)
    return back(request, visit, conversation_id)


@ROUTES.post("/ecrit")
def is_writing(request: Request, conversation_id: Id) -> Response:
    """Called by the page while keys are struck."""
    visit = _visit(request, conversation_id)
    with visit.desk.transaction() as connection:
        presence.writing(connection, conversation_id, visit.member.id, visit.desk.now())
    return Response(status_code=204)


def _visit(request: Request, conversation_id: int) -> Visit:
    return visit_to(request, conversations.load, conversation_id)


def _next(request: Request, visit: Visit, conversation_id: int) -> str:
    wanted = wanted_of(request.query_params)
    with visit.desk.transaction() as connection:
        rows = inbox.rows(connection, wanted.filter, kind=wanted.kind or None, limit=100)
    ids = [row.id for row in rows]
    place = ids.index(conversation_id) if conversation_id in ids else -1
    following = ids[place + 1 :] or [one for one in ids if one != conversation_id]
    return f"/conversations/{following[0]}{wanted.query()}" if following else f"/{wanted.query()}"


def _check_is_here(visit: Visit, conversation_id: int, message_id: int) -> None:
    """A message of this customer, on any channel."""
    with visit.desk.transaction() as connection:
        row = conversations.load(connection, conversation_id)
        assert row is not None
        said = customer_messages.of_contact(connection, row.contact_id, 1000, None)
    if message_id not in {message.id for message in said}:
        raise PermanentError("Ce message n'existe pas.")
