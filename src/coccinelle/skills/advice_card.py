"""The card of a request for advice: the article, the occasion, what could go with it."""

from coccinelle.core.proposal import Handover
from coccinelle.core.styling import Piece, Styling
from coccinelle.skills.advice_asked import Asked, Worn, has_size

TO_VALIDATE = "RÉPONSE SUGGÉRÉE PAR IA - À VALIDER"


def handover(asked: Asked, options: tuple[str, ...], styling: Styling) -> Handover:
    return Handover(
        reason="Conseil requis",
        lines=(*_worn(asked, styling), *_occasion(asked), *_suggested(options)),
        status_line=TO_VALIDATE,
    )


def options(pieces: list[Piece]) -> tuple[str, ...]:
    """Blazer beige (Réf. BL-445) - En stock T38."""
    return tuple(f"{_name(p)} (Réf. {p.product.ref}) - En stock{_size(p)}" for p in pieces)


def _worn(asked: Asked, styling: Styling) -> tuple[str, ...]:
    return tuple(f"{one.product.name}{_bought(one, styling)}" for one in asked.worn)


def _bought(worn: Worn, styling: Styling) -> str:
    family = styling.family_of(worn.product.category)
    bought = family.bought if family else "acheté"
    return f" ({bought} {worn.bought_at:%d/%m})" if worn.bought_at else ""


def _occasion(asked: Asked) -> tuple[str, ...]:
    named = [one.name["fr"] for one in (asked.occasion, asked.register) if one]
    return (f"Occasion : {' '.join(named)[:1].upper()}{' '.join(named)[1:]}",) if named else ()


def _suggested(options: tuple[str, ...]) -> tuple[str, ...]:
    if not options:
        return ("Suggestions produits : rien en stock dans sa taille",)
    branches = ["├─"] * (len(options) - 1) + ["└─"]
    tree = (f"{branch} {line}" for branch, line in zip(branches, options, strict=True))
    return ("Suggestions produits :", *tree)


def _name(piece: Piece) -> str:
    """The colour where the name leaves a choice."""
    one_of = len(piece.product.colors) > 1
    return f"{piece.product.name} {piece.level.color}" if one_of else piece.product.name


def _size(piece: Piece) -> str:
    return f" T{piece.level.size}" if has_size(piece.level.size) else ""
