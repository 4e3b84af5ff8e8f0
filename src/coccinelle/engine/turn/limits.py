"""What one contact, and the whole business, may have done in a while without a member's word."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coccinelle.core.policy import Policy
from coccinelle.core.proposal import Alert, Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.engine.actions import label
from coccinelle.engine.actions.wish import FactsChanged
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.store import actions
from coccinelle.store.database import Connection

HOLD, EXCHANGE = "hold.place", "exchange.open"
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Limit:
    """At most so many acts of a kind since a moment, of one contact or of all.

    wanted: the kind this turn would add to it. reason, alert: with {} for the number.
    """

    wanted: str
    counted: str
    since: datetime
    at_most: int
    of_contact: bool
    reason: str
    alert: str


def within(
    desk: Desk, case: Case, proposals: Iterable[tuple[Request, Proposal | None]]
) -> list[tuple[Request, Proposal | None]]:
    """What would go beyond a limit waits for a member, who may say yes to it all the same."""
    kept = list(proposals)
    if not any(p and not p.concern and _is_limited(p.actions) for _, p in kept):
        return kept
    with desk.transaction() as connection:
        done: list[PlannedAction] = []
        for place, (request, proposal) in enumerate(kept):
            if proposal is None or proposal.concern:
                continue
            concern = _concern(desk, connection, case, (*done, *proposal.actions))
            if concern and _is_limited(proposal.actions):
                kept[place] = request, replace(proposal, concern=concern)
            else:
                done += proposal.actions
    return kept


def check(
    desk: Desk, connection: Connection, case: Case, planned: tuple[PlannedAction, ...]
) -> None:
    """The last look, in the turn's own transaction: two turns at once do not spend the last label
    twice. Raises FactsChanged."""
    if not any(_adds_label(desk, action) for action in planned):
        return
    actions.lock_kind(connection, label.KIND)
    if concern := _concern(desk, connection, case, planned):
        raise FactsChanged(concern.reason)


def _is_limited(planned: tuple[PlannedAction, ...]) -> bool:
    return any(action.kind in (HOLD, EXCHANGE) for action in planned)


def _concern(
    desk: Desk, connection: Connection, case: Case, planned: tuple[PlannedAction, ...]
) -> Concern | None:
    for limit in _limits(desk, case.now):
        more = _more(desk, limit, planned)
        if not more:
            continue
        contact_id = case.contact.id if limit.of_contact else None
        so_far = actions.count_since(connection, limit.counted, limit.since, contact_id)
        if so_far + more > limit.at_most:
            key = f"limit:{limit.counted}:{contact_id or 'all'}"
            alert = Alert(key, limit.alert.format(case.contact.name or case.contact.address))
            return Concern("draft", limit.reason.format(so_far), alert)
    return None


def _limits(desk: Desk, now: datetime) -> tuple[_Limit, ...]:
    policy: Policy = desk.business.policy
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        _Limit(wanted=HOLD, counted=HOLD, since=today, of_contact=True,
               at_most=policy.holds_per_contact_daily,
               reason="Déjà {} mises de côté aujourd'hui pour ce client",
               alert="Beaucoup de mises de côté aujourd'hui - {}"),
        _Limit(wanted=EXCHANGE, counted=EXCHANGE, since=today, of_contact=True,
               at_most=policy.exchanges_per_contact_daily,
               reason="Déjà {} échanges aujourd'hui pour ce client",
               alert="Beaucoup d'échanges aujourd'hui - {}"),
        _Limit(wanted=EXCHANGE, counted=EXCHANGE, since=now - A_MONTH, of_contact=True,
               at_most=policy.exchanges_per_contact_monthly,
               reason="Déjà {} échanges en 30 jours pour ce client",
               alert="Beaucoup d'échanges en 30 jours - {}"),
        _Limit(wanted=label.KIND, counted=label.KIND, since=today, of_contact=False,
               at_most=policy.labels_daily,
               reason="Plafond du jour atteint : {} étiquettes de retour déjà demandées",
               alert="Le plafond du jour est atteint pour les étiquettes de retour"),
    )  # fmt: skip


def _more(desk: Desk, limit: _Limit, planned: tuple[PlannedAction, ...]) -> int:
    if limit.wanted == label.KIND:
        return sum(_adds_label(desk, action) for action in planned)
    return sum(action.kind == limit.wanted for action in planned)


def _adds_label(desk: Desk, action: PlannedAction) -> bool:
    """One that is paid for: our own slip costs nothing."""
    return action.kind == EXCHANGE and bool(action.params.get("token")) and desk.labels.is_outside
