""" "Rappelez-moi": when somebody will, by the opening hours, and the promise that holds it."""

import re
from datetime import date, datetime, time, timedelta

from coccinelle.core.facts import Phrase
from coccinelle.core.member_words import lasting
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

IN_THE_HOUR = timedelta(hours=1)
HALF = timedelta(minutes=30)
PHONES = ("sms", "whatsapp")  # they wrote from the number to call
_CALL = re.compile(
    r"\b(?:rappel(?:le|lez|er|ez)|appel(?:le|lez|er|ez)[- ]moi|m'appeler|me (?:rap|ap|télép)\w+|"
    r"télépho\w+|joindre|call(?:ed)? (?:me|back)|(?:phone|ring) me)\b",
    re.IGNORECASE,
)


def is_wanted(situation: Situation) -> bool:
    return _CALL.search(situation.said.replace("’", "'")) is not None


def propose(request: Request, situation: Situation, skill: str) -> Proposal:
    at = _hour_said(request, situation)
    due = at or _soon(situation)
    facts = {"when": situation.fact("moment", due, "horaires")}
    if situation.business.owner_name:
        facts["member"] = situation.fact("name", situation.business.owner_name, "équipe")
    number = request.entity("phone")
    asks = not number and situation.kind not in PHONES
    flags = ("hands_over", *(("at",) if at else ()), *(("which_number",) if asks else ()))
    where = str(number.value) if number else situation.contact.address
    who = situation.contact.name or situation.contact.address
    what = f"{who} ({where})" if who != where else who
    action = PlannedAction(
        kind="call_back.promise",
        key=f"call_back:{situation.turn_key}",
        params={"what": what, "due_at": due.isoformat(), "order": ""},
        summary=f"Rappeler {what} - {lasting(due)}",
    )
    return Proposal(
        skill=skill,
        concern=Concern("escalate", "Le client demande à être rappelé"),
        meanwhile=(Phrase("call_back", facts, flags, tells_act=True),),
        meanwhile_actions=(action,),
    )


def _hour_said(request: Request, situation: Situation) -> datetime | None:
    """The hour they asked for, when somebody is there then."""
    hours, now = situation.business.hours, situation.now
    day, clock = request.entity("date"), request.entity("time")
    if clock is None:
        return None
    on = date.fromisoformat(str(day.value)) if day else now.date()
    at = datetime.combine(on, time.fromisoformat(str(clock.value)), hours.zone)
    at += timedelta(days=1) if day is None and at <= now else timedelta(0)
    return at if at > now and hours.is_open(at) else None


def _soon(situation: Situation) -> datetime:
    """Within the hour while the shop is open, else in the first hour of the next opening."""
    hours, now = situation.business.hours, situation.now
    closing = hours.closing(now.date())
    if hours.is_open(now) and closing and closing - now >= HALF:
        return min(_rounded(now + IN_THE_HOUR), closing)
    opening = hours.next_opening(now)
    return _rounded((opening or now) + IN_THE_HOUR)


def _rounded(at: datetime) -> datetime:
    """Up to the half hour: nobody promises 16h47."""
    at = at.replace(second=0, microsecond=0) + timedelta(minutes=1 if at.second else 0)
    return at + timedelta(minutes=-at.minute % 30)
