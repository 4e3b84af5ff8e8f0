"""What of a shop differed from its folder when a script was kept."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from coccinelle.packs.script_shape import Written


class Page(Written):
    """What a page of the shop answers to a question."""

    page: str
    question: str
    answer: str


class Publication(Written):
    """A publication as members said: which products it shows, or that nobody means it any more."""

    network: str
    ref: str
    published_at: datetime
    caption: str = ""
    url: str = ""
    shows: tuple[str, ...] = ()
    is_removed: bool = False


class AsItWas(Written):
    """What members had set, written and said on the screen, how far each skill went alone, what
    could be had of each SKU."""

    settings: dict[str, Any] = Field(default_factory=dict)
    autonomy: dict[str, str] = Field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    posts: tuple[Publication, ...] = ()
    stock: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] = Field(default_factory=dict)
