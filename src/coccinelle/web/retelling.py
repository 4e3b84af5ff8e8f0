"""What is kept in French for members, said again in another language: sentences with holes.

What stands in a hole stays as it is, unless the hole's name says that it is our own words too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coccinelle.web import values_said

HOLE = re.compile(r"\{(\w*)\}")
DEPTH = 4  # sentences in sentences
BESIDE = " · "  # between reasons
OURS = ("reason", "what", "kind", "how", "act", "skill", "more")  # holes of sentences of ours
_BEGINNING = 3  # characters: what sentences are looked up by
_DIGITS = re.compile(r"[0-9]+$")
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 3  # letters: too few to tell a sentence of ours from another


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One with holes. shape: what a text must be like; said: the other language.

    is_frame: without a word of ours, it holds sentences that are; others are left alone.
    """

    shape: re.Pattern[str]
    holes: tuple[str, ...]
    said: str
    is_frame: bool


class Retelling:
    """Looked up by their first characters; those with the most words of ours are tried first."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._whole = {**_kinds(sentences), **sentences}
        self._holed: dict[str, list[_Sentence]] = defaultdict(list)
        for text in sorted(sentences, key=lambda one: -len(HOLE.sub("", one))):
            if HOLE.search(text):
                self._holed[_beginning(text)].append(_sentence(text, sentences[text]))

    def said(self, text: str, depth: int = DEPTH) -> str:
        """A text that is not ours, or a quotation, stays as it is."""
        if _is_quoted(text) or not depth:
            return text
        whole = self._known(text)
        if whole is None and BESIDE in text:
            return BESIDE.join(self.said(one, depth - 1) for one in text.split(BESIDE))
        return self._retold(text, depth - 1) if whole is None else whole

    def listed(self, text: str) -> str:
        """Pieces that were put one after the other: each is said again by itself."""
        if (told := self._known(text) or self._retold(text, DEPTH, in_frames=False)) != text:
            return told
        subject, colon, rest = text.partition(" : ")
        parts = (self._pieces(subject), self._pieces(rest))
        return text if parts == (subject, rest) else (": " if colon else "").join(parts)

    def _known(self, text: str) -> str | None:
        """At the head of a sentence or inside it."""
        if text in self._whole:
            return self._whole[text]
        other = text[:1].swapcase() + text[1:]
        if other not in self._whole:
            return None
        said = self._whole[other]
        return (said[:1].upper() if text[:1].isupper() else said[:1].lower()) + said[1:]

    def _retold(self, text: str, depth: int, *, in_frames: bool = True) -> str:
        """By the first sentence that fits and whose holes hold what we know, else that fits."""
        fitting = ""
        for sentence, found in self._alike(text):
            if sentence.is_frame and not in_frames:
                continue
            values = {hole: self._filled(hole, found[hole], depth) for hole in sentence.holes}
            is_ours = all(
                values[hole] != value or not value
                for hole, value in found.groupdict().items()
                if _kind(hole) in OURS
            )
            if is_ours:
                return sentence.said.format(**values)
            if not sentence.is_frame:
                fitting = fitting or sentence.said.format(**values)
        return fitting or text

    def _alike(self, text: str) -> Iterator[tuple[_Sentence, re.Match[str]]]:
        for beginning in dict.fromkeys((text[:_BEGINNING], "")):
            for sentence in self._holed.get(beginning, ()):
                if found := sentence.shape.fullmatch(text):
                    yield sentence, found

    def _filled(self, hole: str, value: str, depth: int) -> str:
        return _HOLES.get(_kind(hole), _kept)(self, value, depth)

    def _pieces(self, text: str) -> str:
        return ", ".join(values_said.alone(one) or self.said(one) for one in text.split(", "))


def _kinds(sentences: Mapping[str, str]) -> dict[str, str]:
    """What comes before the colon of a sentence stands alone, too."""
    return {
        text.split(" : ")[0]: said.split(": ")[0]
        for text, said in sentences.items()
        if " : " in text and not HOLE.search(text)
    }


def _sentence(text: str, said: str) -> _Sentence:
    parts = HOLE.split(text)  # fixed, hole, fixed, hole, fixed
    shape = "".join(
        f"(?P<{part}>{_FORMS.get(_kind(part), '.*?')})" if n % 2 else re.escape(part)
        for n, part in enumerate(parts)
    )
    is_frame = len(_LETTER.findall("".join(parts[::2]))) <= _FEW
    return _Sentence(re.compile(shape, re.DOTALL), tuple(parts[1::2]), said, is_frame)


def _beginning(text: str) -> str:
    fixed = text.partition("{")[0]
    return fixed[:_BEGINNING] if len(fixed) >= _BEGINNING else ""


def _is_quoted(text: str) -> bool:
    return text.startswith("« ") and text.endswith(" »")


def _kind(hole: str) -> str:
    """{day2}: the second one of the kind."""
    return _DIGITS.sub("", hole)


def _kept(_: Retelling, value: str, __: int) -> str:
    return value


def _again(retelling: Retelling, value: str, depth: int) -> str:
    return retelling.said(value, depth)


def _each(retelling: Retelling, value: str, depth: int) -> str:
    return ", ".join(retelling.said(one, depth) for one in value.split(", "))


def _moment(_: Retelling, value: str, __: int) -> str:
    return values_said.moment(value)


def _price(_: Retelling, value: str, __: int) -> str:
    return values_said.price(value)


_HOLES: dict[str, Callable[[Retelling, str, int], str]] = {
    **dict.fromkeys((*OURS, "by", "size", "kept"), _again),
    **dict.fromkeys(("acts", "reasons", "tags"), _each),
    **dict.fromkeys(("day", "at", "until", "when"), _moment),
    "price": _price,
}
_FORMS = {
    **dict.fromkeys(("n", "of"), "[0-9]+"),
    **dict.fromkeys(("order", "number"), r"\S*[0-9]\S*"),
    "date": "[0-9]{1,2}/[0-9]{2}(?:/[0-9]{4})?",
    **dict.fromkeys(("day", "at", "until", "when"), r"[^,;:()«»]*?"),
    "by": "[^:«]*?", "product": ".*",
}  # fmt: skip
