"""What advice is asked about: what they have, what they look for, the occasion, the size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.core.catalogue import Product
from coccinelle.core.reading import Entity, Request
from coccinelle.core.skill import Situation
from coccinelle.core.styling import Family, Occasion, Styling, folded, said_in

GENERIC = 2  # the first words of a family name all of it: "chaussures"
_OWNED = (
    r"\b(?:ma|mon|mes|my|achet\w*|pris\w*|procur\w*|command\w*|bought|got|have)\s+(?:\w+\s+){0,3}?"
)
_WHICH = r"\b(?:quel\w*|kel\w*|what|which)\s+(?:\w+\s+){0,2}"
_BUDGET = re.compile(
    r"(?:budget|moins de|maximum|max|pas plus de|jusqu'a|under|up to|below)\D{0,15}?(\d{2,4})"
    r"|(\d{2,4}) ?(?:€|euros?) (?:max|maximum)"
)
_HESITATES = re.compile(
    r"\b(?:hesit\w*|entre (?:la|le|les)|laquelle|lequel|lesquelles|plutot|torn between|which one|"
    r"between the)\b"
)
_SIZED = re.compile(r"\d|^(?:X{0,3}[SL]|M)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Worn:
    """What the advice is to go with; bought_at: None when it was not bought here."""

    product: Product
    color: str
    size: str = ""
    bought_at: datetime | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """worn: several when it is not sure which of their purchases they speak of. families: what is
    looked for, in the order to propose it; is_named: they said so themselves."""

    worn: tuple[Worn, ...]
    families: tuple[Family, ...]
    is_named: bool
    named: tuple[str, ...]
    occasion: Occasion | None
    register: Occasion | None
    budget_cents: int | None

    @property
    def tags(self) -> dict[str, int]:
        added: dict[str, int] = {}
        for one in filter(None, (self.occasion, self.register)):
            for tag, points in one.tags.items():
                added[tag] = added.get(tag, 0) + points
        return added


def read(request: Request, situation: Situation, styling: Styling) -> Asked:
    said = situation.said
    worn = _worn(request, situation, styling)
    told = _told(styling, said)
    told.sort(key=lambda f: folded(said).find(folded(said_in(f.said, said))))
    mine = {f.name for w in worn if (f := styling.family_of(w.product.category))}
    mine |= {f.name for f in told if _says_owned(f, said)}
    families = [f for f in told if f.name not in mine or _is_twice(f, said)]
    occasion = _first(styling.occasions, said)
    return Asked(
        worn=worn,
        families=tuple(families) or _completing(mine, occasion, styling),
        is_named=bool(families),
        named=tuple(w for f in families if (w := said_in(f.said, said)) not in f.said[:GENERIC]),
        occasion=occasion,
        register=_first(styling.registers, said),
        budget_cents=_budget(request, said),
    )


def between(request: Request, situation: Situation) -> tuple[Product, ...]:
    """ "j'hésite entre la robe bordeaux et la petite robe noire": the articles they named."""
    if not _HESITATES.search(folded(situation.said)):
        return ()
    refs = dict.fromkeys(e.ref for e in request.entities if e.name == "product" and e.ref)
    found = tuple(p for p in map(situation.shop.product, refs) if p)
    return found if len(found) > 1 else ()


def purchases(situation: Situation) -> list[Worn]:
    """What the person who is proven to write has bought and kept, newest first."""
    kept = [o for o in situation.orders.recent() if o.status not in ("cancelled", "returned")]
    found = []
    for order in kept:
        for line in order.lines:
            product = situation.shop.product(line.product_ref)
            if product:
                at = order.ordered_at.astimezone(situation.business.zone)
                found.append(Worn(product, line.color, line.size, at, order.number))
    return found


def size_for(family: Family, asked: Asked, request: Request, situation: Situation,
             styling: Styling) -> str:  # fmt: skip
    """Said now, else that of the article it goes with, else of their last purchase of the kind, or
    sized the same way; "" when nothing tells."""
    apart = set(family.categories) & styling.sized_apart
    said = request.entity("size_to") or request.entity("size")
    if said and said.how != "memory":
        return str(said.value)
    bought = purchases(situation)
    bought.sort(key=lambda one: one.product.category not in family.categories)
    for one in (*asked.worn, *bought):
        category = one.product.category
        is_alike = category in family.categories if apart else category not in styling.sized_apart
        if is_alike and has_size(one.size):
            return one.size
    return ""


def has_size(size: str) -> bool:
    """Not "taille unique"."""
    return _SIZED.search(size) is not None


def _told(styling: Styling, said: str) -> list[Family]:
    """In "quelle veste ? c'est pour mettre un pull dessous" only the first counts."""
    told = [f for f in styling.families if said_in(f.said, said)]
    return _wanted(styling, said) or told


def _wanted(styling: Styling, said: str) -> list[Family]:
    return [f for f in styling.families if re.search(rf"{_WHICH}(?:{_any(f)})\b", folded(said))]


def _any(family: Family) -> str:
    return "|".join(re.escape(folded(word)) for word in family.said)


def _worn(request: Request, situation: Situation, styling: Styling) -> tuple[Worn, ...]:
    said = [e for e in request.entities if e.name == "product"]
    refs = [ref for e in said for ref in ((e.ref,) if e.ref else e.candidates)]
    colors = {styling.hue(str(e.value)) for e in request.entities if e.name == "color"}
    bought = purchases(situation)
    wanted = _wanted(styling, situation.said)
    exact = [
        w
        for w in bought
        if w.product.ref in refs and styling.family_of(w.product.category) not in wanted
    ]
    if exact:
        return tuple((_colored(exact, colors, styling) or exact)[:1])
    owned = [w for w in bought if _is_owned(w, situation.said, styling)]
    if owned:
        found = _colored(owned, colors, styling) if colors else owned
        return tuple({w.product.ref: w for w in found}.values())
    sure = next((e.ref for e in said if _names(e)), None) or situation.memory.product_ref
    known = [w for w in bought if w.product.ref == sure]
    if known:
        return (known[0],)
    product = situation.shop.product(sure) if sure else None
    return (Worn(product, product.colors[0] if product.colors else ""),) if product else ()


def _names(said: Entity) -> bool:
    """ "petite et ronde" is no round-necked jumper: one word names it when it is its reference."""
    return bool(said.ref) and (" " in said.words or re.search(r"\d", said.words) is not None)


def _colored(worn: Sequence[Worn], hues: set[str], styling: Styling) -> list[Worn]:
    return [w for w in worn if styling.hue(w.color) in hues]


def _is_owned(worn: Worn, said: str, styling: Styling) -> bool:
    family = styling.family_of(worn.product.category)
    return family is not None and _says_owned(family, said)


def _says_owned(family: Family, said: str) -> bool:
    """ "mon pantalon gris", whether it was bought here or not."""
    return re.search(rf"{_OWNED}(?:{_any(family)})\b", folded(said)) is not None


def _is_twice(family: Family, said: str) -> bool:
    words = {folded(w) for w in family.said}
    return sum(w in words for w in re.findall(r"[\w-]+", folded(said))) > 1


def _completing(mine: set[str], occasion: Occasion | None, styling: Styling) -> tuple[Family, ...]:
    """What goes best with what they have; for an occasion alone, an outfit."""
    family = next((f for f in styling.families if f.name in mine), None)
    outfit = (occasion.goes_with or ("tenue",)) if occasion else ()
    names = family.goes_with if family else outfit
    return tuple(f for name in names for f in styling.families if f.name == name)


def _first(known: tuple[Occasion, ...], said: str) -> Occasion | None:
    return next((one for one in known if said_in(one.said, said)), None)


def _budget(request: Request, said: str) -> int | None:
    entity = request.entity("budget")
    if entity and isinstance(entity.value, int | float):
        return round(float(entity.value) * 100)
    found = _BUDGET.search(folded(said))
    return int(found[1] or found[2]) * 100 if found else None
