"""Advice: what goes with what they bought, in stock in their size; a member decides."""

from dataclasses import replace
from datetime import timedelta

from coccinelle.core.catalogue import Product
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.core.styling import Family, Piece, Score, Styling, Wish, ranked
from coccinelle.packs.styling import styling_of
from coccinelle.skills import advice_asked, advice_card, advice_words
from coccinelle.skills.advice_asked import Asked, Worn
from coccinelle.skills.pages import CAREFUL

NAME = "advice"
INTENTS = ("product_service_info/advice",)
REQUIRED = Concern("draft", "Conseil requis")
EACH, SEVERAL = 2, 3  # of one kind that is asked for; of several that complete
SHOWN_FOR = timedelta(days=30)  # a post is what the shop puts forward now

Choice = tuple[Piece, Score]


def propose(request: Request, situation: Situation) -> Proposal:
    styling = styling_of(situation.business.sector)
    if styling is None:
        return _by_hand(situation)
    asked = advice_asked.read(request, situation, styling)
    between = advice_asked.between(request, situation)
    if between:
        asked = replace(asked, worn=(), families=(), is_named=True)
    elif len(asked.worn) > 1:
        return _which(asked.worn, situation)
    elif not asked.families or not (asked.worn or asked.tags):
        return _by_hand(situation)
    chosen = _chosen(asked, between, request, situation, styling)
    options = advice_card.options([piece for piece, _ in chosen])
    first = chosen[0][0] if chosen else None
    return Proposal(
        skill=NAME,
        phrases=advice_words.phrases(asked, chosen, situation, styling),
        concern=REQUIRED,
        handover=advice_card.handover(asked, options, styling),
        options=options,
        order=asked.worn[0].order if asked.worn else "",
        facts=tuple(_explained(piece, points, situation) for piece, points in chosen),
        remember=_remember(first) if first else {},
    )


def _chosen(
    asked: Asked,
    between: tuple[Product, ...],
    request: Request,
    situation: Situation,
    styling: Styling,
) -> list[Choice]:
    if between:
        pieces = [p for one in between for p in _left(one, asked, request, situation, styling)]
        return list(ranked(pieces, _wish(asked, situation), styling))
    if asked.is_named and len(asked.families) == 1:
        return _of(asked.families[0], asked, request, situation, styling)[:EACH]
    best = (_of(family, asked, request, situation, styling) for family in asked.families)
    return [found[0] for found in best if found][:SEVERAL]


def _left(
    product: Product, asked: Asked, request: Request, situation: Situation, styling: Styling
) -> list[Piece]:
    """Of an article they named, what can be had in their size."""
    family = styling.family_of(product.category)
    size = advice_asked.size_for(family, asked, request, situation, styling) if family else ""
    return [
        Piece(product, level)
        for level in situation.shop.stock(product.ref)
        if level.available and (not size or styling.same_size(level.size, size))
    ]


def _of(
    family: Family, asked: Asked, request: Request, situation: Situation, styling: Styling
) -> list[Choice]:
    """Best first, all of which speaks for them: what only clashes is no advice."""
    size = advice_asked.size_for(family, asked, request, situation, styling)
    pieces = _in_stock(family, size, asked, situation, styling)
    scored = ranked(pieces, _wish(asked, situation), styling)
    return [(piece, points) for piece, points in scored if points.points > 0]


def _in_stock(
    family: Family, size: str, asked: Asked, situation: Situation, styling: Styling
) -> list[Piece]:
    owned = {one.product.ref for one in advice_asked.purchases(situation)}
    owned |= {one.product.ref for one in asked.worn}
    sold = {p.ref: p for p in situation.shop.catalogue().products
            if p.category in family.categories and p.ref not in owned}  # fmt: skip
    return [
        Piece(sold[ref], level)
        for ref, levels in situation.shop.stocks(tuple(sold)).items()
        for level in levels
        if level.available
        and (
            not size or not advice_asked.has_size(level.size) or styling.same_size(level.size, size)
        )
        and (asked.budget_cents is None or level.price_cents <= asked.budget_cents)
    ]


def _wish(asked: Asked, situation: Situation) -> Wish:
    worn = asked.worn[0] if asked.worn else None
    others = (
        p for p in advice_asked.purchases(situation) if worn and p.product.ref != worn.product.ref
    )
    since = situation.now - SHOWN_FOR
    posts = situation.shop.catalogue().posts
    return Wish(
        tags=asked.tags,
        color=worn.color if worn else "",
        owned=tuple(one.color for one in others),
        together=situation.shop.bought_with(worn.product.ref) if worn else {},
        shown=frozenset(p.product_ref for p in posts if since <= p.published_at <= situation.now),
        named=asked.named,
    )


def _explained(piece: Piece, points: Score, situation: Situation) -> Fact:
    """For the trace: why this one."""
    level = piece.level
    words = f"{level.sku} : {level.available} disponible(s), {points.points} points"
    source = "conseil : " + " · ".join(points.reasons)
    return situation.fact("text", words, source, level.read_at)


def _remember(piece: Piece) -> dict[str, object]:
    """ "oui, mettez-le-moi de côté" speaks of the first one that was advised."""
    ref, level = piece.product.ref, piece.level
    return {"product_ref": ref, "size": level.size, "color": level.color, "is_holding": False}


def _which(worn: tuple[Worn, ...], situation: Situation) -> Proposal:
    """Several of their purchases may be meant: the suggested reply asks which."""
    names = tuple(one.product.name for one in worn[:SEVERAL])
    facts = {"products": situation.fact("product", names, "commande")}
    return Proposal(
        skill=NAME,
        phrases=(Phrase("advice_which_bought", facts, (CAREFUL,)),),
        concern=REQUIRED,
        options=names,
    )


def _by_hand(situation: Situation) -> Proposal:
    """Nothing tells what is looked for: a member may ask, in words that are ready."""
    return Proposal(
        skill=NAME, phrases=(Phrase("advice_tell_more", {}, (CAREFUL,)),), concern=REQUIRED
    )
