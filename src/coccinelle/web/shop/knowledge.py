"""The page of what the business answers: written here, tried at once, what nobody wrote yet."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import TemporaryError
from coccinelle.core.knowledge import Found
from coccinelle.engine.business import gaps
from coccinelle.engine.business.gaps import Gap
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import knowledge
from coccinelle.store import knowledge as rows
from coccinelle.store.knowledge import KnowledgeRow
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.done import word_left
from coccinelle.web.edge.forms import Form, checked, clean
from coccinelle.web.i18n import _
from coccinelle.web.moments import moment
from coccinelle.web.pages import render, url

PAGE = "/connaissances"
GAPS_SHOWN, GAPS_FIRST = 30, 4
WORDINGS_SHOWN = 4
LONGEST_ASKED = 300
ROUTES = APIRouter()


class EntryForm(Form):
    """closes: the question of a customer that this entry answers."""

    page: str = Field(min_length=1, max_length=knowledge.LONGEST_TITLE)
    question: str = Field(min_length=1, max_length=knowledge.LONGEST_TITLE)
    answer: str = Field(min_length=1, max_length=knowledge.LONGEST_ANSWER)
    closes: str = Field("", max_length=2000)


class GapForm(Form):
    question: str = Field(min_length=1, max_length=2000)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of customers that no page answers; wordings: how else it was asked."""

    question: str
    wordings: tuple[str, ...]
    count: int
    last: str


@ROUTES.get(PAGE)
def knowledge_page(request: Request) -> Response:
    """essai: a question tried on the pages; question: one to be answered by a new entry."""
    word = word_left(request)
    desk = visit_of(request).desk
    tried, question = (_said(request, name) for name in ("essai", "question"))
    with desk.transaction() as connection:
        found = rows.all_of(connection)
    asked = gaps.most_asked(desk, GAPS_SHOWN)
    return render(
        request, "knowledge.html",
        pages=[(page, [_entry(one, desk) for one in its]) for page, its in groupby(
            found, lambda one: one.page)],
        tried=tried, answer=_tried(desk, tried) if tried else None,
        gaps=_asked(desk, asked.waiting), gaps_first=GAPS_FIRST,
        aside=_asked(desk, asked.aside), question=question,
        is_written=word is not None and word.code == f"POST {PAGE}",
    )  # fmt: skip


@ROUTES.post(PAGE)
def written(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, EntryForm)
    knowledge.write(visit.desk, **form.model_dump(), by=visit.member.name)
    return RedirectResponse(f"{url(PAGE, essai=form.closes or form.question)}#essai", 303)


@ROUTES.post(PAGE + "/lacune")
def put_aside(request: Request) -> Response:
    knowledge.put_aside(visit_of(request).desk, checked(request, GapForm).question)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/lacune/reprendre")
def taken_up(request: Request) -> Response:
    knowledge.take_up(visit_of(request).desk, checked(request, GapForm).question)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{knowledge_id}")
def rewritten(request: Request, knowledge_id: Id) -> Response:
    visit, form = visit_to(request, rows.load, knowledge_id), checked(request, EntryForm)
    knowledge.write(
        visit.desk, **form.model_dump(), by=visit.member.name, knowledge_id=knowledge_id
    )
    return RedirectResponse(f"{PAGE}#entry-{knowledge_id}", 303)


@ROUTES.post(PAGE + "/{knowledge_id}/supprimer")
def removed(request: Request, knowledge_id: Id) -> Response:
    visit = visit_to(request, rows.load, knowledge_id)
    knowledge.remove(visit.desk, knowledge_id, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


def _said(request: Request, name: str) -> str:
    return clean(request.query_params.get(name, "")).strip()[:LONGEST_ASKED]


def _tried(desk: Desk, question: str) -> Found | None:
    try:
        return desk.knowledge.find(question)
    except TemporaryError:
        return None


def _asked(desk: Desk, found: list[Gap]) -> list[Asked]:
    now = desk.now()
    return [
        Asked(
            one.question,
            one.wordings[:WORDINGS_SHOWN],
            one.count,
            moment(one.last_at.astimezone(now.tzinfo), now),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    page: str
    question: str
    answer: str
    written: str


def _entry(row: KnowledgeRow, desk: Desk) -> Entry:
    by = _by(row, desk.now()) if row.edited_at else ""
    return Entry(row.id, row.page, row.question, row.answer, by)


def _by(row: KnowledgeRow, now: datetime) -> str:
    assert row.edited_at is not None
    when = moment(row.edited_at.astimezone(now.tzinfo), now)
    return _("écrit par {who}, {when}", who=row.by_member, when=when)
