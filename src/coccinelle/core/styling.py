"""Which article goes with what, for which occasion: a sum of plain reasons; pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coccinelle.core.catalogue import Product
from coccinelle.core.shop import StockLevel

# ALIKE: two bordeaux are never quite the same one.
BEST, SAFE, UNKNOWN, ALIKE, CLASH = 3, 2, 1, -2, -3
_COUNTED = 3  # tags that speak for an article: a long list of them is no merit


@dataclass(frozen=True, slots=True)
class Occasion:
    """name: as a label; phrase: as it is said after "for"; both by language. tags: see the pack.
    goes_with: the families it asks for, () for an outfit."""

    name: Mapping[str, str]
    said: tuple[str, ...]
    tags: Mapping[str, int]
    phrase: Mapping[str, str] = field(default_factory=dict)
    goes_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of article: where it is in the catalogue, what completes it (`goes_with`), and
    how "bought" agrees with it in French."""

    name: str
    categories: tuple[str, ...]
    said: tuple[str, ...]
    goes_with: tuple[str, ...]
    bought: str = "acheté"


@dataclass(frozen=True, slots=True)
class Styling:
    """What a trade knows of dressing. hues: a shade's first words -> its hue."""

    occasions: tuple[Occasion, ...] = ()
    registers: tuple[Occasion, ...] = ()
    families: tuple[Family, ...] = ()
    hues: Mapping[str, str] = field(default_factory=dict)
    neutrals: frozenset[str] = frozenset()
    best: frozenset[frozenset[str]] = frozenset()
    avoid: frozenset[frozenset[str]] = frozenset()
    sizes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sized_apart: frozenset[str] = frozenset()

    def hue(self, color: str) -> str:
        """The longest shade that opens the colour's name, "" for one nobody knows."""
        words = folded(color)
        known = (s for s in self.hues if words == s or words.startswith(f"{s} "))
        return self.hues.get(max(known, key=len, default=""), "")

    def harmony(self, one: str, other: str) -> int:
        """Between two colours as the catalogue names them."""
        hues = frozenset((self.hue(one), self.hue(other)))
        if "" in hues:
            return UNKNOWN
        if hues in self.best:
            return BEST
        if hues in self.avoid:
            return CLASH
        if len(hues) == 1:
            return SAFE if hues <= self.neutrals else ALIKE
        return SAFE if hues & self.neutrals else UNKNOWN

    def family_of(self, category: str) -> Family | None:
        return next((f for f in self.families if category in f.categories), None)

    def same_size(self, size: str, said: str) -> bool:
        """38 is an M."""
        a, b = size.upper(), said.upper()
        return a == b or b in self.sizes.get(a, ()) or a in self.sizes.get(b, ())


@dataclass(frozen=True, slots=True)
class Piece:
    """One variant that can be had now."""

    product: Product
    level: StockLevel


@dataclass(frozen=True, slots=True)
class Wish:
    """tags: what the occasion asks for. color: of what it is to go with, "" for nothing. owned:
    colours of what they have besides. together: how often the shop's customers bought it with the
    article. shown: refs the shop has put forward lately. named: words that single articles out."""

    tags: Mapping[str, int]
    color: str = ""
    owned: tuple[str, ...] = ()
    together: Mapping[str, int] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """reasons: points and why, in a member's words."""

    points: int
    reasons: tuple[str, ...]


def score(piece: Piece, wish: Wish, styling: Styling) -> Score:
    reasons = [
        _named(piece, wish),
        _suits(piece, wish),
        _matches(piece, wish, styling),
        _owned(piece, wish, styling),
        (2 * bool(wish.together.get(piece.product.ref)), "achetés ensemble par d'autres clientes"),
        (int(piece.product.ref in wish.shown), "mis en avant par la boutique"),
    ]
    told = tuple(f"{why} ({points:+d})" for points, why in reasons if points)
    return Score(sum(points for points, _ in reasons), told)


def ranked(
    pieces: Iterable[Piece], wish: Wish, styling: Styling
) -> tuple[tuple[Piece, Score], ...]:
    """Best first, one variant of each product; ties by stock, then by reference."""
    scored = [(piece, score(piece, wish, styling)) for piece in pieces]
    scored.sort(key=lambda x: (-x[1].points, -x[0].level.available, x[0].product.ref))
    seen: dict[str, tuple[Piece, Score]] = {}
    for piece, points in scored:
        seen.setdefault(piece.product.ref, (piece, points))
    return tuple(seen.values())


def said_in(words: Sequence[str], text: str) -> str:
    """The longest of these words or phrases that a text says whole, "" for none."""
    flat = f" {' '.join(_WORD.findall(folded(text)))} "
    known = (w for w in words if f" {' '.join(_WORD.findall(folded(w)))} " in flat)
    return max(known, key=len, default="")


def folded(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(c for c in flat if not unicodedata.combining(c)).strip()


_WORD = re.compile(r"[a-z0-9]+")


def _named(piece: Piece, wish: Wish) -> tuple[int, str]:
    """ "des escarpins": sandals are shoes too, and come after."""
    texts = (piece.product.name, *piece.product.aliases)
    named = any(said_in(wish.named, text) for text in texts)
    return (4 if named else 0), "l'article nommé"


def _suits(piece: Piece, wish: Wish) -> tuple[int, str]:
    points = {tag: wish.tags[tag] for tag in piece.product.tags if tag in wish.tags}
    best = sorted(points.values(), reverse=True)[:_COUNTED]
    against = sum(p for p in points.values() if p < 0 and p not in best)
    tags = ", ".join(tag for tag, p in points.items() if p > 0) or ", ".join(points)
    return sum(best) + against, f"occasion : {tags}"


def _matches(piece: Piece, wish: Wish, styling: Styling) -> tuple[int, str]:
    color = piece.level.color
    if not wish.color or not color:
        return 0, ""
    return styling.harmony(wish.color, color), f"{color} avec {wish.color}"


def _owned(piece: Piece, wish: Wish, styling: Styling) -> tuple[int, str]:
    """It meets again a colour of what they already wear."""
    hue = styling.hue(piece.level.color)
    meets = bool(hue) and hue in _hues(wish.owned, styling)
    return int(meets), f"{piece.level.color} comme un de ses achats"


def _hues(colors: Collection[str], styling: Styling) -> set[str]:
    return {styling.hue(color) for color in colors}
