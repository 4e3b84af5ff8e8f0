"""The copy of an invoice, or a proof of purchase that says it is none."""

import base64
import re
import zlib
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.business import Business, Legal
from coccinelle.core.hours import OpeningHours
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.policy import Policy
from coccinelle.replies.papers import FrenchPapers

PARIS = ZoneInfo("Europe/Paris")
BOUGHT = datetime(2025, 1, 1, 20, 47, tzinfo=PARIS)
LEGAL = Legal("123456789", "FR40123456789")
SHOP = Business(
    1, "elegance", "Élégance Paris", "boutique", PARIS, "fr", "24 Rue de Rivoli, 75004 Paris",
    "+33199001234", "", "", "Sarah", OpeningHours(((),) * 7, frozenset(), PARIS), Policy(),
)  # fmt: skip
LINES = (
    OrderLine(1, "PN-118-40", "PN-118", "Pantalon <noir>", "noir", "40", 1, 8900),
    OrderLine(2, "EC-1", "EC", "Écharpe", "", "", 2, 61725),
)
ORDER = Order(1, "2847", 7, "delivered", BOUGHT, None, None, "", "", LINES, BOUGHT)


def printed(order: Order = ORDER, legal: Legal | None = None) -> str:
    paper = FrenchPapers().purchase(order, "Emma", replace(SHOP, legal=legal), date(2025, 1, 16))
    return words(paper)


def words(pdf: bytes) -> str:
    """What its pages show, in the order it is drawn."""
    shown = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        drawn = zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))
        shown += re.findall(rb"\((.*?)(?<!\\)\) Tj", drawn)
    text = b"\n".join(shown)
    text = re.sub(rb"\\(\d{3})", lambda m: bytes([int(m[1], 8)]), text)
    return text.replace(b"\\(", b"(").replace(b"\\)", b")").decode("cp1252").replace("\xa0", " ")


def test_each_line_its_price_and_the_total_are_there() -> None:
    text = printed()
    for part in ("Pantalon <\nnoir\n>", "taille 40", "89,00 €", "Écharpe", "1 234,50 €",
                 "1 323,50 €", "n° 2847 du 1er janvier 2025", "Client : Emma"):  # fmt: skip
        assert part in text


def test_without_legal_numbers_it_is_no_invoice_and_says_so() -> None:
    text = printed()
    assert "Justificatif d'achat" in text
    assert "n'est pas une facture" in text
    assert "TVA" not in text


def test_with_legal_numbers_it_is_a_copy_with_its_tax() -> None:
    text = printed(replace(ORDER, lines=LINES[:1]), LEGAL)
    for part in ("Facture (copie)", "SIREN : 123 456 789", "FR40123456789",
                 "Total hors taxes : 74,17 €", "TVA 20 % : 14,83 €"):  # fmt: skip
        assert part in text
    assert "n'est pas une facture" not in text


def test_a_business_that_is_exempt_says_why_there_is_no_tax() -> None:
    assert "293 B" in printed(legal=replace(LEGAL, vat_percent=0))


@pytest.mark.parametrize("count", [1, 80])
def test_a_long_order_goes_on_on_the_next_page(count: int) -> None:
    paper = FrenchPapers().purchase(
        replace(ORDER, lines=LINES * count), "", SHOP, date(2025, 1, 16)
    )
    assert (paper.count(b"/Type /Page\n") > 1) == (count == 80)
