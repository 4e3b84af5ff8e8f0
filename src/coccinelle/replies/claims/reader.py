"""Everything a text claims, read once, the clearest meanings first."""

from collections.abc import Iterable

from coccinelle.replies.claims import amounts, offers, references
from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.moments import read_moments
from coccinelle.replies.claims.page import Page


def read_claims(surface_text: str, quoted: Iterable[str] = ()) -> tuple[Claim, ...]:
    """In the order of the text; `quoted`: surface words that may stand as they are."""
    page = Page(surface_text)
    for words in sorted(quoted, key=len, reverse=True):
        page.cover_text(words)
    found = references.read_addresses(page)
    amounts.read_choices(page)
    found += offers.read_offers(page)
    found += amounts.read_prices(page)
    found += references.read_named_references(page)
    found += read_moments(page)
    found += amounts.read_sizes(page)
    found += amounts.read_counts(page)
    found += offers.read_colors(page)
    found += amounts.read_durations(page)
    found += references.read_coded_references(page)
    found += amounts.read_numbers(page)
    return tuple(sorted(found, key=lambda claim: claim.start))
