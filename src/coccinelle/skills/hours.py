"""Opening hours, address, parking, access."""

from datetime import date

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.knowledge import speaks_of
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import pages

NAME = "hours"
INTENTS = ("hours_location",)
SHEET = "fiche de la boutique"
MOST_DAYS = 3
# Of the way in, what the sheet does not tell: a car park is no answer about bicycles.
_BESIDE = ("velo", "moto", "scooter", "trottinette", "bike", "bicycl", "fauteuil", "handicap",
           "wheelchair", "poussette", "stroller", "chien", "dog")  # fmt: skip


def propose(request: Request, situation: Situation) -> Proposal:
    """sub_kind: address, parking or phone asks for that alone; otherwise the hours of a day."""
    if speaks_of(situation.said, _BESIDE):
        told = pages.answered(situation, NAME, request)
        return told or pages.unanswered(situation, NAME, "Accès à la boutique")
    match request.sub_kind:
        case "address" | "parking":
            return _where(situation)
        case "phone":
            return _phone(situation)
        case "week":
            return _week(situation)
        case _:
            return _days(request, situation)


def _where(situation: Situation) -> Proposal:
    business = situation.business
    if not business.address:
        return _unknown("L'adresse de la boutique n'est pas renseignée")
    facts = {"place": situation.fact("place", business.address, SHEET)}
    if business.parking:
        facts["parking"] = situation.fact("text", business.parking, SHEET)
    return Proposal(skill=NAME, phrases=(Phrase("address", facts),))


def _phone(situation: Situation) -> Proposal:
    if not situation.business.phone:
        return _unknown("Le téléphone de la boutique n'est pas renseigné")
    fact = situation.fact("phone", situation.business.phone, SHEET)
    return Proposal(skill=NAME, phrases=(Phrase("phone_number", {"phone": fact}),))


def _week(situation: Situation) -> Proposal:
    fact = situation.fact("hours", situation.business.hours.week, "horaires")
    return Proposal(skill=NAME, phrases=(Phrase("hours_week", {"week": fact}),))


def _days(request: Request, situation: Situation) -> Proposal:
    """ "dimanche ? et lundi ?" has two answers."""
    said = [date.fromisoformat(str(e.value)) for e in request.entities if e.name == "date"]
    asked = tuple(dict.fromkeys(said))[:MOST_DAYS] or (situation.now.date(),)
    phrases = tuple(told for day in asked if (told := _day(day, asked, situation)))
    if not phrases:
        return _unknown("Aucun jour d'ouverture connu dans les semaines qui viennent")
    return Proposal(skill=NAME, phrases=phrases)


def _day(day: date, asked: tuple[date, ...], situation: Situation) -> Phrase | None:
    ranges = situation.business.hours.on(day)
    if ranges:
        facts = {"day": _date(situation, day), "hours": _hours(situation, ranges)}
        return Phrase("hours_today", facts)
    following = situation.business.hours.next_ranges(day)
    if following is None:
        return None
    next_day, next_hours = following
    if next_day in asked:
        return Phrase("closed_day", {"day": _date(situation, day)})
    facts = {
        "day": _date(situation, day),
        "next_day": _date(situation, next_day),
        "hours": _hours(situation, next_hours),
    }
    return Phrase("closed_today", facts)


def _date(situation: Situation, day: date) -> Fact:
    return situation.fact("date", day, "horaires")


def _hours(situation: Situation, ranges: object) -> Fact:
    return situation.fact("hours", ranges, "horaires")


def _unknown(reason: str) -> Proposal:
    return Proposal(skill=NAME, concern=Concern("escalate", reason))
