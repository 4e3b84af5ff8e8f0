"""A text being read: what one pattern has taken is no longer there for the next."""

import re
from collections.abc import Callable, Hashable

from coccinelle.replies.claims.claim import Claim, ClaimKind

TAKEN = "\x00"

Read = Callable[[re.Match[str]], Hashable | None]


class Page:
    """original: the surface text; left: the same length, with a mark in place of what was taken."""

    def __init__(self, surface_text: str) -> None:
        self.original = surface_text
        self.left = surface_text

    def take(self, kind: ClaimKind, pattern: re.Pattern[str], read: Read) -> list[Claim]:
        """One claim a match, but for those `read` gives no value to: they stay on the page."""
        found = [
            Claim(kind, match[0], key, *match.span())
            for match in pattern.finditer(self.left)
            if (key := read(match)) is not None
        ]
        for claim in found:
            self.cover(claim.start, claim.end)
        return found

    def cover(self, start: int, end: int) -> None:
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]

    def cover_text(self, words: str) -> None:
        """Every place where these words stand as they are, not as a part of a longer token."""
        start = self.left.find(words)
        while start >= 0:
            end = start + len(words)
            if _is_whole(self.left, start, end):
                self.cover(start, end)
            start = self.left.find(words, end)


# https://shop.example is not said by https://shop.example.evil.com, nor 24 by 124.
_BEFORE = re.compile(r"[\w@/.:+#-]$")
_AFTER = re.compile(r"[\w@/%€#=&?]|[.,:?-][\w/]| ?[%€](?!\w)")


def _is_whole(text: str, start: int, end: int) -> bool:
    before = _BEFORE.search(text, max(0, start - 1), start)
    after = _AFTER.match(text, end)
    return not (before and text[start].isalnum()) and not (after and text[end - 1].isalnum())
