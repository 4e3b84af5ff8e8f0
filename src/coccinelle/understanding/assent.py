"""Whether a contact says yes, says no, asks something else or corrects what was said."""

from coccinelle.understanding.passage import Passage

_NODS = frozenset("👍👌✅🙏")


def agrees(passage: Passage) -> bool:
    """A "super" before another question is courtesy, a "oui" is not."""
    if agrees_plainly(passage):
        return True
    return not asks(passage) and (passage.hears("okay", "come_by") or _is_pleased(passage))


def agrees_plainly(passage: Passage) -> bool:
    if passage.hears("agree", "hold", "take_it") or _nods(passage):
        return True
    if "?" in passage.text.folded or passage.hears("price", "hours", "have", "place"):
        return passage.hears("come_by") and not passage.hears("have")
    return passage.hears("okay")


def _nods(passage: Passage) -> bool:
    return not passage.words and bool(_NODS.intersection(passage.text.original))


def _is_pleased(passage: Passage) -> bool:
    """A lone "merci" after an offer agrees, politely."""
    return passage.hears("positive") and not passage.hears("nope", "negative")


def declines(passage: Passage) -> bool:
    """The first of yes and no wins: "non merci", "oui pas de problème"."""
    if passage.hears("cancel", "think_over", "none_of_them"):
        return True
    if passage.hears("not_come") and not passage.hears("not_before"):
        return True
    no = next((h.start for h in passage.heard if h.concept == "nope"), None)
    yes = next((h.start for h in passage.heard if h.concept in ("okay", "hold")), None)
    return no is not None and (yes is None or no <= yes)


def corrects(passage: Passage) -> bool:
    return passage.hears("correction")


def asks(passage: Passage) -> bool:
    return "?" in passage.text.folded or (
        passage.hears("have", "price", "hours") and not passage.hears("agree", "correction")
    )
