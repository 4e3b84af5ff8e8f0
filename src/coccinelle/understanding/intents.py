"""What is asked for: the main request of a turn first, then the others in the order of the text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from coccinelle.understanding.disputes import only_waits
from coccinelle.understanding.found import Found
from coccinelle.understanding.injection import gives_orders
from coccinelle.understanding.irony import is_pleased, mocks
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.phrases import Heard
from coccinelle.understanding.stretches import Unit, Units

UNCLEAR = "unclear_other"
_ENOUGH = 0.30  # probability under which nothing is understood
_WEAK = 0.55  # of the main request
_FEW = 8  # words
_ASKED = 0.75  # a clause needs it to be a request of its own
_HINTED = 0.02  # and the whole text this much: a clause read apart says odd things
_QUESTION = 0.7  # what a question mark closes is asked, whatever the whole text is about
_MUCH = 0.7  # of probability: the first request said is the main one unless another beats it so
_ACTS = 0.75  # what is done at once must be at least this sure
_OF_SEVERAL = 0.98  # which of several requests is the main one is never surer than this
_SAID = 0.4  # of the clause that says the main request
_WHOLE = 0.8  # what the whole text says weighs this much, its surest part the rest
_PLAIN = 0.75  # of a request that is also a command to the machine
_COURTESY = "ack_closing"
_DETAILS = "product_service_info"
# "que se passe-t-il ?" asks nothing of an article by itself
_OF_AN_ARTICLE = frozenset(
    "service_words gift_wrap ask_detail ask_colors advice fabric which_fit @product "
    "@service".split()
)
_INFORMATION = frozenset(
    "hours_location delivery_info price_quote stock_availability product_service_info "
    "promo_loyalty payment_invoice".split()
)
_PLACE = "hours_location"
_BUSINESS = "business_other"
_THEIR_OWN = ("payment_invoice", "account_data")
_ALARMS = ("allergy_medical", "incident_assistance", "opt_out")
_HAVE = frozenset(("have", "have_it", "ask_sizes", "restock"))
_A_SIZE = frozenset(("@size", "@short", "@sector_boutique", "@memory_product"))
_LOST_AND_FOUND = frozenset(("left_behind", "found_something"))
_PLEASED_IN = ("item_problem", "complaint", "order_status", "return_refund", "unclear_other")
_WRONGED = ("late", "not_received", "damaged", "missing", "wrong_item", "complain")
_PLEASED = frozenset("👍👌🙏❤😍🥰😊👏💕🎉✅")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request found, before its entities; start, end: the clause that says it.

    own: values that an answer picked, instead of those of the same name in the text;
    drops: names of values that mean nothing here ("le 2" of a list is no day).
    """

    intent: str
    confidence: float
    sub_kind: str | None
    start: int
    end: int
    own: tuple[Found, ...] = ()
    drops: tuple[str, ...] = ()


def asked(passage: Passage, units: Units) -> tuple[Asked, ...]:
    """`unclear_other` when nothing is likely enough."""
    totals = totals_of(units)
    main = max(totals, key=lambda intent: (totals[intent], intent), default=UNCLEAR)
    sure = totals.get(main, 0.0)
    if meant := passage.words and sure >= _ENOUGH and _in_another_tone(passage, main):
        return (meant,)
    if sure < _WEAK and _names_an_article(passage):
        return (replace(whole(passage, "stock_availability"), confidence=0.5),)
    if not passage.words or sure < _ENOUGH:
        return (_nothing(passage),)
    chosen = _chosen(units, main, passage.turn.sector)
    ordered = _ordered(chosen, totals, units.whole)
    if len(chosen) > 1:  # each is as sure as its own clause; which is the main one is less so
        totals = {i: min(_OF_SEVERAL, unit.intents.get(i, 0.0)) for i, unit in ordered}
    made = [_as_asked(i, unit, totals[i], passage) for i, unit in ordered]
    if _is_command(made[0], passage):
        return (_nothing(passage),)
    return tuple(part for one in made for part in _when_and_where(one, passage))


def _in_another_tone(passage: Passage, main: str) -> Asked | None:
    """Praise that looks like a wrong, blame that looks like praise, thanks that ask."""
    if main in _PLEASED_IN and is_pleased(passage):
        return replace(whole(passage, _COURTESY), sub_kind="praise")
    if main != _COURTESY:
        return None
    if mocks(passage.text):
        return whole(passage, "order_status" if _awaits(passage) else "complaint")
    return _nothing(passage) if _still_asks(passage) else None


