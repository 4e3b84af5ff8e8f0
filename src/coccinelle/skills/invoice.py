"""Paying and invoices: how to pay from the shop's pages, a copy of an invoice by a link."""

from coccinelle.core.facts import Phrase
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.kit import link_token
from coccinelle.skills import orders, pages, shop_info

NAME = "invoice"
INTENTS = ("payment_invoice",)


def propose(request: Request, situation: Situation) -> Proposal:
    match request.sub_kind:
        case "copy":
            return _copy(request, situation)
        case "dispute":
            return _disputed(request, situation)
        case "refused":
            return _refused(situation)
        case "correction":
            return _for_a_member(request, situation)
        case _:
            found = shop_info.from_pages(situation, shop_info.PAYMENT)
            return (
                found
                or pages.answered(situation, NAME)
                or pages.unanswered(situation, NAME, "Le paiement")
            )


def _copy(request: Request, situation: Situation) -> Proposal:
    order = orders.find(request, situation, NAME, _likely)
    if isinstance(order, Proposal):
        return order
    if order.status == "cancelled":
        reason = f"Facture d'une commande annulée - Commande #{order.number}"
        return Proposal(skill=NAME, concern=Concern("draft", reason), order=order.number)
    token = link_token.new_token(situation.business.id)
    url = f"{situation.public_url}/documents/{token}"
    facts = {
        "order": orders.order_fact(order, situation),
        "link": situation.fact("url", url, "copie de facture"),
    }
    return Proposal(
        skill=NAME,
        phrases=(Phrase("invoice_copy", facts, tells_act=True),),
        actions=(_action(order, token, situation),),
        order=order.number,
        remember=orders.remembered(order, situation),
    )


def _action(order: Order, token: str, situation: Situation) -> PlannedAction:
    """Each copy has its own link, so each time it is asked for is a new one."""
    return PlannedAction(
        kind="document.invoice",
        key=f"invoice:{order.contact_id}:{order.number}:{situation.turn_key}",
        params={"order_id": order.id, "contact_id": order.contact_id, "token": token},
        summary=f"Copie de la facture de la commande #{order.number}",
    )


def _likely(recent: tuple[Order, ...]) -> tuple[Order, ...]:
    paid = tuple(o for o in recent if o.status != "cancelled")
    return tuple(o for o in paid if not o.is_from_the_shop) or paid


def _refused(situation: Situation) -> Proposal:
    """How to pay is no answer to a card that is refused."""
    return Proposal(
        skill=NAME,
        phrases=(pages.to_complete(situation),),
        concern=Concern("draft", "Paiement refusé : à vous de regarder"),
        meanwhile=(Phrase("payment_refused", {}, ("apology",)),),
    )


def _disputed(request: Request, situation: Situation) -> Proposal:
    """Charged twice or for nothing: heard at once, checked by a member."""
    order = _meant(request, situation)
    facts = {"order": orders.order_fact(order, situation)} if order else {}
    said = Phrase("payment_disputed", facts, ("apology",))
    return Proposal(skill=NAME, order=order.number if order else "", meanwhile=(said,))


def _for_a_member(request: Request, situation: Situation) -> Proposal:
    """The case is made up with the order, when one is meant beyond doubt."""
    order = _meant(request, situation)
    return Proposal(skill=NAME, order=order.number if order else "")


def _meant(request: Request, situation: Situation) -> Order | None:
    number = orders.said_number(request, situation)
    return orders.by_number(number, situation) if number else None
