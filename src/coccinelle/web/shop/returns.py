"""Parcels that come back: marked by a member, taken back, and what their customer hears of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.commitments import parcel_told
from coccinelle.engine.commitments.parcel_told import Preview
from coccinelle.engine.members import parcel_back
from coccinelle.store import commitments, order_card, parcels_back
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection
from coccinelle.store.order_card import TicketRow, WithdrawalRow
from coccinelle.store.parcels_back import ParcelRow
from coccinelle.web import words
from coccinelle.web.access.admission import Id, Visit, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import _, retold
from coccinelle.web.moments import moment
from coccinelle.web.shop.order_list import PAGE

ROUTES = APIRouter()


class BackForm(Form):
    """restock: what came back goes on the shelf again. tell: its customer hears of it."""

    restock: bool = False
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """A parcel that came: stock: what went on the shelf with it; told: what its customer knows;
    task: what is left to do, "" once it is done."""

    id: int
    text: str
    stock: str
    told: str
    task: str


@dataclass(frozen=True, slots=True)
class Return:
    """back: once it came. coming: what its customer would read, while it has not."""

    back: Back | None
    coming: Preview | None


@ROUTES.post("/echanges/{exchange_id}/recu")
def exchange_came_back(request: Request, exchange_id: Id) -> Response:
    visit = visit_to(request, order_card.order_of_exchange, exchange_id)
    form = checked(request, BackForm).model_dump()
    parcel_back.of_exchange(visit.desk, exchange_id, **form, by=visit.member.name)
    return _to(visit, order_card.order_of_exchange, exchange_id)


@ROUTES.post("/retractations/{withdrawal_id}/recu")
def withdrawal_came_back(request: Request, withdrawal_id: Id) -> Response:
    visit = visit_to(request, order_card.order_of_withdrawal, withdrawal_id)
    form = checked(request, BackForm).model_dump()
    parcel_back.of_withdrawal(visit.desk, withdrawal_id, **form, by=visit.member.name)
    return _to(visit, order_card.order_of_withdrawal, withdrawal_id)


@ROUTES.post("/retours/{parcel_id}/annuler")
def did_not_come(request: Request, parcel_id: Id) -> Response:
    visit = visit_to(request, parcels_back.lock, parcel_id)
    parcel_back.undo(visit.desk, parcel_id, by=visit.member.name)
    return _to(visit, parcels_back.order_of, parcel_id)


def returns_of(
    visit: Visit, connection: Connection, order_id: int, tickets: Sequence[TicketRow],
    withdrawals: Sequence[WithdrawalRow],
) -> dict[tuple[int | None, int | None], Return]:  # fmt: skip
    """By exchange, and by withdrawal."""
    parcels = parcels_back.of_order(connection, order_id)
    hanging = commitments.of_parcels(connection, [one.id for one in parcels])
    came = {(one.exchange_id, one.withdrawal_id): one for one in parcels}
    wanted: list[tuple[int | None, int | None, bool]] = [
        *((one.id, None, one.status == "open") for one in tickets),
        *((None, one.id, False) for one in withdrawals),
    ]
    brought = {one.id for one in tickets if one.way == "shop"}
    return {
        (exchange, withdrawal): Return(_back(came[exchange, withdrawal], hanging, visit), None)
        if (exchange, withdrawal) in came
        else Return(None, None if exchange in brought else parcel_told.preview(
            visit.desk, connection, exchange_id=exchange, withdrawal_id=withdrawal,
            replaced=is_open))
        for exchange, withdrawal, is_open in wanted
    }  # fmt: skip


def _back(row: ParcelRow, hanging: Sequence[CommitmentRow], visit: Visit) -> Back:
    now = visit.desk.now()
    when = moment(row.at.astimezone(now.tzinfo), now)
    its = [one for one in hanging if one.params["parcel_id"] == row.id]
    told = next((one for one in its if one.kind == parcel_told.KIND), None)
    task = next((one for one in its if one.kind != parcel_told.KIND), None)
    return Back(
        id=row.id,
        text=_("Reçu {when}, noté par {who}", when=when, who=row.by_member),
        stock=", ".join(f"{sku} + {quantity}" for sku, quantity in row.restocked.items()),
        told=_told(told, now) if told else "",
        task=retold(task.reason) if task and task.status == "pending" else "",
    )


def _told(row: CommitmentRow, now: datetime) -> str:
    at = moment((row.ended_at or row.due_at).astimezone(now.tzinfo), now)
    match row.status:
        case "pending":
            return _("Le client le saura {when}.", when=at)
        case "done":
            return _("Le client l'a su {when}.", when=at)
    return _(
        "Le client ne l'a pas su : {why}.", why=words.NOT_TOLD.get(row.ended_because or "", "")
    )


def _to(visit: Visit, order_of: Callable[[Connection, int], int | None], number: int) -> Response:
    with visit.desk.transaction() as connection:
        order_id = order_of(connection, number)
    return RedirectResponse(f"{PAGE}/{order_id}" if order_id else PAGE, 303)
