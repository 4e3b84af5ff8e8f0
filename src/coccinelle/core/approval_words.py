"""What a member's SMS to the assistant asks for: a choice and its code, other words, a pause."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from coccinelle.kit.one_time_code import is_like_letters

Wish = Literal["send", "refuse", "replace", "which", "unclear", "choice", "pause"]
"""which: a code and nothing else; unclear: a choice, its code, and words besides; choice: one
without its code."""

_JOINER = "\u200d"  # inside an emoji it is no stray sign
_STRAY_JOINER = re.compile(rf"(?<=\w){_JOINER}|{_JOINER}(?=\w)")
_BETWEEN = r"[\W_]*"
_PAUSE = re.compile(rf"{_BETWEEN}pause(?:{_BETWEEN}(?:svp|stp|[a-z0-9]{{4}}))?{_BETWEEN}", re.I)
_CHOSEN = re.compile(rf"{_BETWEEN}([12]){_BETWEEN}([a-z0-9]{{4}})(?![a-z0-9]){_BETWEEN}", re.I)
_CODED = re.compile(rf"{_BETWEEN}([a-z0-9]{{4}})(?![a-z0-9-])(?:[\s:.,;]|[-–—](?=\s))*", re.I)
_YES_OR_NO = re.compile(
    rf"{_BETWEEN}(?:(1|oui|ok|yes|go|d['’ ]?accord|envoie|envoyer|envoyez|valide|valider)"
    rf"|(2|non|no|refuse|refuser))(?![a-z0-9])(?:{_BETWEEN}(?:merci|svp|stp))?{_BETWEEN}",
    re.I,
)
_POLITE_END = re.compile(r"(?:[ ,.!]*(?:merci|svp|stp))?[ .!]*$", re.I)
_COURTESY = re.compile(r"(?:merci|svp|stp|ok|s'il (?:te|vous) pla[iî]t|[\W_])*", re.I)


@dataclass(frozen=True, slots=True)
class MemberWords:
    """code: in capitals, "" for none. text: the words besides, of a replacement or a refusal."""

    wish: Wish
    code: str = ""
    text: str = ""


def read(said: str) -> MemberWords | None:
    """None for a text that asks for none of this: it is kept, and a member reads it."""
    words = _plain(said)
    if _PAUSE.fullmatch(words):
        return MemberWords("pause")
    if _YES_OR_NO.fullmatch(words):
        return MemberWords("choice")
    return _chosen(words) or _coded(words)


def _plain(said: str) -> str:
    """One form for each letter, without what shows nothing."""
    shown = (c for c in said if c == _JOINER or unicodedata.category(c) != "Cf")
    return _STRAY_JOINER.sub("", unicodedata.normalize("NFKC", "".join(shown))).strip()


def _chosen(words: str) -> MemberWords | None:
    """ "1 K7QX", "2 k7qx je la rappelle". Mistyped, it is a code all the same when alone."""
    found = _CHOSEN.match(words)
    if found is None:
        return None
    code, rest = found[2].upper(), words[found.end() :].strip()
    is_alone = bool(_COURTESY.fullmatch(rest))
    if not is_like_letters(code) and not is_alone:
        return None
    if found[1] == "2":
        return MemberWords("refuse", code, "" if is_alone else rest)
    return MemberWords("send" if is_alone else "unclear", code)


def _coded(words: str) -> MemberWords | None:
    """ "K7QX Bonjour Marine": other words. "K7QX 1", "K7QX ok" are no words for a customer."""
    found = _CODED.match(words)
    if found is None or not is_like_letters(found[1].upper()):
        return _code_last(words)
    code, rest = found[1].upper(), words[found.end() :].strip()
    if choice := _YES_OR_NO.fullmatch(rest):
        return MemberWords("send" if choice[1] else "refuse", code)
    if _COURTESY.fullmatch(rest):
        return MemberWords("which", code)
    return MemberWords("replace", code, rest)


def _code_last(words: str) -> MemberWords | None:
    """ "oui K7QX", "ok k7qx merci"."""
    head, _, last = _POLITE_END.sub("", words).rpartition(" ")
    choice = _YES_OR_NO.fullmatch(head)
    if choice is None or not is_like_letters(last.upper()):
        return None
    return MemberWords("send" if choice[1] else "refuse", last.upper())
