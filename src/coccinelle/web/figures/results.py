"""The dashboard: today, thirty days or another period, and its figures day by day as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.day_count import DayCount, midnight
from coccinelle.core.results import Report, report, weekly
from coccinelle.engine.business.figures import daily
from coccinelle.engine.delivery import sms_ceiling
from coccinelle.engine.desk import Desk
from coccinelle.web.access.admission import Visit, visit_of
from coccinelle.web.figures import dashboard_cards, dashboard_charts
from coccinelle.web.figures.dashboard_cards import Card
from coccinelle.web.figures.results_csv import days_as_csv
from coccinelle.web.pages import render

PAGE = "/resultats"
USUAL = 30  # days
AT_MOST = 366  # days
OFFERED = (7, USUAL, 90, 365)
BY_DAY = 92  # days: a longer period is drawn week by week
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@ROUTES.get(PAGE)
def results_page(request: Request) -> Response:
    visit = visit_of(request)
    desk, today = visit.desk, visit.desk.now().date()
    period = _period(request, today)
    month = _days(desk, Period(today.replace(day=1), today))
    days = _with_older(desk, period, month)
    now, whole = _report(desk, month[-1:]), _report(desk, days)
    drawn = days if len(days) <= BY_DAY else weekly(days)
    a_request = desk.business.policy.minutes_between()
    cards = dashboard_cards.of_period(whole, drawn, _report(desk, month), a_request)
    return render(
        request,
        "results.html",
        today=today,
        period=period,
        offered=[(n, Period(today - timedelta(days=n - 1), today)) for n in OFFERED],
        now_cards=dashboard_cards.of_today(now),
        cards=(*cards, *_cost(visit, month)),
        charts=dashboard_charts.of_period(whole, drawn, today, is_weekly=drawn is not days),
        splits=dashboard_charts.splits(whole),
        found=whole,
    )


@ROUTES.get(f"{PAGE}.csv")
def results_file(request: Request) -> Response:
    visit = visit_of(request)
    period = _period(request, visit.desk.now().date())
    content = days_as_csv(
        _days(visit.desk, period),
        segment_cents=visit.desk.business.policy.sms_segment_cents,
        with_cost=_sees_cost(visit),
    )
    name = f"coccinelle-{period.first}-{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _period(request: Request, today: date) -> Period:
    """Thirty days where none is said or can be read; a year at most, nothing of tomorrow."""
    last = min(_date(request, "to") or today, today)
    first = _date(request, "from") or last - timedelta(days=USUAL - 1)
    first, last = min(first, last), max(first, last)
    last = min(last, today)
    return Period(max(min(first, last), last - timedelta(days=AT_MOST - 1)), last)


def _date(request: Request, name: str) -> date | None:
    try:
        found = date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return None
    return found if found.year >= 2000 else None


def _days(desk: Desk, period: Period) -> list[DayCount]:
    zone = desk.business.zone
    end = midnight(period.last + timedelta(days=1), zone)
    return daily(desk, midnight(period.first, zone), end)


def _with_older(desk: Desk, period: Period, month: list[DayCount]) -> list[DayCount]:
    """Those of this month are known already."""
    recent = [count for count in month if period.first <= count.day <= period.last]
    older = Period(period.first, min(period.last, month[0].day - timedelta(days=1)))
    return [*(_days(desk, older) if older.days > 0 else ()), *recent]


def _report(desk: Desk, days: Sequence[DayCount]) -> Report:
    business = desk.business
    return report(
        days,
        start=midnight(days[0].day, business.zone),
        end=midnight(days[-1].day + timedelta(days=1), business.zone),
        segment_cents=business.policy.sms_segment_cents,
    )


def _sees_cost(visit: Visit) -> bool:
    return visit.member.role == "owner"


def _cost(visit: Visit, month: Sequence[DayCount]) -> tuple[Card, ...]:
    if not _sees_cost(visit):
        return ()
    with visit.desk.transaction() as connection:
        spent = sms_ceiling.spent_this_month(visit.desk, connection)
    ceiling = visit.desk.business.policy.sms_monthly_cents
    return (dashboard_cards.of_sms(spent, ceiling, sum(day.sms_segments for day in month)),)
