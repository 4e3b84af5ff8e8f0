"""Did we answer well? Who is asked, when, and what an answer by SMS means: pure rules."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

QUIET_FOR = timedelta(hours=2)  # a conversation, before it is asked
AT_MOST_EVERY = timedelta(days=30)  # one person
HEARD_FOR = timedelta(days=2)  # a bare "1" means the mark for so long
LINK_LIFE = timedelta(days=14)
YES, NO = 5, 1  # of 5
KINDS = ("sms", "email")  # of channels where we may ask

_WORDS = {
    "1": YES, "2": NO, "3": 3, "4": 4, "5": 5, "oui": YES, "yes": YES, "👍": YES,
    "non": NO, "no": NO, "👎": NO,
}  # fmt: skip
# After it: nothing, a break, or another word that can only begin something else.
_MARK = re.compile(
    r"^\s*(?:r[ée]ponse|note|je r[ée]ponds|je dirais|i say)?\s*:?\s*"
    r"(?P<said>[1-5]|oui|non|yes|no|👍\S?|👎\S?)(?:\s*/\s*5)?\s*(?:\((?:oui|non|yes|no)\))?"
    r"(?P<rest>$|\s*[.,;!?…:)\n-](?!\d).*|\s+(?:et|mais|and|but|car|merci|thanks|thank)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LINK_WORDS = re.compile(r"^[\s.,;!?…:)\-]*(?:(?:et|and|mais|but)\s+)?", re.IGNORECASE)
_COURTESY = re.compile(
    r"(?:\W|\b(?:merci|thanks|thank you|beaucoup|bien|tout|tr[èe]s|parfait|super|top|nickel|bonne"
    r"|belle|journ[ée]e|soir[ée]e|[àa] vous|bravo|very|much|a lot|oui|non|yes|no)\b)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """score: of 5; rest: what they say besides, "" when that is courtesy alone."""

    score: int
    rest: str = ""


def is_drawn(exchange: str, share: float) -> bool:
    """exchange: what is drawn for. The same one is drawn each time it is asked."""
    digest = hashlib.sha256(exchange.encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64


def mark_of(text: str) -> Mark | None:
    """ "1", "2.", "oui merci", "2, et vous ouvrez quand ?"; None for "2 robes svp"."""
    found = _MARK.match(text)
    if found is None:
        return None
    rest = _LINK_WORDS.sub("", found["rest"], count=1).strip()
    score = _WORDS[found["said"][:1] if found["said"][0] in "👍👎" else found["said"].lower()]
    return Mark(score, "" if _COURTESY.fullmatch(rest) else rest)
