"""A composed reply said in the shop's tone by a model: used only when nothing of it is lost."""

import re

from pydantic import BaseModel, Field

from coccinelle.core.facts import Fact
from coccinelle.core.model import Asked, Model, ModelFailed
from coccinelle.core.wording import Occasion, Rephrased, Wording
from coccinelle.kit import sms
from coccinelle.replies import sms_text

INSTRUCTIONS = """\
You are given the reply a small shop is about to send to a customer. Say the same thing more \
naturally, in the same language, warmly and briefly, in the tone asked for. Keep every name, \
number, price, day, hour, size, link and address exactly as written, every question asked and \
every promise made. Add nothing: no fact, no offer, no promise, no excuse. Plain text only.
"""
_KEPT = re.compile(r"\S*\d\S*|\S+@\S+|https?://\S+|(?<!\w)[^\W\d_a-z]{2,}(?!\w)")
_EDGES = ".,;:!?()\"'«»… \u00a0\u202f"
_DENIAL = re.compile(r"\b(?:ne|n|not|no|never|pas|plus|jamais|aucune?|sans)\b|n't\b")
_NAME = "[NAME1]"  # the customer's stays here
_ROOM = 1.5  # times the composed length, where nobody pays by the segment


class Wordier(BaseModel, frozen=True):
    text: str = Field(min_length=1, max_length=3_000)


class ModelRephraser:
    """wording: the check every reply goes through, this one too."""

    def __init__(self, model: Model, wording: Wording) -> None:
        self._model = model
        self._wording = wording

    def rephrase(self, text: str, facts: tuple[Fact, ...], occasion: Occasion) -> Rephrased:
        if not text:
            return Rephrased()
        name = occasion.contact.first_name
        nameless = text.replace(name, _NAME) if name else text
        try:
            completion = self._model.complete(
                Asked(INSTRUCTIONS, _told(nameless, occasion), Wordier)
            )
        except ModelFailed as failure:
            return Rephrased(why=str(failure), usage=failure.usage)
        said = completion.answer.text.strip().replace(_NAME, name)
        said = sms_text.fit(said) if occasion.kind == "sms" else said
        why = self._fault(text, said, facts, occasion)
        return Rephrased("" if why else said, why, completion.usage)

    def _fault(self, text: str, said: str, facts: tuple[Fact, ...], occasion: Occasion) -> str:
        """Why these words may not leave; "" when they may."""
        doubts = self._wording.unbacked(said, facts, occasion)
        if doubts:
            return f"sans fait qui l'appuie : « {doubts[0]} »"
        if set(self._wording.promises(said)) != set(self._wording.promises(text)):
            return "ne promet pas la même chose"
        kept = (*_to_keep(text, facts), *_named(text, occasion))
        lost = next((part for part in kept if part not in _plain(said)), "")
        if lost:
            return f"ne dit plus « {lost} »"
        if not _same_sense(text, said):
            return "ne dit pas la même chose"
        return "" if _fits(text, said, occasion) else "trop long"


def _told(text: str, occasion: Occasion) -> dict[str, object]:
    policy = occasion.business.policy
    return {
        "reply": text,
        "shop": occasion.business.name,
        "language": occasion.language,
        "tone": occasion.contact.tone or policy.tone,
        "emoji": policy.emoji,
        "channel": occasion.kind,
    }


def _to_keep(text: str, facts: tuple[Fact, ...]) -> list[str]:
    """Figures, days and hours, links, words in capitals (STOP), and the facts as they are told."""
    plain = _plain(text)
    written = [_plain(m[0].strip(_EDGES)) for m in _KEPT.finditer(text)]
    values = [f.value if isinstance(f.value, tuple) else (f.value,) for f in facts]
    told = [_plain(value) for group in values for value in group if isinstance(value, str)]
    days = _DAY_WORDS.findall(plain)
    return [part for part in (*written, *days, *told) if part and part in plain]


def _named(text: str, occasion: Occasion) -> list[str]:
    name = _plain(occasion.contact.first_name)
    return [name] if name and name in _plain(text) else []


_DAY_WORDS = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd'hui|demain|ce soir|midi|"
    r"janvier|fevrier|février|mars|avril|mai|juin|juillet|aout|août|septembre|octobre|novembre|"
    r"decembre|décembre|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|"
    r"tonight|noon|assistant[e]?)\b"
)


def _plain(text: str) -> str:
    """Letters and signs only: a different space or apostrophe is no different word."""
    return " ".join(sms_text.fit(text).translate(sms_text.SPACES).lower().split())


def _same_sense(text: str, said: str) -> bool:
    """It still asks when it asked, denies when it denied, and holds no markup."""
    asks = ("?" in text) == ("?" in said)
    denies = bool(_DENIAL.search(_plain(text))) == bool(_DENIAL.search(_plain(said)))
    return asks and denies and not re.search(r"[<>{}\[\]*#`|]", said)


def _fits(text: str, said: str, occasion: Occasion) -> bool:
    if occasion.kind != "sms":
        return len(said) <= _ROOM * len(text) + 80
    allowed = occasion.business.policy.sms_max_segments
    return sms.segments(said) <= max(allowed, sms.segments(text))
