"""The reply suggested to a member who advises: what could be sent as it is."""

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.skill import Situation
from coccinelle.core.styling import BEST, Occasion, Piece, Score, Styling
from coccinelle.skills.advice_asked import Asked, has_size

TO_LOOK_AT = ("sacs", "accessoires")


def phrases(
    asked: Asked, chosen: list[tuple[Piece, Score]], situation: Situation, styling: Styling
) -> tuple[Phrase, ...]:
    if not chosen:
        return (Phrase("advice_nothing", _intro_facts(asked, situation)),)
    intro = _intro(asked, situation)
    pieces = [piece for piece, _ in chosen]
    told = (_option(n, p, asked, situation, styling) for n, p in enumerate(pieces))
    return (*intro, *told, *_close(pieces, situation))


def _intro(asked: Asked, situation: Situation) -> tuple[Phrase, ...]:
    facts = _intro_facts(asked, situation)
    bought = ("bought",) if asked.worn and asked.worn[0].bought_at else ()
    return (Phrase("advice_intro", facts, bought),) if facts else ()


def _intro_facts(asked: Asked, situation: Situation) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    if asked.worn:
        facts["product"] = situation.fact("product", asked.worn[0].product.name, "commande")
    if asked.occasion or asked.register:
        facts["occasion"] = situation.fact("text", _for(asked, situation), "message du client")
    return facts


def _for(asked: Asked, situation: Situation) -> str:
    """un dîner chic, a smart dinner."""
    language = "fr" if situation.reading.language == "fr" else "en"
    occasion = asked.occasion.phrase[language] if asked.occasion else ""
    register = asked.register.phrase[language] if asked.register else ""
    if not occasion or not register:
        return occasion or _look(asked.register, language)
    if language == "fr":
        return f"{occasion} {register}"
    article, _, noun = occasion.partition(" ")
    return f"{'a' if article == 'an' else article} {register} {noun}"


def _look(register: Occasion | None, language: str) -> str:
    words = register.phrase[language] if register else ""
    return f"une tenue {words}" if language == "fr" else f"a {words} look"


def _option(n: int, piece: Piece, asked: Asked, situation: Situation, styling: Styling) -> Phrase:
    level, worn = piece.level, asked.worn[0] if asked.worn else None
    facts = {
        "product": situation.fact("product", piece.product.name, "catalogue"),
        "price": situation.fact("price", level.price_cents, "catalogue"),
    }
    if len(piece.product.colors) > 1:
        facts["color"] = situation.fact("color", level.color, "stock", level.read_at)
    if has_size(level.size):
        facts["size"] = situation.fact("size", level.size, "stock", level.read_at)
    flags: tuple[str, ...] = ("first",) if n == 0 else () if asked.is_named else ("completing",)
    if worn and styling.harmony(worn.color, level.color) == BEST:
        facts["worn_color"] = situation.fact("color", worn.color, "commande")
    return Phrase("advice_option", facts, flags)


def _close(pieces: list[Piece], situation: Situation) -> tuple[Phrase, ...]:
    """While closed no hour is said: a member may send it the next morning."""
    hours, now = situation.business.hours, situation.now
    flags: tuple[str, ...] = ("several",) if len(pieces) > 1 else ()
    flags += ("look",) if all(p.product.category in TO_LOOK_AT for p in pieces) else ()
    product = situation.fact("product", pieces[0].product.name, "catalogue")
    invited = Phrase("advice_close", {"product": product}, flags)
    closing = hours.closing(now.date()) if hours.is_open(now) else None
    if closing is None:
        return (invited,)
    until = {"closing": situation.fact("moment", closing, "horaires")}
    return (invited, Phrase("advice_until", until))
