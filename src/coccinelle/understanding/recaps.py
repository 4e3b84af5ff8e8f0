"""The answer to a recap of what changes an order: "oui 472", "non finalement gardez-la"."""

import re
from dataclasses import replace

from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import asks_only, refuses
from coccinelle.understanding.beside import is_another_matter
from coccinelle.understanding.completing import to_proposal
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.stretches import Units

RECAPPED = frozenset(("order_cancel", "order_modify", "exchange_request"))
_OTHERWISE = frozenset(("order_modify", "exchange_request", "return_refund"))
_PLAIN = 0.5
_SURE = 0.95
# Our short code, said after the yes it signs: an order's number stands after "commande" or "la".
_NO_MORE = r"(?!\d|[.,]\d| ?(?:€|h\b))"
_SIGNED = re.compile(
    r"^\W*(?:(?:oui|ouais|yes|yep|yeah|ok|okay|d'accord|dac|je|i|confirm\w*|valide|code|le|the|est|"
    rf"is|c'est|svp|merci|parfait|go)\W+)*(?P<v>\d{{3}}){_NO_MORE}"
    rf"|\b(?:code|oui|yes|ok)\W{{1,3}}(?P<w>\d{{3}}){_NO_MORE}"
    r"|^\W*(?P<x>\d{3})\W+(?:oui|yes|ok|je confirme|confirm)"
)
_KEEP = re.compile(
    r"\b(?:gard(?:e|ez|ons|er)|conserv\w+|maint(?:enez|iens|enir)|"
    r"laissez(?:-| )?(?:la|le|les|comme|tel)|annul\w+ (?:pas|rien|plus)|pas annul\w+|keep|"
    r"(?:don't|do not) cancel|leave it|as it is)\b"
)
# Nothing is lost when nothing is cancelled.
_DROP = re.compile(r"\b(?:laisse[rz]? tomber|oublie[rz]?|forget it|never ?mind)\b")
_DO_IT = re.compile(
    r"\b(?:annul(?:e|ez|er|ons)(?:[- ](?:la|le|les|tout))?|cancel(?: it| them)?|supprim\w+)\b"
    r"|\b(?:confirm\w*|valid\w*|ok|d'accord|oui|yes|agree\w*)\b[^.?!]{0,20}"
    r"\b(?:annulation|cancell?ation)\b"
)


def to_recap(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> tuple[Answer | None, tuple[Asked, ...]]:
    """As any proposal, but "annulez" agrees to a cancellation and "gardez-la" refuses it."""
    intent = question.wanted.partition("/")[0]
    if intent not in RECAPPED:
        return to_proposal(passage, question, requests, units)
    code = _code(passage)
    if code:
        return Answer("yes"), (_made(passage, question, code),)
    if intent == "order_cancel":
        said = _of_cancelling(passage, requests)
        if said == "yes":
            return Answer("yes"), (_made(passage, question),)
        if said == "no":
            return Answer("no"), _instead(passage, requests)
    return to_proposal(passage, question, requests, units)


def _of_cancelling(passage: Passage, requests: tuple[Asked, ...]) -> str:
    folded = passage.text.folded
    if is_another_matter(passage, requests, "order_cancel") or asks_only(passage):
        return ""
    if _KEEP.search(folded) or _DROP.search(folded):
        return "no"
    if refuses(passage) and requests[0].intent in _OTHERWISE:
        return "no"
    return "yes" if _DO_IT.search(folded) else ""


def _instead(passage: Passage, requests: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """ "non, changez juste la taille"."""
    if requests[0].intent in _OTHERWISE and requests[0].confidence >= _PLAIN:
        return requests
    return (replace(whole(passage, "ack_closing"), sub_kind="no"),)


def _code(passage: Passage) -> Found | None:
    match = _SIGNED.search(passage.text.folded)
    group = next((g for g in "vwx" if match and match[g]), None)
    return Found("code", match[group], *match.span(group)) if match and group else None


def _made(passage: Passage, question: OpenQuestion, code: Found | None = None) -> Asked:
    intent, _, kind = question.wanted.partition("/")
    own = (code,) if code else ()
    drops = ("order_number", "quantity") if code else ()
    made = replace(whole(passage, intent), confidence=_SURE, sub_kind=kind or None)
    return replace(made, own=own, drops=drops)
