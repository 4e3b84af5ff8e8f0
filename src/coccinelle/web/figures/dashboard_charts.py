"""The charts of the dashboard: tables with a sentence, which the page's script also draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from coccinelle.core.day_count import DayCount
from coccinelle.core.results import MISSION, Report, summed, times
from coccinelle.core.verdicts import Way
from coccinelle.web.figures.figure_words import VERDICTS, WAYS, counted, duration, percent
from coccinelle.web.i18n import _, pair, tongue
from coccinelle.web.moments import day_title

BEFORE_SECONDS = 15 * 60  # the mission's own figure of before, a mean


@dataclass(frozen=True, slots=True)
class Cell:
    """y: the number that is drawn, none where there is nothing."""

    text: str
    y: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    short: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """kind: how it is drawn. series: code of its colour, and name. rows: none of a period without
    anything to draw. reference: a line across, in the unit of the cells, and what it is."""

    code: str
    kind: str
    title: str
    says: str
    head: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    reference: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What each chart but that of the hours has a row of."""

    days: tuple[DayCount, ...]
    today: date
    is_weekly: bool

    @property
    def head(self) -> str:
        return _("Semaine") if self.is_weekly else _("Jour")

    def of(self, cells: Callable[[DayCount], tuple[Cell, ...]]) -> tuple[Row, ...]:
        return tuple(Row(self._title(day.day), f"{day.day:%d/%m}", cells(day)) for day in self.days)

    def _title(self, day: date) -> str:
        if self.is_weekly:
            return _("Semaine du {day}", day=tongue().full_day(day, self.today))
        return day_title(day, self.today)


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a hundred, one after the other: code of the colour, where it begins, how wide."""

    label: str
    says: str
    parts: tuple[tuple[str, float, float], ...]


def of_period(
    found: Report, days: Sequence[DayCount], today: date, *, is_weekly: bool
) -> tuple[Chart, ...]:
    """is_weekly: whether each of the days stands for its week."""
    rows = Rows(tuple(days), today, is_weekly)
    return _lanes(found, rows), _response(found, rows), _verdicts(found, rows), _hours(found, days)


def splits(found: Report) -> tuple[Split, ...]:
    """Ours beside the mission's; none of nothing."""
    total = found.involvement.of
    if not total:
        return ()
    ours = {way: value.count / total for way, value in found.lanes.items()}
    said = " · ".join(pair(WAYS[way], counted(value)) for way, value in found.lanes.items())
    marked = " · ".join(pair(WAYS[way], percent(value)) for way, value in MISSION.items())
    return (
        Split(_("Ici"), said, _parts(ours)),
        Split(_("Repère de la mission"), marked, _parts(MISSION)),
    )


def _parts(shares: dict[Way, float]) -> tuple[tuple[str, float, float], ...]:
    begins, parts = 0.0, []
    for code, share in shares.items():
        parts.append((code, round(begins, 2), round(share * 100, 2)))
        begins += share * 100
    return tuple(parts)


def _lanes(found: Report, rows: Rows) -> Chart:
    said = ", ".join(f"{counted(value)} {WAYS[way]}" for way, value in found.lanes.items())
    return Chart(
        code="lanes",
        kind="stack",
        title=_("Demandes par semaine") if rows.is_weekly else _("Demandes par jour"),
        says=said if found.involvement.of else _("Aucune demande sur la période."),
        head=rows.head,
        series=tuple((way, WAYS[way]) for way in MISSION),
        rows=rows.of(lambda day: tuple(_number(day.ways.get(way, 0)) for way in MISSION))
        if found.involvement.of
        else (),
    )


def _response(found: Report, rows: Rows) -> Chart:
    answers = found.response["automatic"]
    told = {"p50": duration(answers.p50), "p95": duration(answers.p95), "n": answers.n}
    said = (
        _("Médiane {p50} (n = {n}, trop petit pour les 95 %).", **told)
        if answers.p95 is None
        else _("Médiane {p50}, 95 % en {p95} au plus (n = {n}).", **told)
    )
    return Chart(
        code="response",
        kind="lines",
        title=_("Temps de réponse automatique"),
        says=said if answers.n else _("Aucune réponse automatique sur la période."),
        head=rows.head,
        series=(("p50", _("médiane")), ("p95", _("95 % au plus, à partir de 20 réponses"))),
        rows=rows.of(_times) if answers.n else (),
        reference=(BEFORE_SECONDS, _("avant : 15 min en moyenne, d'après la mission")),
    )


def _times(day: DayCount) -> tuple[Cell, ...]:
    found = times(day.tenths.get("automatic", {}))
    return tuple(
        Cell(duration(one), "" if one is None else f"{one:g}") for one in (found.p50, found.p95)
    )


def _verdicts(found: Report, rows: Rows) -> Chart:
    said = ", ".join(f"{n} {VERDICTS[name]}" for name, n in found.verdicts.items() if n)
    return Chart(
        code="verdicts",
        kind="stack",
        title=_("Ce que sont devenues les réponses automatiques"),
        says=said or _("Aucune réponse automatique sur la période."),
        head=rows.head,
        series=tuple((name, VERDICTS[name]) for name in found.verdicts),
        rows=rows.of(lambda day: tuple(_number(day.verdicts.get(one, 0)) for one in found.verdicts))
        if said
        else (),
    )


def _hours(found: Report, days: Sequence[DayCount]) -> Chart:
    total = summed(day.hours for day in days)
    said = ", ".join(f"{_range(hour)} ({n})" for hour, n in found.busiest)
    return Chart(
        code="hours",
        kind="bars",
        title=_("Heures les plus chargées"),
        says=_("Le plus de messages : {hours}.", hours=said) if said else _("Aucun message."),
        head=_("Heure"),
        series=(("received", _("messages reçus")),),
        rows=tuple(Row(_range(hour), _oclock(hour), (_number(total[hour]),)) for hour in range(24))
        if said
        else (),
    )


def _range(hour: int) -> str:
    """10h-11h, 10am-11am."""
    return f"{_oclock(hour)}-{_oclock((hour + 1) % 24)}"


def _oclock(hour: int) -> str:
    return str(tongue().clock(time(hour)))


def _number(n: int) -> Cell:
    return Cell(str(n), str(n))
