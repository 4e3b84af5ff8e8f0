"""Sentences and clauses, in order: two requests in one message are both read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[?!;\n]+|\.{2,}|\.(?=\s|$)(?<!\b[nm]\.)(?<!mme\.)(?<!ref\.)(?<!tel\.)")
_ASKS = (
    r"(?:est[- ]ce|vous |vous$|tu |je |j'|on |nous |quel|comment|combien|c'est|pouvez|pourriez|"
    r"puis[- ]|"
    r"peut|avez|auriez|y a|il y a|faites|faut|a quelle|a quel|quand|savez|serait|ou |est[- ]il|"
    r"si oui|jusqu'a qu|a partir de quand|"
    r"do |does |did |can |could |what|when|where|how|is |are |i |i'|we |my |please|would|will|may |"
    r"ma |mon |mes |dites|dis[- ]moi|est ce |il vous |il en reste|il reste|"
    r"let me|tell me|la livraison|le prix|quid|"
    r"prenez|acceptez|livrez|sinon|aussi|merci de)"
)
_JOIN = re.compile(
    rf"(?:,? (?:et|mais|puis|and|but|also|sinon|par contre|en plus|du coup|au fait|aussi|ainsi que)"
    rf"(?: (?:aussi|sinon|puis|also|du coup|sinon|au fait))?,? (?={_ASKS})|, (?={_ASKS}))"
    r"|[,:;]? ?\(?\b\d ?\) "  # a list: "1) si… 2) si…"
)
_SAYS_SO = re.compile(r"\b(?:dites[- ]moi|dis[- ]moi|savoir (?:si|quand|ou)|tell me|let me know)\b")
MOST_SENTENCES = 30
_LAST = 10  # of them, from the end
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """[start, end) of the folded text; sentence: its rank; asks: by a mark or in words."""

    start: int
    end: int
    sentence: int
    asks: bool


def split_clauses(folded: str) -> tuple[Clause, ...]:
    """The first and the last sentences one by one; past MOST_SENTENCES, those between are one."""
    spans = list(_sentences(folded))
    if len(spans) > MOST_SENTENCES:
        first, last = spans[: MOST_SENTENCES - _LAST - 1], spans[-_LAST:]
        spans = [*first, (spans[len(first)][0], spans[-_LAST - 1][1]), *last]
    return tuple(c for rank, s in enumerate(spans) for c in _clauses(folded, rank, *s))


def _sentences(folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(folded):
        if folded[start : match.start()].strip():
            yield start, match.end()
        start = match.end()
    if folded[start:].strip():
        yield start, len(folded)


def _clauses(folded: str, rank: int, start: int, end: int) -> Iterator[Clause]:
    begin = start
    for match in _JOIN.finditer(folded, start, end):
        if match.start() - begin >= _SHORTEST:
            yield _clause(folded, begin, match.start(), rank)
            begin = match.start()
    yield _clause(folded, begin, end, rank)


def _clause(folded: str, start: int, end: int, rank: int) -> Clause:
    said = folded[start:end]
    return Clause(start, end, rank, "?" in said or _SAYS_SO.search(said) is not None)
