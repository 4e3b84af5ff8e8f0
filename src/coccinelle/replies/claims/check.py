"""The claim check: every figure, date, price or address of a reply must be a fact of the turn."""

from collections.abc import Iterable
from datetime import datetime

from coccinelle.core.facts import Fact
from coccinelle.replies.claims.backing import gather
from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.reader import read_claims
from coccinelle.replies.claims.surface import surface

LONGEST = 10_000  # characters: no reply of ours is that long


def check_claims(text: str, facts: Iterable[Fact], *, now: datetime) -> tuple[Claim, ...]:
    """The claims that no fact backs, in the order of the text; empty when the text may leave.

    Both languages are always read: a false price is false in either. now: in the business's zone;
    "demain" and "ce soir" are resolved against it. Facts the text quotes (the shop's name, its
    signature) count when they are given as facts of kind name or text.
    """
    if len(text) > LONGEST:
        return (Claim("length", f"{len(text)}", len(text)),)
    backing = gather(facts, now)
    claims = read_claims(surface(text), backing.texts)
    return tuple(claim for claim in claims if not backing.backs(claim))
