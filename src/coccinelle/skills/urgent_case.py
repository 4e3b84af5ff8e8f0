"""An order that an event cannot wait for, with all that was read of it."""

from dataclasses import dataclass
from datetime import datetime

from coccinelle.core.carrier import Tracking
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.shop import Hold
from coccinelle.core.skill import Situation
from coccinelle.core.urgent_plan import UrgentPlan, plan

MOST_LINES = 3  # an outfit; more is a case for a person


@dataclass(frozen=True, slots=True)
class Case:
    """tracking: None when the carrier does not answer, or nothing has left. backup: what is already
    put aside for this order."""

    order: Order
    tracking: Tracking | None
    plan: UrgentPlan
    needed_at: datetime
    backup: tuple[Hold, ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """Our words for what can be chosen, in the order they are told."""
        visit = "loan" if self.plan.is_loan else "shop"
        express = ("express",) if self.plan.express_at else ()
        return ((visit,) if self.plan.visit_at else ()) + express


def open_case(
    order: Order, tracking: Tracking | None, needed_at: datetime, situation: Situation
) -> Case:
    backup = backup_of(order, situation)
    made = plan(
        needed_at,
        tracking,
        in_stock=bool(backup) or is_in_stock(order.lines, situation),
        policy=situation.policy,
        hours=situation.business.hours,
        now=situation.now,
    )
    return Case(order, tracking, made, needed_at, backup)


def backup_of(order: Order, situation: Situation) -> tuple[Hold, ...]:
    skus = {line.sku for line in order.lines}
    held = situation.shop.holds_of(situation.contact.id)
    return tuple(h for h in held if h.purpose == "backup" and h.sku in skus)


def is_in_stock(lines: tuple[OrderLine, ...], situation: Situation) -> bool:
    """Every article of the order, in the very size and colour."""
    left = {
        level.sku: level.available
        for ref in {line.product_ref for line in lines}
        for level in situation.shop.stock(ref)
    }
    return 0 < len(lines) <= MOST_LINES and all(
        left.get(line.sku, 0) >= line.quantity for line in lines
    )
