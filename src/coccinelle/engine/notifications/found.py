"""What a turn looked up, as members read it: "Robe fleurie bleue, taille 38 : 2 en stock"."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from coccinelle.core.context_pack import Finding
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import clock, day, moment, price
from coccinelle.core.proposal import Proposal

AT_MOST = 12
SUBJECT = ("product", "size", "color", "order")  # what a sentence is about, in this order
# Who answers, whom to call, what a member completes: nothing that was looked up.
TALK = ("member", "number", "law", "shop", "blank")
LABELS = {
    "until": "jusqu'à", "pickup_at": "passage", "delivered_at": "reçue", "expected": "attendue",
    "last_day": "dernier jour", "said_at": "écrit", "place": "adresse", "when": "échéance",
}  # fmt: skip


def findings(
    proposals: Sequence[Proposal], stock: dict[str, Any], now: datetime
) -> tuple[Finding, ...]:
    """One for each thing a skill spoke of, then what it read without saying it. stock: by sku, what
    is left."""
    phrases = [phrase for p in proposals for phrase in (*p.phrases, *p.meanwhile)]
    told = [_of_phrase(phrase, now) for phrase in phrases]
    read = [
        Finding(str(fact.value), fact.source, fact.read_at)
        for p in proposals
        for fact in p.facts
        if fact.kind == "text" and str(fact.value).split(" : ")[0] not in stock
    ]
    left = [Finding(f"{o['what']} : {o['left']} en stock", "stock", now) for o in stock.values()]
    found = {one.text: one for one in (*told, *left, *read) if one is not None}
    return tuple(found.values())[:AT_MOST]


def _of_phrase(phrase: Phrase, now: datetime) -> Finding | None:
    facts = {name: fact for name, fact in phrase.facts.items() if name not in TALK}
    if not facts:
        return None
    subject = [_subject(name, facts[name], now) for name in SUBJECT if name in facts]
    rest = [_detail(name, fact, now) for name, fact in facts.items() if name not in SUBJECT]
    text = " : ".join(part for part in (", ".join(subject), ", ".join(rest)) if part)
    sources = dict.fromkeys(fact.source for fact in facts.values())
    newest = max(fact.read_at for fact in facts.values())
    return Finding(text, ", ".join(sources), newest)


def _subject(name: str, fact: Fact, now: datetime) -> str:
    words = shown(fact, now)
    match name:
        case "size":
            return words if words.startswith("taille") else f"taille {words}"
        case "order":
            return f"commande #{words}"
        case _:
            return words


def _detail(name: str, fact: Fact, now: datetime) -> str:
    words = shown(fact, now)
    match fact.kind:
        case "count" if fact.source == "stock":
            return f"{words} en stock"
        case "moment" | "date" | "time":
            return f"{LABELS.get(name, '')} {words}".strip().replace("à le ", "au ")
        case _:
            return f"{LABELS[name]} {words}" if name in LABELS else words


def shown(fact: Fact, now: datetime) -> str:
    values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return ", ".join(_one(fact, value, now) for value in values)


def _one(fact: Fact, value: object, now: datetime) -> str:
    match value:
        case int() if fact.kind == "price":
            return price(value)
        case datetime():
            return moment(value.astimezone(now.tzinfo), now)
        case date():
            return day(value, now.date())
        case time():
            return clock(datetime.combine(now.date(), value))
        case tuple():
            return " - ".join(_one(fact, part, now) for part in value)
        case _:
            return str(value)
