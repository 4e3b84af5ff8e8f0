"""Products known by the publication that showed them: "que vous avez postée hier"."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from coccinelle.core.catalogue import Post
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.phrases import Word

_SAYS = re.compile(
    r"\b(?:post|posts|poste[ers]?s?|postees?|posted|story|stories|storie|publication|publie[er]?s?|"
    r"publiees?|insta|instagram|ig|facebook|fb|tiktok|pinterest|reel|reels|partagee?s?|shared|"
    r"video|"
    r"votre photo|la photo|en photo|vos photos|vu sur|vue sur|mise? en ligne|mis hier|mise hier|"
    r"montree?s? (?:hier|ce|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|live|newsletter)\b"
)
_NETWORKS = {
    "insta": "instagram", "instagram": "instagram", "ig": "instagram", "facebook": "facebook",
    "fb": "facebook", "tiktok": "tiktok", "pinterest": "pinterest",
}  # fmt: skip
_NETWORK = re.compile(r"\b(?:" + "|".join(_NETWORKS) + r")\b")
_LATEST = re.compile(r"\b(?:dernier|derniere|last|latest|recent)\b")
_RECENT = timedelta(days=45)


def says_post(folded: str) -> bool:
    return _SAYS.search(folded) is not None


def find_post(
    folded: str,
    words: Sequence[Word],
    noun: str | None,
    colors: Sequence[str],
    days: Sequence[date],
    index: CatalogueIndex,
) -> list[str]:
    """The products shown that fit best, best first; none when no post fits day and words."""
    posts = _on(days, _of_network(folded, index.catalogue.posts))
    if not days:
        posts = _recent(posts)
    scored = [(_fit(post, words, noun, colors, index), post) for post in posts]
    best = max((score for score, _ in scored), default=0)
    if not posts or (best == 0 and (noun or not (days or _LATEST.search(folded)))):
        return []
    kept = [post for score, post in scored if score == best]
    if not days and (_LATEST.search(folded) or best > 0):
        kept = kept[-1:] if _LATEST.search(folded) else kept
    refs = list(dict.fromkeys(p.product_ref for p in kept if p.product_ref in index.by_ref))
    meant = [ref for ref in refs if noun and ref in index.named(noun)]
    return meant or refs  # one publication may show several, under one caption


def _of_network(folded: str, posts: Sequence[Post]) -> list[Post]:
    said = {_NETWORKS[m[0]] for m in _NETWORK.finditer(folded)}
    kept = [p for p in posts if not said or p.network in said]
    return sorted(kept or posts, key=lambda p: p.published_at)


def _on(days: Sequence[date], posts: list[Post]) -> list[Post]:
    return [p for p in posts if not days or _day(p.published_at) in days]


def _day(at: datetime) -> date:
    return at.date()


def _recent(posts: list[Post]) -> list[Post]:
    """Nobody means a post of last year without saying so."""
    last = posts[-1].published_at if posts else None
    return [p for p in posts if last and last - p.published_at <= _RECENT]


def _fit(
    post: Post,
    words: Sequence[Word],
    noun: str | None,
    colors: Sequence[str],
    index: CatalogueIndex,
) -> int:
    """How many of the words said are in the caption or the product; the noun counts most."""
    product = index.by_ref.get(post.product_ref)
    if product is None:
        return -1
    shown = {
        index.key(w)
        for w in spaced(f"{post.caption} {product.name} {' '.join(product.tags)}").split()
    }
    shown |= {index.key(w) for alias in product.aliases for w in spaced(alias).split()}
    shown |= {noun} if noun and product.ref in index.named(noun) else set()
    if noun and noun not in shown:
        return 0
    told = {index.key(w.text) for w in words if len(w.text) > 2}
    score = sum(1 for word in told if word in shown) + (3 if noun else 0)
    return score + sum(2 for color in colors if index.in_color((product.ref,), color))
