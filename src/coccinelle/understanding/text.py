"""What was typed, folded for matching, with the way back to the original words."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

LIMIT = 2_000  # characters read of one turn, before any pattern runs
LONG = 1_000  # from which a text tells a story around what it asks

# Letters of other alphabets that look like ours: "аllergique" written with a Cyrillic а.
_LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕԁһԛԝӏαεοριντκυχոօսɡᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ",
    "abekmhopctyxijsdhqwlaeopivtkuxnougabcdeghijklmnoprtuvwyz",
)
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters to Unicode, nothing to the eye
_LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_APOSTROPHES = frozenset("’‘ʼ`´′ʹ＇")
_DASHES = frozenset("‐‑‒–—−")
_TOKEN = re.compile(r"[a-z0-9]+")
_CODE_FOLLOWS = re.compile(r"-\d")
_STRETCHED = re.compile(r"([a-vyz])\1{2,}")
_QUESTION = re.compile(r"[^.?!\n]{0,300}\?")
_NEVER_ALONE = frozenset("'-.@#_/")


@dataclass(frozen=True, slots=True)
class Text:
    """folded: what patterns read; starts, ends: where each folded character stands in original."""

    original: str
    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """The original words under a folded span."""
        if start >= end:
            return ""
        return self.original[self.starts[start] : self.ends[end - 1]].strip()


def read_text(original: str, shorthand: Mapping[str, str]) -> Text:
    """Folded and with SMS shorthand written out; nothing past LIMIT is looked at."""
    original = original[:LIMIT]
    pieces = [(_fold_char(c), i, i + 1) for i, c in enumerate(original)]
    chars = [(char, start, end) for folded, start, end in pieces for char in folded]
    return _written_out(original, chars, shorthand)


def in_short(original: str) -> str:
    """A text too long to be read whole: its beginning, what it asks, and its end."""
    if len(original) <= LIMIT:
        return original
    end = LIMIT // 3
    first, last = original[: LIMIT // 3], original[-end:]
    asked = " ".join(m[0].strip() for m in _QUESTION.finditer(original[len(first) : -end]))
    middle = asked[-(LIMIT - len(first) - len(last) - 2) :]
    return "\n".join((first, middle, last))


@lru_cache(maxsize=20_000)
def fold(words: str) -> str:
    """The folded form of a word list's or a catalogue's words: lower case, no accents."""
    return "".join(map(_fold_char, words)).strip()


@lru_cache(maxsize=5_000)
def _fold_char(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _DASHES:
        return "-"
    if char == "\n":
        return char
    plain = unicodedata.normalize("NFKD", char).lower()
    return "".join(_plain(c) for c in plain)


def _plain(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    match unicodedata.category(char):
        case "Mn" | "Me" | "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case "Nd":
            return str(unicodedata.digit(char))
        case "Zs" | "Zl" | "Zp" | "Cc":
            return " "
        case _:
            return _LETTERS.get(char, char.translate(_LOOK_ALIKES))


def _written_out(
    original: str, chars: list[tuple[str, int, int]], shorthand: Mapping[str, str]
) -> Text:
    folded = "".join(char for char, _, _ in chars)
    out: list[tuple[str, int, int]] = []
    last = 0
    for match in _TOKEN.finditer(folded):
        meant = _meant(folded, match, shorthand)
        if meant is None:
            continue
        start, end = match.span()
        out += chars[last:start]
        out += [(char, chars[start][1], chars[end - 1][2]) for char in meant]
        last = end
    out += chars[last:]
    columns = tuple(zip(*out, strict=True)) or ((), (), ())
    return Text(original, "".join(columns[0]), columns[1], columns[2])


def _meant(folded: str, match: re.Match[str], shorthand: Mapping[str, str]) -> str | None:
    """The long form of one token, None when it stays as typed."""
    token = match[0]
    if _CODE_FOLLOWS.match(folded, match.end()):
        return None  # "CMD-1002" is a number, not the word
    if len(token) == 1 and not _stands_alone(folded, match):
        return None
    if token in shorthand:
        return shorthand[token]
    calm = _STRETCHED.sub(r"\1", token)
    return shorthand.get(calm, calm) if calm != token else None


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """A lone letter is shorthand ("c dispo", "g recu") unless it belongs to a code or an amount."""
    before = folded[: match.start()].rstrip(" ")[-1:]
    touching = folded[match.start() - 1 : match.start()] + folded[match.end() : match.end() + 1]
    after = folded[match.end() : match.end() + 2].strip()[:1]
    return not (before.isdigit() or after.isdigit() or set(touching) & _NEVER_ALONE)
