"""Which bought article a customer speaks of: by the order's number, else by their own history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import orders, proof
from coccinelle.skills.items import AT_MOST

SOURCE = "commande"


@dataclass(frozen=True, slots=True)
class Bought:
    order: Order
    line: OrderLine

    @property
    def about(self) -> str:
        """What a question of ours keeps, to find it again: "2847/1"."""
        return f"{self.order.number}/{self.line.position}"


def find(request: Request, situation: Situation) -> tuple[Bought, ...]:
    """Every one that fits what was said, newest first: one is meant; several are asked about; none
    is an order of somebody else, of nobody, or nothing bought at all."""
    asked = _asked_about(request, situation)
    if asked:
        return (asked,)
    number = orders.said_number(request, situation) or _asked_of(request, situation)
    meant = _of_number(number, situation) if number else situation.orders.recent()
    everything = tuple(Bought(o, line) for o in meant for line in o.lines)
    return _meant(request, _said_before(everything, request, situation), is_certain=bool(number))


def as_carried(one: Bought, situation: Situation) -> Bought:
    """A carrier may know that it has arrived before the shop's own file does."""
    order = one.order
    if order.status != "shipped" or not order.tracking_number:
        return one
    try:
        tracking = situation.parcels.track(order.tracking_number, order.carrier)
    except (TemporaryError, PermanentError):
        return one
    at = tracking.delivered_at
    return replace(one, order=replace(order, status="delivered", delivered_at=at)) if at else one


def which(
    bought: tuple[Bought, ...], request: Request, skill: str, situation: Situation
) -> Proposal:
    """Asks which of them: the order when each has its own, else the article."""
    several = tuple({b.order.number: b.order for b in bought}.values())
    if len(several) > 1:
        asked = orders.which(several, request, situation, skill)
        return replace(asked, remember=_remember(request))
    number = several[0].number
    lines = tuple({b.line.product_ref: b.line for b in bought}.values())[:AT_MOST]
    names = situation.fact("product", tuple(x.product for x in lines), SOURCE)
    refs = tuple(x.product_ref for x in lines)
    return Proposal(
        skill=skill,
        phrases=(Phrase("which_bought", {"products": names}),),
        question=OpenQuestion("which_product", orders.wish(request), refs, about=number),
        order=number,
        remember=_remember(request),
    )


def none_found(request: Request, skill: str, situation: Situation) -> Proposal:
    """Somebody else's order and one that does not exist are the same answer."""
    number, recent = orders.said_number(request, situation), situation.orders.recent()
    if not recent:
        return proof.ask(situation, request, number)
    if number:
        asked = orders.unknown(request, situation, skill, number)
    else:
        asked = orders.which(recent, request, situation, skill)
    return replace(asked, remember=_remember(request))


def _remember(request: Request) -> dict[str, object]:
    """What was said waits for the order it is of."""
    said = request.entity("size_to") or request.entity("size")
    product = request.entity("product")
    return {
        "size": str(said.value) if said else None,
        "product_ref": product.ref if product else None,
        "is_holding": False,
    }


def _asked_of(request: Request, situation: Situation) -> str:
    """The order whose articles we asked to choose from, "" for none."""
    question = situation.memory.question
    if question is None or question.kind != "which_product" or "/" in question.about:
        return ""
    return question.about if question.wanted.partition("/")[0] == request.intent else ""


def _asked_about(request: Request, situation: Situation) -> Bought | None:
    """The answer to a question of ours about one article: "en 36 alors"."""
    question = situation.memory.question
    if question is None or "/" not in question.about or request.entity("order_number"):
        return None
    if question.wanted.partition("/")[0] != request.intent:
        return None
    number, _, position = question.about.partition("/")
    order = situation.orders.order(number)
    line = next((x for x in order.lines if str(x.position) == position), None) if order else None
    said = request.entity("product")
    is_another = said is not None and line is not None and said.ref not in (None, line.product_ref)
    return Bought(order, line) if order and line and not is_another else None


def _said_before(
    bought: tuple[Bought, ...], request: Request, situation: Situation
) -> tuple[Bought, ...]:
    """ "ma jupe", then "la 2847" once the order was asked for: it is still about the skirt."""
    question = situation.memory.question
    is_answer = question is not None and question.kind == "which_order"
    if not is_answer or request.entity("product"):
        return bought
    ref = situation.memory.product_ref
    return tuple(b for b in bought if b.line.product_ref == ref) or bought


def _of_number(number: str, situation: Situation) -> tuple[Order, ...]:
    order = orders.by_number(number, situation)
    return (order,) if order else ()


def _meant(request: Request, bought: tuple[Bought, ...], *, is_certain: bool) -> tuple[Bought, ...]:
    """is_certain: the order was named, so a product that is not quite the one said is no doubt."""
    said = [e for e in request.entities if e.name == "product"]
    refs = {ref for e in said for ref in (e.ref, *e.candidates)} - {None}
    exact = tuple(b for b in bought if b.line.product_ref in refs)
    words = [text for e in said for text in (str(e.value), e.words)]
    named = exact or tuple(b for b in bought if _shares_noun(b.line, words))
    if refs and not named and not is_certain:
        return ()
    return _narrowed(request, named or bought)


def _narrowed(request: Request, bought: tuple[Bought, ...]) -> tuple[Bought, ...]:
    """The size received, then the colour, as long as they leave something."""
    size, colors = request.entity("size_from"), _said(request, "color")
    if size:
        sized = tuple(b for b in bought if b.line.size.casefold() == str(size.value).casefold())
        bought = sized or bought
    return tuple(b for b in bought if b.line.color.casefold() in colors) or bought


def _said(request: Request, name: str) -> set[str]:
    return {str(e.value).casefold() for e in request.entities if e.name == name}


def _shares_noun(line: OrderLine, words: Iterable[str]) -> bool:
    """ "le pantalon" is the trousers they bought, whichever the catalogue would have thought of."""
    noun = line.product.casefold().split()[0].rstrip("s")
    return any(noun in text.casefold() for text in words)
