"""The least a skill of orders does: the price of the first line, or who is asking?"""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import proof

NAME = "order_status"
INTENTS = ("order_status",)


def propose(request: Request, situation: Situation) -> Proposal:
    said = request.entity("order_number")
    number = str(said.value) if said else ""
    recent = situation.orders.recent()
    order = situation.orders.order(number) if number else (recent[0] if recent else None)
    if order is None:
        return proof.ask(situation, request, number)
    line = order.lines[0]
    facts = {
        "product": situation.fact("product", line.product, "commande"),
        "price": situation.fact("price", line.unit_price_cents, "commande"),
    }
    return Proposal(skill=NAME, phrases=(Phrase("price", facts),), order=order.number)
