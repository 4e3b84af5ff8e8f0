"""What each value is for one request: meant or not, old or new, a visit's day or a deadline."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.past_days import when_it_was
from coccinelle.understanding.sizes import role_of, with_roles, with_wrong_one

_RESIZES = ("exchange_request", "order_modify", "return_refund")
_COMING = frozenset(("hold_item", "booking_create", "booking_modify"))
_BOOKING = frozenset("booking_create booking_modify booking_cancel booking_status".split())
_THINGS = frozenset(
    "allergy_medical delivery_info exchange_request hold_item item_problem order_cancel "
    "order_modify order_status place_order price_quote product_service_info property_enquiry "
    "repair_status return_refund stock_availability waiting_list complaint payment_invoice "
    "promo_loyalty".split()
)
_ACTS = _BOOKING | frozenset(
    "allergy_medical complaint hours_location item_problem payment_invoice price_quote "
    "product_service_info repair_status return_refund".split()
)
_WITH_EVENTS = ("boutique", "restaurant", "spa")
_ONLY_FOR = {
    "party_size": _BOOKING | {"price_quote", "stock_availability"},
    "quantity": frozenset(
        "place_order order_modify order_cancel hold_item stock_availability price_quote "
        "item_problem return_refund exchange_request booking_modify booking_create "
        "promo_loyalty".split()
    ),
}
_VISITED = _BOOKING | {"property_enquiry"}  # "le studio" of an invoice tells no listing
_DONE_THERE = _BOOKING | {"price_quote", "allergy_medical", "repair_status", "payment_invoice"}
_NO_THINGS = frozenset(("price_quote/quote", "property_enquiry/tenancy"))
_SEEKS = frozenset((("product_service_info", "advice"), ("stock_availability", "notify")))
_SAYS_NOTHING = frozenset(("spam_phishing",))
_NO_DAY = frozenset(
    ("incident_assistance", "opt_out", "complaint/strong", "business_other/prospecting")
)
_VAGUE_DAY = re.compile(
    r"(?:(?:depuis|il y a|ca fait|since|for) )?(?:\w+ )?(?:semaines?|mois|ans|jours?|weeks?|"
    r"months?|days?)(?: ago)?|tout a l'heure|tantot|cette semaine|ce mois(?:[- ]ci)?|this (?:week|"
    r"month)"
)
_LEAD = re.compile(
    r"(?:au|a|le|la|du|de|pour|avant|d'ici|jusqu'au?|before|by|until|till|on|the|for)"
    r"(?: (?:le|la|l'))? ?"
)
# Intents whose "pour samedi" is a limit: elsewhere it only says which day is spoken of.
_WAITS = frozenset(
    "order_status delivery_info repair_status order_modify payment_invoice place_order "
    "account_data business_other price_quote".split()
)
_FOR_ONLY = re.compile(r"\b(?:pour|for)(?: \w+)? ?$")
_LIMIT = re.compile(
    r"(?:\b(?:avant|d'ici|au plus tard|jusqu'au?|before|by|until|till|til|expire|echeance|"
    r"bouclage|besoin|faut|faudrait|need (?:it|them|her|him)|pour|for)"
    r"(?: (?:le|la|au|a|on|pour|ce|elle|absolument|imperativement))*"
    r"|\b(?:je|j'|on|nous|i|we) ?(?:pars|part|partons|prends l'avion|m'en vais|demenage|"
    r"are driving|are leaving|are flying|rentrons|"
    r"m'envole|fly|leave)(?: [^.?!]{0,20})?) ?$"
)
_BESIDE = 25  # characters between a day and its hour
_EVENT_REACH = 45  # characters between an event and its day
_OLD = re.compile(
    r"(?:\b(?:rendez-vous|rdv|reservation|resa|table|creneau|seance|soin|prevue?s?|noteee?s?|"
    r"reservee?|au lieu|a la place|plutot que|instead|rather than|from|my|non|pas|not|devais|"
    r"initialement|j'ai|on a|nous avons|booked|for|celle|celui|atelier|cita|depuis)"
    r"(?: (?:de|du|des|d'|of|le|la|les|on|at|a|au|pour|que|the|etait|est|prevue?|ce|in))*"
    r"|\b(?:de|du|of)) ?$"
)
_MOVE = re.compile(
    r"\b(?:decal\w*|report\w*|deplac\w*|avanc\w*|repouss\w*|retard\w*|chang\w*|bascul\w*|"
    r"pass(?:er|ez|e|ait|erait)|mett\w*|mets|remett\w*|plutot|prefer\w*|move|push|resched\w*|"
    r"shift|swap|bring|make it|postpone|instead|finalement|switch|a la place|au lieu|convenir|"
    r"possible|pourri\w+|peut[- ]on|on peut|peux|can we|could we|rather|fix\w*|rajout\w*|"
    r"cambiar|mover|spostare|verschieben|verplaatsen|mudar|adelant\w*|anticip\w*|venir|serai\w*|"
    r"arrive\w*|devient|ser[ao]n?s?)\b"
)
_TOWARDS = re.compile(
    r"(?:\b(?:a|au|pour|vers|to|for|sur|jusqu'au?|plutot|le|faire|do|until|alle|las?|auf|naar|"
    r"para|on|mets|mettre|mettons|celui du|celle du|fait|cer?ait|non,?|finalement|it|plutot a)"
    r"(?: (?:le|la|a|au|on|vers|les))?) ?$"
)
_ONLY_PEOPLE = re.compile(
    r"\b(?:on (?:sera|est|reste|vient)|nous (?:serons|sommes|viendrons)|personnes?|couverts?|"
    r"chaise|ajout\w*|rajout\w*|people|ca fait|make (?:it|that)|de plus|en plus)\b"
)


def in_role(passage: Passage, one: Asked, values: list[Found]) -> list[Found]:
    """The values this request means, each under the name of what it is for it."""
    kept = [_named(v, one) for v in values if means(one, v, passage.turn.sector)]
    folded = passage.text.folded
    if one.intent in _RESIZES and any(v.name == "size" for v in kept):
        kept = with_roles(kept, folded)
    if one.intent in ("exchange_request", "order_modify"):
        kept = _wanted_color(kept, folded)
    if one.intent == "item_problem":
        kept = with_wrong_one(kept, folded)
    kept = [_dated(v, one, folded, passage.turn.now.date()) for v in kept if _tells(v, one, folded)]
    if one.intent in _COMING:
        today = passage.turn.now.date().isoformat()
        kept = [v for v in kept if v.name != "date" or str(v.value) >= today]
    if one.intent in ("booking_modify", "order_modify") or one.sub_kind == "late":
        kept = _moved(kept, folded)
    return _with_deadline(passage, one, kept)


def _wanted_color(values: list[Found], folded: str) -> list[Found]:
    """ "échanger la bleue contre la rouge": the colour wanted is asked for, or said last."""
    colors = [v for v in values if v.name == "color"]
    asked = [c for c in colors if role_of(c, folded) == "size_to"]
    wanted = asked[0] if len(asked) == 1 else colors[-1] if colors else None
    return [v for v in values if v.name != "color" or v is wanted]


def means(one: Asked, value: Found, sector: str) -> bool:
    """Whether a product or a service said without a catalogue is what this request is about."""
    if one.intent in _SAYS_NOTHING:
        return value.name in ("amount", "phone", "email")
    if value.name == "event":
        return sector in _WITH_EVENTS
    if value.name == "address":  # a street without its number tells which home, nothing else
        return sector == "real_estate" or str(value.value)[0].isdigit()
    if value.name in _ONLY_FOR or _is_vague(value):
        return one.intent in _ONLY_FOR.get(value.name, _VISITED)
    if value.name not in ("product", "service") or value.ref or value.candidates:
        return True
    if f"{one.intent}/{one.sub_kind}" in _NO_THINGS and _as(value, one) == "product":
        return False
    if _as(value, one) == "service":
        return one.intent in _ACTS
    listed = sector == "real_estate" and (one.intent in _BOOKING or one.intent == "payment_invoice")
    return one.intent in _THINGS or listed


def _is_vague(value: Found) -> bool:
    """A home named by what it is, not by its number."""
    return value.name == "property_ref" and str(value.value).replace(" ", "").isalpha()


def _as(value: Found, one: Asked) -> str:
    """Tyres are a service when they are to be fitted, a product when they are bought."""
    if value.how != "either":
        return value.name
    return "service" if one.intent in _DONE_THERE else "product"


def _named(value: Found, one: Asked) -> Found:
    if value.name == "amount" and (one.intent, one.sub_kind) in _SEEKS:
        return replace(value, name="budget")
    return replace(value, name=_as(value, one), how="words") if value.how == "either" else value


def _tells(value: Found, one: Asked, folded: str) -> bool:
    """ "depuis trois semaines" and "tout à l'heure" are no day that a look-up needs."""
    if value.name != "date" or one.intent in _COMING:
        return True
    named = {one.intent, f"{one.intent}/{one.sub_kind}"}
    return not named & _NO_DAY and not _VAGUE_DAY.fullmatch(folded[value.start : value.end])


def _before(folded: str, value: Found) -> str:
    """What stands before the day or hour, its own preposition included ("au 29")."""
    lead = _LEAD.match(folded, value.start, value.end)
    return folded[max(0, value.start - 70) : lead.end() if lead else value.start]


def _dated(value: Found, one: Asked, folded: str, today: date) -> Found:
    """ "la table de samedi" is last Saturday's in a complaint; "le 2 janvier" is over in June."""
    if value.name != "date" or one.intent in _COMING:
        return value
    day = when_it_was(
        date.fromisoformat(str(value.value)),
        folded[value.start : value.end],
        folded[max(0, value.start - 40) : value.start],
        (one.intent, one.sub_kind),
        today,
        is_limit=_LIMIT.search(_before(folded, value)) is not None,
    )
    return replace(value, value=day.isoformat())


