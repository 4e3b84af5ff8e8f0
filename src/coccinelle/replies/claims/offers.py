"""What a text gives away, and the colours it names: words that cost money when they are wrong."""

import re

from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.page import Page

OFFERS = {
    "free": r"gratuit[a-z]*|offerte?s?|(?:je vous|on vous|nous vous|je t'|on t')? ?offr(?:e|ons|irai|irons)"
    r"|sans (?:aucun )?frais|cadeaux?|(?<!feel )free(?! to)(?:bies?)?|complimentary|on the house"
    r"|no (?:extra )?charge|at no cost|gifts?",
    "refund": r"rembours[a-z]*|dedommag[a-z]*|indemnis[a-z]*|refund[a-z]*|reimburs[a-z]*|money back"
    r"|compensat[a-z]*",
    "discount": r"remises?|reductions?|reduit[a-z]*|rabais|ristournes?|promos?|promotions?|soldes?|soldee?s"
    r"|discount[a-z]*|on sale|geste commercial|bons? d'achat|vouchers?|codes? promo",
    "guarantee": r"garanti[a-z]*|promets|promis|promettons|sans faute|guarante[a-z]*|warrant[a-z]*"
    r"|promise[ds]?|without fail",
}  # fmt: skip
OFFER = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in OFFERS.items())
)

COLORS = {
    "noir": "noire?s?|black", "blanc": "blanc(?:he)?s?|white", "bleu": "bleue?s?|blue",
    "rouge": "rouges?|red", "vert": "verte?s?|green", "jaune": "jaunes?|yellow",
    "gris": "gris(?:es?)?|gr[ea]y", "rose": "roses?|pink", "beige": "beiges?",
    "marron": "marrons?|brune?s?|brown", "violet": "violet(?:te)?s?|purple",
    "bordeaux": "bordeaux|burgundy", "kaki": "kakis?|khaki", "ecru": "ecrue?s?|ecru|ivory|ivoire",
    "orange": "oranges?",
}  # fmt: skip
COLOR = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in COLORS.items())
)


def read_offers(page: Page) -> list[Claim]:
    """Free, refunded, reduced, guaranteed: the key is which of the four."""
    return page.take("offer", OFFER, lambda m: m.lastgroup)


def read_colors(page: Page) -> list[Claim]:
    return page.take("color", COLOR, lambda m: m.lastgroup)