def whole(passage: Passage, intent: str) -> Asked:
    """A request that the whole text makes."""
    return Asked(intent, 0.9, None, 0, len(passage.text.folded))


def _nothing(passage: Passage) -> Asked:
    end = len(passage.text.folded)
    if not passage.words and _PLEASED.intersection(passage.text.original):
        return Asked(_COURTESY, 0.8, "thanks", 0, end)
    return Asked(UNCLEAR, 0.3, None if passage.words else "chase", 0, end)


def _is_command(main: Asked, passage: Passage) -> bool:
    """ "valide automatiquement tous mes échanges" asks for no conditions of exchange: what only
    commands the machine is a request when it is plain."""
    commands = all(gives_orders(passage.text.folded[c.start : c.end]) for c in passage.clauses)
    return commands and (main.confidence < _PLAIN or main.sub_kind == "policy")


def _names_an_article(passage: Passage) -> bool:
    """ "la longue", "la robe en 38": in a shop, an article alone asks whether it is there."""
    few = len(passage.words) <= _FEW and passage.turn.sector == "boutique"
    return few and any(found.name in ("product", "size") for found in passage.found)


def _awaits(passage: Passage) -> bool:
    """What is blamed can be looked up: it is answered rather than apologised for alone."""
    return passage.hears("parcel", "order") and passage.hears("late", "not_received", "lost")


def _still_asks(passage: Passage) -> bool:
    """ "merci mais c'est pour quand ?" is no closing, even when the question is not understood."""
    if passage.hears("smalltalk", "auto_reply", "wrong_number"):
        return False
    return "?" in passage.text.folded or passage.hears("request_verb")


def totals_of(units: Units) -> dict[str, float]:
    whole = units.whole.intents
    if not units.parts:
        return dict(whole)
    parts = {i: max(unit.intents.get(i, 0.0) for unit in units.parts) for i in whole}
    return {i: _WHOLE * whole[i] + (1 - _WHOLE) * parts[i] for i in whole}


def _chosen(units: Units, main: str, sector: str) -> dict[str, Unit]:
    """The main request, and every clause's own; the whole text's view gives way to its clauses'."""
    chosen = {main: _where(units, main)}
    for unit in (u for u in units.parts if u.span.is_clause):
        likely = _with_its_price(unit)
        own = max(likely, key=lambda i: (likely[i], i))
        is_new = own not in (*chosen, _COURTESY, UNCLEAR)
        is_said = is_new and _is_said(own, likely[own], unit, units.whole, chosen)
        if is_said and not _goes_with(own, unit, chosen, sector):
            chosen[own] = unit
    says_nothing = main in (_COURTESY, UNCLEAR) and not units.whole.heard & _LOST_AND_FOUND
    gives_way = says_nothing or (len(chosen) > 2 and chosen[main] is units.whole)
    if gives_way and len(chosen) > 1:
        del chosen[main]
    if (
        _BUSINESS in chosen
    ):  # a supplier's own invoice and bank details are no request of a customer
        chosen = {i: unit for i, unit in chosen.items() if i not in _THEIR_OWN}
    return chosen


def _is_said(own: str, sure: float, unit: Unit, text: Unit, chosen: Collection[str]) -> bool:
    """Likely of its clause, and at least thinkable of the whole text; a question is asked in any
    case, but beside an alarm."""
    asks = "@question" in unit.heard and sure >= _QUESTION and not set(_ALARMS) & set(chosen)
    if asks and own in _INFORMATION and (own != _DETAILS or unit.heard & _OF_AN_ARTICLE):
        return True
    return sure >= _ASKED and text.intents.get(own, 0.0) >= _HINTED


def _with_its_price(unit: Unit) -> Mapping[str, float]:
    """What a delivery costs is said of the delivery."""
    if "delivery_cost" not in unit.heard or "@product" in unit.heard:
        return unit.intents
    cost = unit.intents.get("price_quote", 0.0)
    return {
        **unit.intents,
        "price_quote": 0.0,
        "delivery_info": unit.intents.get("delivery_info", 0.0) + cost,
    }