def _moved(values: list[Found], folded: str) -> list[Found]:
    """Days and hours that the booking should become, when two are said or one is asked for."""
    values = [replace(v, name="new_time") if v.name == "time_to" else v for v in values]
    moved = any(v.name == "new_time" for v in values)  # "de 20h à 21h"
    for name in ("date",) if moved else ("date", "time"):
        said = [v for v in values if v.name == name]
        old = [v for v in said if _is_old(folded, v)]
        left = [v for v in said if v not in old]
        asked = [v for v in left if _is_new(folded, v)]
        new = asked[-1:] or (left[-1:] if len(said) > 1 else [])
        if len(said) > 1 and not old and not new:
            new = said[-1:]
        values = [replace(v, name=f"new_{name}") if v in new else v for v in values]
    return _with_its_hour(values)


def _with_its_hour(values: list[Found]) -> list[Found]:
    """ "décaler à vendredi 8h": the only hour said, beside the new day, is the new one."""
    hours = [v for v in values if v.name in ("time", "new_time")]
    days = [v for v in values if v.name in ("date", "new_date")]
    if len(hours) != 1 or not days or hours[0].name == "new_time":
        return values
    nearest = min(days, key=lambda d: _gap(d, hours[0]))
    if nearest.name != "new_date" or _gap(nearest, hours[0]) > _BESIDE:
        return values
    return [replace(v, name="new_time") if v is hours[0] else v for v in values]


