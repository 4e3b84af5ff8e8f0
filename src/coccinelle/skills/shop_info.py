"""Delivery, payment, offers: answered in the words of the shop's own pages, never guessed."""

import re
from collections.abc import Sequence

from coccinelle.core.facts import Phrase
from coccinelle.core.knowledge import HOW_LONG, HOW_MUCH, Found, speaks_of, stem, wanted_of
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import pages
from coccinelle.skills.pages import EXCHANGE, RETURN

NAME = "shop_info"
INTENTS = ("delivery_info", "promo_loyalty")

DELIVERY = ("livr", "exped", "envo", "port", "retir", "retrait", "relais", "transport", "colis",
            "etranger", "ship", "deliver", "postage")  # fmt: skip
PAYMENT = ("pay", "pai", "regl", "factur", "cheque", "carte", "detaxe", "moyen", "virement",
           "especes", "invoice", "card", "cash")  # fmt: skip
_DELAYS = ("delai", "delay")
_CODES = ("code", "promo", "discount", "voucher", "offre")
# Each its own matter, so that the loyalty page does not answer for a code.
_OFFERS = (
    ("fidel", "loyal", "point"),
    ("cadeau", "gift"),
    ("parrain", "referral"),
    ("sold", "sale"),  # a legal period: never denied without a page
    ("avoir", "bon"),
    _CODES,
)
_SENTENCE = re.compile(r"[?!.;\n]+")
_CLAUSE = re.compile(r"[?!.;\n]+| et | and |, ")
# How long and how much are asked of the delivery as such, each with a page of its own.
_PAGE_OF = {HOW_LONG: "délais de livraison", HOW_MUCH: "coût de la livraison"}
_TELLS_NOTHING = frozenset(
    map(stem, "achete achat commande panier euro partir moins arrive recois met compter cb".split())
)
_IF_ORDERED = re.compile(r"\b(?:si (?:je|on|nous) command|en commandant|if (?:i|we) order)", re.I)


def propose(request: Request, situation: Situation) -> Proposal:
    if request.intent == "delivery_info":
        return _of_delivery(situation)
    match request.sub_kind:
        case "discount":
            return _no_discount(situation)
        case "goodwill":
            return Proposal(
                skill=NAME,
                phrases=(Phrase("goodwill_heard", {}, (pages.CAREFUL,)),),
                concern=Concern("draft", "Geste commercial : à valider"),
            )
        case _:
            return _offer(request, situation)


def delay(situation: Situation) -> tuple[Phrase, ...]:
    """ "combien de jours faut-il compter ?" names no delivery: the page on delays answers."""
    for clause in filter(_asks_how_long, _CLAUSE.split(situation.said)):
        found = _answer(clause, _DELAYS, situation)
        if found and not speaks_of(found.question, (*EXCHANGE, *RETURN)):
            return (pages.quote(found, situation),)
    return ()


def _of_delivery(situation: Situation) -> Proposal:
    if found := _as_such(situation):
        return Proposal(skill=NAME, phrases=tuple(pages.quote(one, situation) for one in found))
    told = from_pages(situation, DELIVERY)
    if told is None and (quoted := delay(situation)):
        return Proposal(skill=NAME, phrases=quoted)
    return (
        told or pages.answered(situation, NAME) or pages.unanswered(situation, NAME, "La livraison")
    )


def _as_such(situation: Situation) -> list[Found]:
    """ "Vous livrez en combien de jours, et à quel prix ?" names nothing but the delivery: how long
    and how much, each from its page; empty when more is said of it, or a page lacks."""
    sentences = _SENTENCE.split(situation.said)
    if any(request.intent != "delivery_info" for request in situation.reading.requests):
        sentences = [sentence for sentence in sentences if speaks_of(sentence, DELIVERY)]
    clauses = [clause for sentence in sentences for clause in _CLAUSE.split(sentence)]
    asked = list(dict.fromkeys(one for clause in clauses for one in _wanted(clause)))
    if not asked or not set(asked) <= _PAGE_OF.keys():
        return []
    found = [situation.knowledge.answer(_PAGE_OF[one], DELIVERY) for one in asked]
    return [] if None in found else list(dict.fromkeys(one for one in found if one))


