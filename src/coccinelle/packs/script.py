"""A script: what is said, done and expected, as its author writes it."""

import re
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from coccinelle.core.carrier import TrackingStatus
from coccinelle.kit.phone_number import to_e164
from coccinelle.packs.script_shape import Expect, Written
from coccinelle.packs.script_shop import AsItWas

Kind = Literal["sms", "whatsapp", "email", "instagram", "web"]
When = timedelta | datetime
"""Since the start, or a moment; without zone it is the business's local time."""

Automatic = Literal["", "auto-reply", "mailing-list", "bounce", "no-reply"]

OWNER_ACTS = (
    "reply", "approve", "edit", "refuse", "take_over", "hand_back", "autonomy", "correct",
    "sms", "pause_all", "resume_all",
)  # fmt: skip
WORDY_ACTS = ("reply", "edit", "refuse", "sms")
DETAILED_ACTS = {
    "autonomy": "the skill and its level, for example autonomy: {exchange: draft}",
    "correct": "what was wrong, for example correct: {kind: wrong_fact, note: “…”}",
}
EVENTS = ("outage", "stock", "carrier")
DEMO_START = datetime(2025, 1, 16, 10, 15)  # noqa: DTZ001 - local to the business, zone unknown yet

_AFTER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:d|h|ms|m|s))+")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(d|h|ms|m|s)")
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds", "ms": "milliseconds"}


def read_duration(text: object) -> object:
    """ "90s", "1h30m", "2d". Raises ValueError."""
    if not isinstance(text, str):
        return text
    if not _AFTER.fullmatch(text.strip()):
        raise ValueError(f"“{text}” is not a duration; write for example 30s, 3m, 1h30m or 2d")
    parts = _PART.findall(text)
    return sum((timedelta(**{_UNITS[unit]: float(n)}) for n, unit in parts), timedelta())


def read_when(text: object) -> object:
    if not isinstance(text, str):
        return text
    written = text.strip()
    if written.startswith("+") and _AFTER.fullmatch(written[1:]):
        return read_duration(written[1:])
    return _read_moment(written, "+90s, +3m, +1h30m, +2d or 2025-01-16T10:15")


def _read_local(text: object) -> object:
    return _read_moment(text.strip(), "2025-01-16T10:15") if isinstance(text, str) else text


