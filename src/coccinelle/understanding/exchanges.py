"""What is said of an exchange once it is open: another way, another size, or no longer."""

import re
from dataclasses import replace

from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import asks, calls_off, corrects
from coccinelle.understanding.beside import is_another_matter, is_grave
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.ways import way_said

EXCHANGE = "exchange_request"
_WAYS = ("shop", "post")
_SURE = 0.95
_BRIEF = 12  # words that hold one change of mind
_KEEPS = re.compile(
    r"\b(?:je (?:le |la |les )?garde|je vais (?:le |la |les )garder|on (?:le |la |les )?garde|"
    r"(?:i'll|i will|i'm going to) keep|keeping (?:it|them)|plus besoin d'echang\w*|"
    r"plus (?:d'|l')echange|pas d'echange|(?:sans|pas) echanger)\b"
)
_LABEL = re.compile(
    r"\b(?:(?:pas|plus|jamais|ou|perdu|retrouve|renvoy\w+|imprim\w+|ouvr\w+)\b.{0,25}"
    r"(?:etiquette|lien|bordereau|bon de retour)|(?:etiquette|lien|bordereau)\b.{0,25}"
    r"(?:pas|plus|expire|perdu\w*|imprim\w+)|(?:lost|where|get|print|open|resend|find)\b.{0,20}"
    r"\blabel|label\b.{0,20}(?:expired|not|won't|lost))\b"
)
_NAMED = re.compile(
    r"(?<!pas )\bannul\w+ (?:l'|mon |cet |notre |(?:la|ma) demande d')?echange\b|"
    r"(?<!not )(?<!n't )\bcancel\w* (?:my |the |this |our )?exchange\b"
)
_MONEY = re.compile(r"\b(?:rembours\w*|refund\w*|mon argent|money back)\b")
_OTHER_ORDER = re.compile(r"\b(?:commande|order)\b")
_CARRIED = frozenset(
    "ack_closing unclear_other hold_item stock_availability exchange_request order_modify "
    "product_service_info delivery_info hours_location booking_modify booking_create "
    "place_order order_status return_refund".split()
)


def of_exchange(
    passage: Passage, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...]] | None:
    """None when the words are about something else than an exchange that is open. One called off by
    its name is meant days later too, when nothing is remembered."""
    if is_grave(passage, requests):
        return None
    if _NAMED.search(passage.text.folded) and calls_off(passage):
        return None, (called_off(passage),)
    return _of_the_one_spoken_of(passage, requests)


def _of_the_one_spoken_of(
    passage: Passage, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...]] | None:
    if passage.memory.about != EXCHANGE:
        return None
    if is_another_matter(passage, requests, EXCHANGE):
        return None
    if calls_exchange_off(passage, requests):
        return None, (called_off(passage),)
    if _LABEL.search(passage.text.folded) and requests[0].intent in _CARRIED | {"item_problem"}:
        return None, (_made(passage, "label"),)
    if not {r.intent for r in requests} <= _CARRIED or len(passage.words) > 2 * _BRIEF:
        return None
    variant = new_variant(passage)
    if variant:
        return Answer("correction", str(variant[-1].value)), (resized(passage, variant),)
    way = way_said(passage.text.folded, _WAYS)
    if way in _WAYS and not asks(passage):
        return Answer("correction", way), (_made(passage, "way"),)
    return None


def calls_exchange_off(passage: Passage, requests: tuple[Asked, ...]) -> bool:
    """ "annulez l'échange", "finalement je le garde"; not the order, not "remboursez-moi"."""
    folded = passage.text.folded
    other = _MONEY.search(folded) or (_OTHER_ORDER.search(folded) and "echang" not in folded)
    if other or (asks(passage) and "echang" not in folded):
        return False
    if _KEEPS.search(folded) and len(passage.words) <= _BRIEF:
        return True
    comes_not = passage.hears("not_come") and not passage.hears("cancel")
    return calls_off(passage) and not comes_not and len(passage.words) <= 2 * _BRIEF


def new_variant(passage: Passage) -> tuple[Found, ...]:
    """The size or colour wanted after all: "finalement le 38", "plutôt en noir"."""
    if len(passage.words) > _BRIEF or (asks(passage) and not corrects(passage)):
        return ()
    sizes = [f for f in passage.found if f.name in ("size", "size_to")]
    colors = [f for f in passage.found if f.name == "color"]
    return tuple(replace(f, name="size_to") for f in sizes[-1:]) + tuple(colors[-1:])


def called_off(passage: Passage) -> Asked:
    """ "finalement je garde le 40" asks for no 40."""
    return replace(_made(passage, "cancel"), drops=("size", "color"))


def resized(passage: Passage, variant: tuple[Found, ...]) -> Asked:
    return replace(_made(passage, None), own=variant, drops=("size", "size_from"))


def _made(passage: Passage, kind: str | None) -> Asked:
    return replace(whole(passage, EXCHANGE), confidence=_SURE, sub_kind=kind)
