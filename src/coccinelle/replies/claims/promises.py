"""What a text commits the shop to: each promise said must have its row."""

import re
from typing import Literal

from coccinelle.replies.claims.surface import surface

PromiseKind = Literal[
    "hold", "cancel", "call_back", "answer", "send", "refund", "reminder", "watch"
]

PROMISES: dict[PromiseKind, str] = {
    "hold": r"(?:mise?s?|mets|mettons) (?:[a-z' -]{1,50} )?de cote"
    r"|reserve(?:e|s|es|rai|rons)?(?![a-z])"
    r"|(?:t'|vous |te )(?:la |le |les )?attend(?:ent|ra|ront)?(?![a-z])"
    r"|(?:je|on|nous) (?:vous |te )?(?:la |le |les )?(?:gard|reserv|bloqu)(?:e|ons|erai|erons|era)"
    r"|garde(?:e|s|es) (?:pour|jusqu)|(?:put|set) (?:it |them |this )?aside|on hold|reserved"
    r"|waiting for you|(?:keeping|holding|kept) (?:it|them|the|this|your)|will (?:keep|hold)",
    "cancel": r"annul(?:e|ee|es|ees|ons|erai|erons)(?![a-z])|cancell?ed|cancelling|will cancel",
    "call_back": r"(?:vous|te|t') ?(?:rappel(?:le|ons|lera|lerai|lerons|lent)|telephone)"
    r"|(?:vous|t') ?appell[a-z]+|call you(?: back)?|ring you|phone you",
    "answer": r"(?:vous|te|t') ?(?:repond(?:s|ra|rai|rons|ront|ent)?|recontact[a-z]+"
    r"|tiens au courant|tient au courant|tenons au courant)(?![a-z])"
    r"|revien(?:s|t|drai|drons|dra|nent) vers|reven(?:ons) vers|transmets|transmettons"
    r"|previens|prevenons|(?:je|on|nous) (?:regard(?:e|ons)|me renseigne|nous renseignons)"
    r"|get back to you|(?:will|shall|'ll) (?:answer|reply|get a)|passing (?:this|it) on|am telling"
    r"|(?:am|are) looking (?:into|with|at)",
    "send": r"(?:vous|te|t') ?(?:l'|la |le |les )?(?:envoi|envoy|exped|enverr|livr)[a-z]+"
    r"|(?:sending|ship|shipping|send) you|will (?:send|ship|be delivered)",
    "refund": r"rembourse[a-z]*|refund(?:ed|ing)|will refund",
    "reminder": r"(?:enverrai|enverrons|enverra|recevrez|recevras|envoie|aurez|auras) un rappel"
    r"|(?:send|get) (?:you )?a reminder|remind you",
    "watch": r"(?:vous|te|t') ?(?:previens|previendrai|previendrons|avertirai|avertirons|alerte)"
    r" (?:des|quand|si|lors)|let you know (?:when|if|as soon)|notify you",
}  # fmt: skip
_PROMISES = {kind: re.compile(rf"(?<![a-z])(?:{words})") for kind, words in PROMISES.items()}

_SENTENCE = re.compile(r"[^.!?;]*[.!?;]?")
_CLAUSE = re.compile(r"[,:]")
# "n'est plus réservée", "je ne peux pas": the opposite of a promise.
_DENIED = re.compile(
    r"(?<![a-z])(?:ne |n'|pas |plus |jamais |rien |not |never |no longer |nothing )|n't "
)


def promises(text: str) -> tuple[PromiseKind, ...]:
    """The kinds of promise said, each once; a question or a denial promises nothing."""
    clauses = _affirmed(surface(text))
    return tuple(kind for kind, said in _PROMISES.items() if any(said.search(c) for c in clauses))


def _affirmed(text: str) -> list[str]:
    sentences = [s for s in _SENTENCE.findall(text) if not s.endswith("?")]
    clauses = [clause for sentence in sentences for clause in _CLAUSE.split(sentence)]
    return [clause for clause in clauses if not _DENIED.search(f"{clause} ")]
