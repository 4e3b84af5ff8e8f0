"""What a text gives away, and the colours it names: words that cost money when they are wrong."""

import re

from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.page import Page


def _whole_words(groups: dict[str, str]) -> re.Pattern[str]:
    """One pattern, each of its groups named after what its words mean."""
    named = "|".join(f"(?P<{name}>{words})" for name, words in groups.items())
    return re.compile(f"(?<![a-z])(?:{named})(?![a-z])")


OFFERS = {
    "free": r"gratuit[a-z]*|offerte?s?"
    r"|(?:vous |te |t'|l')(?:la |le |les |l')?offr(?:e|ons|ir[a-z]+)"
    r"|sans (?:aucun )?frais|cadeaux?|(?<!feel )free(?! to)(?:bies?)?|complimentary|on the house"
    r"|no (?:extra )?charge|at no cost|gifts?",
    "refund": r"rembours[a-z]*|dedommag[a-z]*|indemnis[a-z]*|refund[a-z]*|reimburs[a-z]*|money back"
    r"|compensat[a-z]*",
    "discount": r"remises?|reductions?|reduit[a-z]*|rabais|ristournes?|promos?|promotions?"
    r"|soldes?|soldee?s|discount[a-z]*|on sale|geste commercial|bons? d'achat"
    r"|vouchers?|codes? promo",
    "guarantee": r"garanti[a-z]*|promets|promis|promettons|sans faute|guarante[a-z]*|warrant[a-z]*"
    r"|promise[ds]?|without fail",
}  # fmt: skip
OFFER = _whole_words(OFFERS)

COLORS = {
    "noir": "noire?s?|black", "blanc": "blanc(?:he)?s?|white", "bleu": "bleue?s?|blue",
    "rouge": "rouges?|red", "vert": "verte?s?|green", "jaune": "jaunes?|yellow",
    "gris": "gris(?:es?)?|gr[ea]y", "rose": "roses?|pink", "beige": "beiges?",
    "marron": "marrons?|brune?s?|brown", "violet": "violet(?:te)?s?|purple",
    "bordeaux": "bordeaux|burgundy", "kaki": "kakis?|khaki", "ecru": "ecrue?s?|ecru|ivory|ivoire",
    "orange": "oranges?",
}  # fmt: skip
COLOR = _whole_words(COLORS)


def read_offers(page: Page) -> list[Claim]:
    """Free, refunded, reduced, guaranteed: the key is which of the four."""
    return page.take("offer", OFFER, lambda m: m.lastgroup)


def read_colors(page: Page) -> list[Claim]:
    return page.take("color", COLOR, lambda m: m.lastgroup)
