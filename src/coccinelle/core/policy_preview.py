"""What the rules would mean right now, as sentences to be said; and those that contradict each
other. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from types import MappingProxyType

from coccinelle.core.answer_time import answer_by
from coccinelle.core.commitments import after_quiet_hours, hold_until, reminder_at
from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import later, parse_duration, resolve_moment
from coccinelle.core.policy import Policy

TOO_LONG = "Une mise de côté tiendrait plus longtemps que son maximum : allongez le maximum."
MONTH = 30.44  # days, on average

# A blank's name says how what fills it is said: {until} is "jusqu'à demain 18h", {price} "4,90 €".
SENTENCES: Mapping[str, str] = MappingProxyType({
    "clock": "Chez vous, il est {clock}.",
    "hold": "Une mise de côté demandée maintenant tiendrait {until}.",
    "longest": "Elle pourrait être prolongée {until}.",
    "reminder": "Un client qui annonce venir {when} serait rappelé {then}.",
    "no_reminder": "Un client qui annonce venir {when} ne serait pas rappelé.",
    "limits": "Un même client aurait au plus {holds} à la fois, de {items} au plus.",
    "exchange": "Un échange serait accepté aujourd'hui pour un achat du {day} ou après.",
    "exchange_kept": "L'article échangé serait gardé jusqu'au {day}.",
    "exchange_fee": "Un échange par courrier coûterait {price}.",
    "exchange_free": "Un échange par courrier serait offert.",
    "return": "Un retour serait accepté aujourd'hui pour un achat du {day} ou après.",
    "answer": "Un client à qui vous devez répondre aurait votre réponse {before}.",
    "no_answer": "Aucun horaire n'est connu : aucune heure de réponse ne serait promise.",
    "urgent": "Si c'est urgent : {before}.",
    "draft": "Un brouillon préparé maintenant attendrait {until}.",
    "starting": "Un message que l'assistant commence partirait {when}.",
    "at_once": "Un message que l'assistant commence partirait tout de suite.",
    "night": "Prêt ce soir à 23h, il partirait {when}.",
    "sms": "Environ {month_sms} par mois, {day_sms} par jour au plus.",
    "no_ceiling": "Les SMS ne seraient pas comptés : aucun plafond.",
    "words": "Une conversation terminée aujourd'hui serait effacée vers {month}.",
    "contacts": "Un client qui n'écrit plus serait oublié vers {month}.",
})  # fmt: skip
Value = datetime | time | int


@dataclass(frozen=True, slots=True)
class Sentence:
    """name: of SENTENCES. values: what fills its blanks, in the business's zone."""

    name: str
    values: Mapping[str, Value]


def contradiction(policy: Policy, hours: OpeningHours, now: datetime) -> str:
    """A sentence, "" when the rules fit together."""
    longest = resolve_moment(policy.hold_max, now=now, hours=hours)
    usual = resolve_moment(policy.hold_until, now=now, hours=hours)
    return TOO_LONG if usual > longest else ""


def consequences(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, Sentence]:
    """By what they are about, the same keys whatever the rules."""
    now = now.astimezone(hours.zone)
    said = {
        "clock": _say("clock", clock=now.time()),
        **_of_holds(policy, hours, now), **_of_returns(policy, now),
        **_of_people(policy, hours, now), "sms": _of_costs(policy), **_of_memory(policy, now),
    }  # fmt: skip
    return {name: _local(sentence, hours.zone) for name, sentence in said.items()}


def _of_holds(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, Sentence]:
    until = hold_until(policy, hours, now=now, pickup_at=None)
    longest = resolve_moment(policy.hold_max, now=now, hours=hours)
    coming = resolve_moment("next_day 17:00", now=now, hours=hours)
    reminder = reminder_at(policy, now=now, until=until, pickup_at=coming)
    return {
        "hold": _say("hold", until=until),
        "longest": _say("longest", until=longest),
        "reminder": _say("reminder", when=coming, then=reminder)
        if reminder
        else _say("no_reminder", when=coming),
        "limits": _say("limits", holds=policy.holds_per_contact, items=policy.hold_max_quantity),
    }


def _of_returns(policy: Policy, now: datetime) -> dict[str, Sentence]:
    fee = round(policy.exchange_post_fee * 100)
    return {
        "exchange": _say("exchange", day=now - timedelta(days=policy.exchange_days)),
        "exchange_kept": _say("exchange_kept", day=now + timedelta(days=policy.exchange_hold_days)),
        "exchange_fee": _say("exchange_fee", price=fee) if fee else _say("exchange_free"),
        "return": _say("return", day=now - timedelta(days=policy.return_days)),
    }


def _of_people(policy: Policy, hours: OpeningHours, now: datetime) -> dict[str, Sentence]:
    draft = later(now, parse_duration(policy.draft_expires))
    start = after_quiet_hours(policy, hours, now)
    tonight = now.replace(hour=23, minute=0, second=0, microsecond=0)
    return {
        "answer": _answer("answer", answer_by(policy, hours, now, is_urgent=False)),
        "urgent": _answer("urgent", answer_by(policy, hours, now, is_urgent=True)),
        "draft": _say("draft", until=draft),
        "starting": _say("at_once") if start <= now else _say("starting", when=start),
        "night": _say("night", when=after_quiet_hours(policy, hours, tonight)),
    }


def _answer(name: str, by: datetime | None) -> Sentence:
    return _say(name, before=by) if by else _say("no_answer")


def _of_costs(policy: Policy) -> Sentence:
    price = policy.sms_segment_cents
    if not price:
        return _say("no_ceiling")
    month, day = int(policy.sms_monthly_cents / price), int(policy.sms_daily_cents / price)
    return _say("sms", month_sms=month, day_sms=day)


def _of_memory(policy: Policy, now: datetime) -> dict[str, Sentence]:
    kept = {
        "words": policy.retention_conversations_months,
        "contacts": policy.retention_contacts_months,
    }
    return {
        name: _say(name, month=now + timedelta(days=months * MONTH))
        for name, months in kept.items()
    }


def _say(name: str, **values: Value) -> Sentence:
    return Sentence(name, values)


def _local(sentence: Sentence, zone: tzinfo) -> Sentence:
    values = {
        name: value.astimezone(zone) if isinstance(value, datetime) else value
        for name, value in sentence.values.items()
    }
    return Sentence(sentence.name, values)
