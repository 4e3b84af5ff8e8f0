"""The members: who may see and answer; the owner alone adds, changes and removes them."""

from fastapi import APIRouter
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import address_code, membership
from coccinelle.packs.folder.written import read_card
from coccinelle.replies import french
from coccinelle.store import members, phones
from coccinelle.store.members import Member
from coccinelle.web.access import proof
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.access.proof import WRONG_CODE, Asked, CodeForm
from coccinelle.web.access.trail import tell
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import _, language
from coccinelle.web.pages import render

PAGE = "/reglages/membres"
ROUTES = APIRouter(prefix=PAGE)


class MemberForm(Form):
    name: str = Field(min_length=1, max_length=100)
    email: str = Field(min_length=3, max_length=254)
    role: str = Field(max_length=20)


NOT_TYPED = MemberForm.model_construct(name="", email="", role="staff")


class PhoneForm(Form):
    phone: str = Field("", max_length=30)


class RoleForm(Form):
    role: str = Field(max_length=20)


@ROUTES.get("")
def members_page(request: Request) -> Response:
    return _page(request)


@ROUTES.post("")
def added(request: Request) -> Response:
    """The link is shown once, to be given to them; it is kept nowhere."""
    visit, form = visit_of(request), checked(request, MemberForm)
    email, fault = _email(form.email)
    if fault:
        return _page(request, form, fault=fault, status=422)
    try:
        tell(request.scope, before={}, after={"role": form.role})
        link = membership.add(visit.desk, name=form.name, email=email, role=form.role)
    except PermanentError as error:
        return _page(request, form, fault=str(error), status=409)
    return _page(request, link=link, who=form.name, is_invitation=True)


@ROUTES.post("/{member_id}/role")
def role_set(request: Request, member_id: Id) -> Response:
    visit, form = visit_to(request, members.of_id, member_id), checked(request, RoleForm)
    with visit.desk.transaction() as connection:
        before = members.of_id(connection, member_id)
    tell(request.scope, before={"role": before.role if before else ""}, after={"role": form.role})
    membership.set_role(visit.desk, member_id, form.role)
    is_out = member_id == visit.member.id and form.role != "owner"
    return RedirectResponse("/reglages" if is_out else PAGE, 303)


@ROUTES.post("/{member_id}/telephone")
def phone_given(request: Request, member_id: Id) -> Response:
    """Empty takes it away. Drafts are validated from it: it is theirs once a code that was sent to
    it comes back, and another member's is refused."""
    visit, form = visit_to(request, members.of_id, member_id), checked(request, PhoneForm)
    values, faults = read_card({"phone": form.phone}, language())
    if faults:
        return _page(request, fault=faults["phone"], status=422)
    phone = values["phone"]
    with visit.desk.transaction() as connection:
        holder = phones.of(connection, phone) if phone else None
    if not phone or (holder and holder.member_id == member_id):
        return _give(visit, member_id, phone)
    if holder:
        return _page(request, fault=phones.TAKEN, status=409)
    begun = proof.begin(visit, address_code.MEMBER_PHONE, member_id, phone)
    if begun.fault:
        return _page(request, fault=begun.fault, status=409)
    return _page(request, asked=begun.asked) if begun.asked else _give(visit, member_id, phone)


@ROUTES.post("/{member_id}/telephone/code")
def phone_proven(request: Request, member_id: Id) -> Response:
    visit, form = visit_to(request, members.of_id, member_id), checked(request, CodeForm)
    asked = proof.given(form, member_id)
    if not proof.is_right(visit, asked):
        return _page(request, asked=asked, fault=WRONG_CODE, status=422)
    return _give(visit, member_id, form.address)


@ROUTES.post("/{member_id}/lien")
def link_made(request: Request, member_id: Id) -> Response:
    """For who lost it, or let it grow old."""
    member = _member(request, member_id)
    link = membership.password_link(visit_of(request).desk, member.email)
    return _page(request, link=link or "", who=member.name)


@ROUTES.post("/{member_id}/retirer")
def removed(request: Request, member_id: Id) -> Response:
    member = _member(request, member_id)
    membership.remove(visit_of(request).desk, member.email)
    return RedirectResponse(PAGE, 303)


def _give(visit: Visit, member_id: int, phone: str) -> Response:
    with visit.desk.transaction() as connection:
        phones.give(connection, member_id, phone)
    return RedirectResponse(f"{PAGE}#membre-{member_id}", 303)


def _member(request: Request, member_id: int) -> Member:
    with visit_of(request).desk.transaction() as connection:
        found = members.of_id(connection, member_id)
    if found is None:
        raise HTTPException(404)
    return found


def _email(text: str) -> tuple[str, str]:
    """As it is kept, and what is wrong with it."""
    values, faults = read_card({"email": text}, language())
    return values.get("email", ""), faults.get("email", "")


def _page(
    request: Request, typed: MemberForm = NOT_TYPED, *, fault: str = "", link: str = "",
    who: str = "", status: int = 200, is_invitation: bool = False, asked: Asked | None = None,
) -> Response:  # fmt: skip
    """typed: what stood in the form that was refused."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        everyone = members.all_of(connection)
        numbers = {one.member_id: french.phone(one.phone) for one in phones.all_of(connection)}
        away = members.not_in_yet(connection, membership.NO_PASSWORD)
    owners = [one.id for one in everyone if one.role == "owner"]
    return render(
        request, "settings_members.html", status=status, members=everyone, fault=_(fault),
        link=link, who=who, is_invitation=is_invitation, own_id=visit.member.id, numbers=numbers,
        away=away, typed=typed, last_owner=owners[0] if len(owners) == 1 else 0, asked=asked,
        asked_phone=french.phone(asked.address) if asked else "",
    )  # fmt: skip
