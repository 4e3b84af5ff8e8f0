"""The copy of an invoice, or a proof of purchase: an order's lines on a page, in French."""

from datetime import date

from coccinelle.core.business import Business, Legal
from coccinelle.core.orders import Order, OrderLine
from coccinelle.kit.pdf import Paper
from coccinelle.replies import french
from coccinelle.replies.typography import NARROW, NBSP

NO_INVOICE = "Ce document n'est pas une facture : il atteste de l'achat."


class FrenchPapers:
    def purchase(self, order: Order, customer: str, business: Business, on: date) -> bytes:
        legal = business.legal
        title = "Facture (copie)" if legal else "Justificatif d'achat"
        paper = Paper(f"{title} {order.number}", business.name)
        paper.title(title)
        paper.strong(business.name)
        paper.text(business.address, *_reached_at(business), *_registered(legal))
        bought = french_day(order.ordered_at.astimezone(business.zone).date())
        paper.text(f"Commande n° {order.number} du {bought}", customer and f"Client : {customer}")
        paper.table(
            ("Article", "Quantité", "Prix unitaire", "Montant"),
            [_row(line) for line in order.lines],
            ("Total TTC", "", "", _price(order.total_cents)),
        )
        paper.text(*_vat(order.total_cents, legal))
        paper.small(*(() if legal else (NO_INVOICE,)), f"Établi le {french_day(on)}.")
        return paper.finished()


def french_day(day: date) -> str:
    """1er janvier 2025."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {french.MONTHS[day.month - 1]} {day.year}"


def _price(cents: int) -> str:
    """With its cents even when there are none, as columns want it: 89,00 €."""
    euros, rest = divmod(cents, 100)
    return f"{euros:,}".replace(",", NARROW) + f",{rest:02d}{NBSP}€"


def _row(line: OrderLine) -> tuple[str, str, str, str]:
    details = " · ".join(filter(None, (line.color, line.size and f"taille {line.size}")))
    article = f"{line.product} ({details})" if details else line.product
    unit, amount = line.unit_price_cents, line.quantity * line.unit_price_cents
    return article, str(line.quantity), _price(unit), _price(amount)


def _reached_at(business: Business) -> tuple[str, ...]:
    phone = french.phone(business.phone) if business.phone else ""
    return tuple(filter(None, (phone, business.email)))


def _registered(legal: Legal | None) -> tuple[str, ...]:
    if legal is None:
        return ()
    siren = " ".join((legal.siren[:3], legal.siren[3:6], legal.siren[6:]))
    vat = f"N° de TVA : {legal.vat_number}" if legal.vat_number else ""
    return tuple(filter(None, (f"SIREN : {siren}", vat)))


def _vat(total_cents: int, legal: Legal | None) -> tuple[str, ...]:
    """Prices of a shop include the tax: it is taken out of the total, to the cent."""
    if legal is None:
        return ()
    if not legal.vat_percent:
        return ("TVA non applicable, article 293 B du CGI",)
    net = round(total_cents / (1 + legal.vat_percent / 100))
    rate = french.percent(legal.vat_percent)
    return (
        f"Total hors taxes : {_price(net)}",
        f"TVA {rate} : {_price(total_cents - net)}",
    )
