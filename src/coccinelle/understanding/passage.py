"""Everything seen in a turn's text, before any of it is given a meaning."""

import re
from dataclasses import dataclass, replace

from coccinelle.core.memory import Memory
from coccinelle.core.turn import Turn
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.clauses import Clause, split_clauses
from coccinelle.understanding.dates import Moment
from coccinelle.understanding.entities import find_entities
from coccinelle.understanding.found import Found
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.mail import written_by_sender
from coccinelle.understanding.phrases import Heard, Word
from coccinelle.understanding.text import LIMIT, LONG, Text, in_short, read_text

_DEFINITE = re.compile(r"\b(?:la|le|les|cette|ce|cet|ces|ma|mon|mes|the|this|that|my) $")


@dataclass(frozen=True, slots=True)
class Passage:
    """Spans are in text.folded; memory: what is still fresh of it."""

    turn: Turn
    memory: Memory
    lexicon: Lexicon
    index: CatalogueIndex
    text: Text
    words: tuple[Word, ...]
    heard: tuple[Heard, ...]
    clauses: tuple[Clause, ...]
    moments: tuple[Moment, ...]
    found: tuple[Found, ...]

    def hears(self, *concepts: str) -> bool:
        return any(h.concept in concepts for h in self.heard)

    def says(self, name: str) -> Found | None:
        """The last value of this name."""
        return next((f for f in reversed(self.found) if f.name == name), None)


def read_passage(turn: Turn, lexicon: Lexicon, index: CatalogueIndex) -> Passage:
    text = read_text(_typed(turn), lexicon.shorthand)
    words = lexicon.phrasebook.words(text.folded)
    clauses = split_clauses(text.folded)
    heard = lexicon.phrasebook.heard(words)
    memory = turn.memory.at(turn.now)
    moments, found = find_entities(text, words, clauses, heard, turn, memory, lexicon, index)
    if len(text.folded) > LONG:
        found = _asked_about(found, clauses)
    found = _already_known(found, text.folded, memory, index)
    heard = tuple(
        h for h in heard if h.concept != "ask_detail" or not _is_in_name(h, text, found, index)
    )
    return Passage(turn, memory, lexicon, index, text, words, heard, clauses, moments, found)


def _asked_about(found: tuple[Found, ...], clauses: tuple[Clause, ...]) -> tuple[Found, ...]:
    """In a long story, what a question names is what it is about."""
    asking = [c for c in clauses if c.asks]
    in_question = {id(f) for f in found if any(c.start <= f.start < c.end for c in asking)}
    named = {f.name for f in found if id(f) in in_question}
    return tuple(f for f in found if f.name not in named or id(f) in in_question)


def _already_known(
    found: tuple[Found, ...], folded: str, memory: Memory, index: CatalogueIndex
) -> tuple[Found, ...]:
    """ "et la robe, vous l'avez en 42 ?": the dress just spoken of, not any dress."""
    last = index.by_ref.get(memory.product_ref or "")
    asked = memory.question is not None and memory.question.kind == "which_product"
    if last is None or asked:
        return found
    return tuple(
        replace(f, value=last.name, ref=last.ref, candidates=(), how="memory")
        if _is_the_last(f, folded, last.ref, index)
        else f
        for f in found
    )


def _is_the_last(found: Found, folded: str, ref: str, index: CatalogueIndex) -> bool:
    if found.name != "product" or found.ref or not found.candidates:
        return False
    word = str(found.value)
    return ref in index.headed(word) and _DEFINITE.search(folded[: found.start]) is not None


def _is_in_name(heard: Heard, text: Text, found: tuple[Found, ...], index: CatalogueIndex) -> bool:
    """ "la veste en cuir" asks nothing about leather."""
    refs = {f.ref for f in found if f.start <= heard.start and heard.end <= f.end} - {None}
    return bool(refs & index.named(text.folded[heard.start : heard.end]))


def _typed(turn: Turn) -> str:
    """The newest messages that fit in LIMIT, oldest first, a new subject before its text."""
    kept: list[str] = []
    room = LIMIT
    for said in reversed(turn.said):
        if room <= 0:
            break
        written = in_short(written_by_sender(said.text, turn.kind))
        text = f"{_subject(said.subject)}{written}"[:room]
        kept.append(text)
        room -= len(text) + 1
    return "\n".join(reversed(kept))


def _subject(subject: str) -> str:
    """ "Re: …" repeats our own words: only a subject the contact wrote is read."""
    subject = subject[:200].strip()
    return (
        "" if not subject or subject.lower().startswith(("re:", "re :", "tr:")) else f"{subject}\n"
    )