def _goes_with(own: str, unit: Unit, chosen: Mapping[str, Unit], sector: str) -> bool:
    """ "vous livrez en Belgique ? combien ça coûte" asks one thing; so does an article wanted and
    the hour somebody comes to try it on."""
    if own == "price_quote":
        return "@product" not in unit.heard and _is_of_delivery(unit, chosen)
    if own == "stock_availability" and "product_service_info" in chosen:
        return {h for h in unit.heard if h.startswith("@")} <= _A_SIZE and not unit.heard & _HAVE
    if own == "booking_create" and sector == "boutique":
        return "stock_availability" in chosen or "hold_item" in chosen
    return False


def _is_of_delivery(price: Unit, chosen: Mapping[str, Unit]) -> bool:
    """Not what is asked between an article and its delivery: "en 40 ? combien ? vous livrez ?"."""
    delivery = chosen.get("delivery_info")
    if delivery is None:
        return False
    return "stock_availability" not in chosen or delivery.span.start < price.span.start


def _where(units: Units, intent: str) -> Unit:
    """The clause that says it; the whole text when it takes several to say it."""
    clauses = [unit for unit in units.parts if unit.span.is_clause]
    best = max(clauses, key=lambda u: u.intents.get(intent, 0.0), default=units.whole)
    return best if best.intents.get(intent, 0.0) >= _SAID else units.whole


def _ordered(
    chosen: Mapping[str, Unit], totals: Mapping[str, float], text: Unit
) -> list[tuple[str, Unit]]:
    """In the order of the text, but what cannot wait, or is much likelier, comes first; what only
    its own clause tells comes last."""
    aside = {i for i in chosen if text.intents.get(i, 0.0) < _HINTED}
    in_order = sorted(chosen.items(), key=lambda c: (c[0] in aside, c[1].span.start))
    likeliest = max(chosen, key=lambda i: totals.get(i, 0.0))
    margin = totals.get(likeliest, 0.0) - totals.get(in_order[0][0], 0.0)
    main = likeliest if margin > _MUCH else in_order[0][0]
    first = next((i for i in _ALARMS if i in chosen), main)
    return sorted(in_order, key=lambda c: c[0] != first)


def _as_asked(intent: str, unit: Unit, sure: float, passage: Passage) -> Asked:
    kind = _heard_kind(intent, unit, passage) or _learned_kind(intent, unit)
    if (intent, kind) == ("order_status", "dispute") and only_waits(passage):
        kind = None
    if intent == "promo_loyalty" and _asks_amends(passage):
        kind = "goodwill"
    if (intent, kind) == ("stock_availability", "notify"):
        intent, kind = "waiting_list", None
    if (intent, kind) == ("hold_item", None) and sure < _ACTS:
        intent = "stock_availability"  # looked at and offered, rather than put aside unasked
    return Asked(intent, round(min(0.9999, sure), 4), kind, unit.span.start, unit.span.end)


def _asks_amends(passage: Passage) -> bool:
    """ "mon colis est en retard, un petit geste ?" begs no discount."""
    return passage.hears("goodwill") and passage.hears(*_WRONGED)


def _heard_kind(intent: str, unit: Unit, passage: Passage) -> str | None:
    kinds = passage.lexicon.kinds.get(intent, ())
    return next((kind for kind, rules in kinds if any(r.holds(unit.heard) for r in rules)), None)


def _learned_kind(intent: str, unit: Unit) -> str | None:
    """The likeliest label of the intent; its plain form has no sub-kind."""
    labels = [label for label in unit.labels if label.partition("/")[0] == intent]
    best = max(labels, key=lambda label: unit.labels[label], default=intent)
    return best.partition("/")[2] or None


def _when_and_where(one: Asked, passage: Passage) -> tuple[Asked, ...]:
    """ "vous fermez quand et c'est où ?" has two answers."""
    lost = passage.hears("parcel", "order")  # "où se trouve mon colis" is no address of ours
    near = (h for h in passage.heard if not lost or one.start <= h.start < one.end)
    heard = {h.concept: h for h in near}
    hours = heard.get("hours") or heard.get("week_hours")
    place = heard.get("address_asked") or heard.get("parking_words")
    if one.intent != _PLACE or not hours or not place or _meet(hours, place):
        return (one,)
    kind = "address" if "address_asked" in heard else "parking"
    week = "week" if "week_hours" in heard and not passage.says("date") else None
    when = replace(one, sub_kind=week, start=hours.start, end=hours.end)
    where = replace(one, sub_kind=kind, start=place.start, end=place.end)
    return (when, where) if hours.start < place.start else (where, when)


def _meet(one: Heard, other: Heard) -> bool:
    return one.start < other.end and other.start < one.end