def _is_old(folded: str, value: Found) -> bool:
    return _OLD.search(_before(folded, value)) is not None


def _is_new(folded: str, value: Found) -> bool:
    before, after = _before(folded, value), folded[value.end :][:25]
    if re.match(
        r" ?(?:plutot|instead|a la place|si possible|svp|c'est possible|,? ca irait)", after
    ):
        return True
    return bool(_MOVE.search(before) and _TOWARDS.search(before)) and not _ONLY_PEOPLE.search(
        before
    )


def _with_deadline(passage: Passage, one: Asked, values: list[Found]) -> list[Found]:
    """The day of an event, or before which something is needed, is a deadline; a visit's is not."""
    if one.intent in _BOOKING or one.sub_kind == "late":
        return values
    days = [v for v in values if v.name == "date" and _is_ahead(passage, v)]
    events = [v for v in values if v.name == "event"]
    ends = [d for e in events if (d := _day_of(passage, e, days))]
    if one.intent != "hold_item":
        waits = one.intent in _WAITS
        ends += [d for d in days if _is_limit(passage, d, waits=waits)]
    return [replace(v, name="deadline") if v in ends else v for v in values]


def _is_ahead(passage: Passage, day: Found) -> bool:
    return str(day.value) >= passage.turn.now.date().isoformat()


def _is_limit(passage: Passage, day: Found, *, waits: bool) -> bool:
    before = _before(passage.text.folded, day)
    return _LIMIT.search(before) is not None and (waits or not _FOR_ONLY.search(before))


def _day_of(passage: Passage, event: Found, days: Iterable[Found]) -> Found | None:
    """The nearest day of the event, unless it is the one of a visit."""
    near = [d for d in days if _gap(event, d) <= _EVENT_REACH and not _is_visit(passage, d, event)]
    return min(near, key=lambda d: _gap(event, d), default=None)


def _gap(event: Found, day: Found) -> int:
    return max(0, day.start - event.end, event.start - day.end)


def _is_visit(passage: Passage, day: Found, event: Found) -> bool:
    """A word of coming is in its clause, nearer than the event."""
    clause = next((c for c in passage.clauses if c.start <= day.start < c.end), None)
    coming = [h for h in passage.heard if h.concept in ("come_by", "fetch")]
    inside = [h for h in coming if clause and clause.start <= h.start < clause.end]
    gaps = (max(0, day.start - h.end, h.start - day.end) for h in inside)
    return any(gap < _gap(event, day) for gap in gaps)
