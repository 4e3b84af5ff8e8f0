"""What a change would do, shown before it is made; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coccinelle.core.business import Business, Contact
from coccinelle.core.commitments import hold_until
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.policy_preview import Sentence, consequences
from coccinelle.core.wording import Occasion
from coccinelle.engine.business.settings_change import judged
from coccinelle.engine.desk import Desk

SOMEONE = "Julie"
WAYS = {"sms": "Par SMS", "email": "Par e-mail"}


@dataclass(frozen=True, slots=True)
class Effect:
    """before: None for what stays as it is."""

    sentence: Sentence
    before: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    way: str
    text: str


def effects(
    desk: Desk, values: Mapping[str, Any], about: tuple[str, ...] | None = None
) -> tuple[Effect, ...]:
    """What the rules would mean now: everything, or the named sentences. Raises PermanentError."""
    with desk.transaction() as connection:
        after = judged(desk, connection, values)
    now = desk.now()
    old = consequences(desk.business.policy, desk.business.hours, now)
    new = consequences(after.policy, after.hours, now)
    return tuple(
        Effect(sentence, old[name] if old[name] != sentence else None)
        for name, sentence in new.items()
        if about is None or name in about
    )


def samples(desk: Desk, values: Mapping[str, Any]) -> tuple[Sample, ...]:
    """A reply as the real wording would write it. Raises PermanentError."""
    with desk.transaction() as connection:
        after = judged(desk, connection, values)
    return tuple(Sample(name, _reply(desk, after, kind)) for kind, name in WAYS.items())


def _reply(desk: Desk, business: Business, kind: str) -> str:
    now = desk.now()
    until = hold_until(business.policy, business.hours, now=now, pickup_at=None)
    phrase = Phrase(
        "hold_prolonged", {"until": Fact("moment", until, "mise de côté", now)}, tells_act=True
    )
    occasion = Occasion(
        business=business, contact=_contact(kind), language=business.language, kind=kind, now=now,
        greet=True, disclose=False,
    )  # fmt: skip
    return desk.wording.compose((phrase,), occasion)


def _contact(kind: str) -> Contact:
    return Contact(
        id=0, first_name=SOMEONE, last_name="", preferred_channel="", is_vip=False, order_count=0,
        purchases=(), kind=kind, address="",
    )  # fmt: skip