def _wanted(clause: str) -> list[str]:
    """In the order they are asked."""
    if _IF_ORDERED.search(clause):  # "si je commande aujourd'hui, je reçois samedi ?"
        return [HOW_LONG]
    wanted = wanted_of(clause, DELIVERY) - _TELLS_NOTHING
    if not wanted and speaks_of(clause, ("combien", "cb", "much")):
        return [HOW_MUCH]
    return sorted(wanted, key=clause.find)


def _asks_how_long(clause: str) -> bool:
    return speaks_of(clause, (*_DELAYS, "jour", "temps", "long", "days"))


def from_pages(situation: Situation, topics: Sequence[str]) -> Proposal | None:
    """The shop's own answers, quoted, each question its own; None when no page surely gives one."""
    clauses = [c for c in _CLAUSE.split(situation.said) if c.strip()]
    is_alone = len(situation.reading.requests) == 1
    mine = sum(speaks_of(c, topics) for c in clauses)
    whole = _answer(situation.said, topics, situation) if is_alone and mine < 2 else None
    found = [whole] if whole else _by_clause(clauses, topics, situation, is_alone=is_alone)
    if not found:
        return None
    phrases = tuple(pages.quote(one, situation) for one in dict.fromkeys(found))
    return Proposal(skill=NAME, phrases=phrases)


def _by_clause(
    clauses: Sequence[str], topics: Sequence[str], situation: Situation, *, is_alone: bool
) -> list[Found]:
    """In the order they were asked. is_alone: "et on peut payer en plusieurs fois ?" is answered
    too, though nothing more was read; but nothing at all when the matter itself has no answer."""
    mine = {c: _answer(c, topics, situation) for c in clauses if speaks_of(c, topics)}
    if not any(mine.values()):
        return []
    answers = (mine[c] if c in mine else _beside(c, situation, is_alone) for c in clauses)
    return [one for one in answers if one]


def _beside(clause: str, situation: Situation, is_alone: bool) -> Found | None:
    matters = [m for m in (DELIVERY, PAYMENT, EXCHANGE, RETURN) if speaks_of(clause, m)]
    return _answer(clause, matters[0], situation) if is_alone and matters else None


def _answer(clause: str, topics: Sequence[str], situation: Situation) -> Found | None:
    found = situation.knowledge.answer(clause, topics)
    return found if found and pages.is_of_their_matter(found, clause) else None


def _offer(request: Request, situation: Situation) -> Proposal:
    code = request.entity("promo_code")
    if code:
        reason = f"Code « {code.value} » qui pose question : à vous de voir"
        careful = (pages.to_complete(situation),)
        return Proposal(skill=NAME, phrases=careful, concern=Concern("draft", reason))
    matters = [topics for topics in _OFFERS if speaks_of(situation.said, topics)]
    found = [answered for topics in matters if (answered := from_pages(situation, topics))]
    if found:
        return found[0]
    if matters and matters != [_CODES]:
        told = pages.answered(situation, NAME)
        return told or pages.unanswered(situation, NAME, "Offres et fidélité")
    return Proposal(skill=NAME, phrases=(Phrase("no_offer", {}),))


def _no_discount(situation: Situation) -> Proposal:
    """A kind no, and what the shop gives to everyone, if it says so."""
    loyalty = situation.knowledge.answer("fidélité", _OFFERS[0])
    facts = {}
    if loyalty and pages.is_short(loyalty):
        facts["loyalty"] = situation.fact("text", pages.bare(loyalty), pages.source(loyalty))
    return Proposal(skill=NAME, phrases=(Phrase("no_discount", facts),))
