"""Products as the business names them, and the posts that showed them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Variant:
    """price_cents: in the business's currency."""

    sku: str
    color: str
    size: str
    price_cents: int


@dataclass(frozen=True, slots=True)
class Product:
    ref: str
    name: str
    category: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    variants: tuple[Variant, ...]

    @property
    def sizes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.size for v in self.variants if v.size))

    @property
    def colors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.color for v in self.variants if v.color))


@dataclass(frozen=True, slots=True)
class Post:
    """A publication on a network (`instagram`, `facebook`…) that shows a product."""

    network: str
    ref: str
    published_at: datetime
    caption: str
    product_ref: str
    url: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """version changes whenever a product or a post does: an index built on it can be kept."""

    version: str
    products: tuple[Product, ...]
    posts: tuple[Post, ...]


NOTHING_SOLD = Catalogue(version="none", products=(), posts=())
