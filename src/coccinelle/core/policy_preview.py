"""What the rules would mean right now, in sentences; and those that contradict each other. Pure."""

from datetime import datetime, timedelta

from coccinelle.core.answer_time import answer_by
from coccinelle.core.commitments import after_quiet_hours, hold_until, reminder_at
from coccinelle.core.hours import OpeningHours
from coccinelle.core.member_words import DAYS, MONTHS, clock, moment
from coccinelle.core.moments import later, parse_duration, resolve_moment
from coccinelle.core.policy import Policy

TOO_LONG = "Une mise de côté tiendrait plus longtemps que son maximum : allongez le maximum."
MONTH = 30.44  # days, on average


def contradiction(policy: Policy, hours: OpeningHours, now: datetime) -> str:
    """A sentence, "" when the rules fit together."""
    longest = resolve_moment(policy.hold_max, now=now, hours=hours)
    usual = resolve_moment(policy.hold_until, now=now, hours=hours)
    return TOO_LONG if usual > longest else ""


def consequences(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, str]:
    """By what they are about, the same keys whatever the rules."""
    return {
        **_of_holds(policy, hours, now), **_of_returns(policy, now),
        **_of_people(policy, hours, now), **_of_costs(policy), **_of_memory(policy, now),
    }  # fmt: skip


def _of_holds(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, str]:
    until = hold_until(policy, hours, now=now, pickup_at=None)
    longest = resolve_moment(policy.hold_max, now=now, hours=hours)
    coming = resolve_moment("next_day 17:00", now=now, hours=hours)
    reminder = reminder_at(policy, now=now, until=until, pickup_at=coming)
    told = f"serait rappelé {_when(reminder, now)}" if reminder else "ne serait pas rappelé"
    return {
        "hold": f"Une mise de côté demandée maintenant tiendrait {_until(until, now)}.",
        "longest": f"Elle pourrait être prolongée {_until(longest, now)}.",
        "reminder": f"Un client qui annonce venir {_when(coming, now)} {told}.",
        "limits": f"Un même client garderait {_many(policy.holds_per_contact, 'mise')} de côté à la"
        f" fois, de {_many(policy.hold_max_quantity, 'article')} au plus.",
    }


def _of_returns(policy: Policy, now: datetime) -> dict[str, str]:
    exchanged = _date(now - timedelta(days=policy.exchange_days))
    returned = _date(now - timedelta(days=policy.return_days))
    kept = _date(now + timedelta(days=policy.exchange_hold_days))
    fee = f"{policy.exchange_post_fee:.2f} €".replace(".", ",").replace(",00", "")
    by_post = f"coûterait {fee}" if policy.exchange_post_fee else "serait offert"
    return {
        "exchange": f"Un échange serait accepté aujourd'hui pour un achat du {exchanged} ou après.",
        "exchange_kept": f"L'article échangé serait gardé jusqu'au {kept}.",
        "exchange_fee": f"Un échange par courrier {by_post}.",
        "return": f"Un retour serait accepté aujourd'hui pour un achat du {returned} ou après.",
    }


def _of_people(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, str]:
    by = answer_by(policy, hours, now, is_urgent=False)
    quickly = answer_by(policy, hours, now, is_urgent=True)
    draft = later(now, parse_duration(policy.draft_expires))
    start = after_quiet_hours(policy, hours, now)
    tonight = now.astimezone(hours.zone).replace(hour=23, minute=0, second=0, microsecond=0)
    morning = after_quiet_hours(policy, hours, tonight)
    return {
        "answer": f"Un client à qui vous devez répondre aurait votre réponse {_before(by, now)}.",
        "urgent": f"Si c'est urgent : {_before(quickly, now)}.",
        "draft": f"Un brouillon préparé maintenant attendrait {_until(draft, now)}.",
        "starting": "Un message que l'assistant commence partirait"
        f" {'tout de suite' if start <= now else _when(start, now)}.",
        "night": f"Prêt ce soir à 23h, il partirait {_when(morning, now)}.",
    }


def _of_costs(policy: Policy) -> dict[str, str]:
    price = policy.sms_segment_cents
    if not price:
        return {"sms": "Les SMS ne seraient pas comptés : aucun plafond."}
    month, day = int(policy.sms_monthly_cents / price), int(policy.sms_daily_cents / price)
    return {"sms": f"Environ {_many(month, 'SMS')} par mois, {_many(day, 'SMS')} par jour au plus."}


def _of_memory(policy: Policy, now: datetime) -> dict[str, str]:
    words = now + timedelta(days=policy.retention_conversations_months * MONTH)
    contact = now + timedelta(days=policy.retention_contacts_months * MONTH)
    return {
        "words": "Une conversation terminée aujourd'hui serait effacée vers"
        f" {MONTHS[words.month - 1]} {words.year}.",
        "contacts": "Un client qui n'écrit plus serait oublié vers"
        f" {MONTHS[contact.month - 1]} {contact.year}.",
    }


def _before(at: datetime | None, now: datetime) -> str:
    return f"avant {_when(at, now)}" if at else "sans heure promise : aucun horaire n'est connu"


def _until(at: datetime, now: datetime) -> str:
    return f"jusqu'à {_when(at, now)}".replace("jusqu'à le ", "jusqu'au ")


def _when(at: datetime, now: datetime) -> str:
    """What is more than a week away has its day too: "jeudi 23 janvier 18h"."""
    local = at.astimezone(now.tzinfo)
    if abs((local.date() - now.date()).days) < len(DAYS):
        return moment(local, now)
    return f"le {_date(local)} à {clock(local)}"


def _date(at: datetime) -> str:
    number = "1er" if at.day == 1 else str(at.day)
    return f"{number} {MONTHS[at.month - 1]} {at.year}"


def _many(count: int, noun: str) -> str:
    number = f"{count:,}".replace(",", "\u202f")
    return f"{number} {noun}{'s' if count > 1 and not noun.isupper() else ''}"