def _read_moment(text: str, examples: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a time; write for example {examples}") from None


Moment = Annotated[When, BeforeValidator(read_when)]
Duration = Annotated[timedelta, BeforeValidator(read_duration)]


class CustomerTurn(Written):
    """sender: E.164 for a phone, lower case for an e-mail, as it is for a handle."""

    at: Moment
    channel: Kind = "sms"
    sender: str = Field(alias="from", min_length=1)
    text: str
    subject: str = ""
    new_thread: bool = False
    verified: bool = True
    cc: tuple[str, ...] = ()
    automatic: Automatic = ""

    @model_validator(mode="before")
    @classmethod
    def _guess_channel(cls, turn: Any) -> Any:
        """An e-mail address cannot send an SMS."""
        if isinstance(turn, dict) and "channel" not in turn and _is_email(turn.get("from")):
            return {**turn, "channel": "email"}
        return turn

    @model_validator(mode="before")
    @classmethod
    def _normal_sender(cls, turn: Any) -> Any:
        if not isinstance(turn, dict) or not isinstance(turn.get("from"), str):
            return turn
        sender = turn["from"].strip()
        match turn.get("channel", "sms"):
            case "sms" | "whatsapp":
                sender = to_e164(sender) or sender
            case "email":
                sender = parseaddr(sender)[1].lower()
                if "@" not in sender:
                    raise ValueError(f"from: “{turn['from']}” is not an e-mail address")
        return {**turn, "from": sender}


class OwnerAct(Written):
    """to: whose conversation; without it, the last one touched. words: empty when none are due.

    details: each skill and its level (or accept, refuse its proposal); the kind of a correction and
    its note. sms: what she writes from her own phone to the shop's number.
    """

    act: Literal[
        "reply", "approve", "edit", "refuse", "take_over", "hand_back", "autonomy", "correct",
        "sms", "pause_all", "resume_all",
    ]  # fmt: skip
    words: str = ""
    details: dict[str, str] = Field(default_factory=dict)
    to: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_act(cls, written: Any) -> Any:
        written = {written: "true"} if isinstance(written, str) else written
        if not isinstance(written, dict):
            raise ValueError(f"say which act of the owner: {', '.join(OWNER_ACTS)}")
        acts = {key: value for key, value in written.items() if key not in ("to", "contact")}
        act, value = _only_one(acts, "act of the owner", OWNER_ACTS)
        to = written.get("to", written.get("contact"))
        if act in DETAILED_ACTS:
            details = _details(act, value)
            words = ", ".join(f"{key}: {word}" for key, word in details.items())
            return {"act": act, "words": words, "details": details, "to": to}
        return {"act": act, "words": _words(act, value), "to": to}


class OwnerTurn(Written):
    at: Moment
    owner: OwnerAct
    to: str | None = None
    contact: str | None = None

    @property
    def whose(self) -> str | None:
        return self.owner.to or self.to or self.contact


class Outage(Written):
    """Sends of this kind of channel fail for a while."""

    channel: Kind
    lasts: Duration = Field(timedelta(minutes=1), alias="for")


class CarrierNews(Written):
    """What a carrier tells of the parcel of an order, or `down`: for how long it tells nothing.

    at: when it happened, now unless it is said; expected: the day, or the latest moment.
    """

    order: str = Field("", validation_alias=AliasChoices("order", "order_number"))
    tracking: str = Field("", validation_alias=AliasChoices("tracking", "tracking_number"))
    status: TrackingStatus | None = None
    at: Moment | None = None
    label: str = ""
    expected: Annotated[datetime | None, BeforeValidator(_read_local)] = Field(
        None, validation_alias=AliasChoices("expected", "expected_on")
    )
    down: Duration | None = None

    @model_validator(mode="after")
    def _tells_one_thing(self) -> "CarrierNews":
        if self.down is None and (self.status is None or not (self.order or self.tracking)):
            raise ValueError("say `down: 30m`, or the `order` (or `tracking`) and its `status`")
        return self


class Event(Written):
    """stock: what is counted on the shelf, by SKU."""

    outage: Outage | None = None
    carrier: CarrierNews | None = None
    stock: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_event(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            raise ValueError(f"say which event: {', '.join(EVENTS)}")
        kind, value = _only_one(written, "event", EVENTS)
        if kind == "outage" and isinstance(value, str):
            value = {"channel": value}
        if kind == "outage" and isinstance(value, dict) and value.get("channel") == "carrier":
            return {"carrier": {"down": value.get("for", "1m")}}
        return {kind: value}


class EventTurn(Written):
    at: Moment
    event: Event


def moment(when: When, start: datetime) -> datetime:
    """start: in the business's zone."""
    if isinstance(when, timedelta):
        return start + when
    return when if when.tzinfo else when.replace(tzinfo=start.tzinfo)


def turn_tag(turn: Any) -> str:
    keys = turn if isinstance(turn, dict) else ()
    return next((key for key in ("owner", "event") if key in keys), "customer")


Turn = Annotated[
    Annotated[CustomerTurn, Tag("customer")]
    | Annotated[OwnerTurn, Tag("owner")]
    | Annotated[EventTurn, Tag("event")],
    Discriminator(turn_tag),
]


class Script(Written):
    """business: a folder, seen from the script's own; none is the demo shop. customers: `invented`
    adds those of the page « Essayer » and their orders."""

    name: str = ""
    business: str | None = None
    start: Annotated[datetime, BeforeValidator(_read_local)] = DEMO_START
    customers: Literal["", "invented"] = ""
    shop: AsItWas = Field(default_factory=AsItWas)
    turns: tuple[Turn, ...]
    until: Moment | None = None
    expect: Expect = Field(default_factory=Expect)


def _only_one(written: dict[str, Any], what: str, known: tuple[str, ...]) -> tuple[str, Any]:
    for key in written:
        if key not in known:
            raise ValueError(f"unknown {what} “{key}”; known: {', '.join(known)}")
    if len(written) != 1:
        raise ValueError(f"exactly one {what} is expected; known: {', '.join(known)}")
    return next(iter(written.items()))


def _words(act: str, value: Any) -> str:
    if act in WORDY_ACTS:
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{act}: write the words, for example {act}: “…”")
        return value
    if str(value).lower() not in ("true", "yes", "on", "1"):
        raise ValueError(f"{act}: only true makes sense here")
    return ""


def _details(act: str, value: Any) -> dict[str, Any]:
    """YAML reads `off` as false."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f"{act}: write {DETAILED_ACTS[act]}")
    return {key: "off" if word is False else word for key, word in value.items()}


def _is_email(sender: Any) -> bool:
    return isinstance(sender, str) and "@" in sender.strip()[1:]
