"""What crosses a channel: values, with no knowledge of contacts or conversations."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

DeliveryState = Literal["to_send", "sending", "sent", "delivered", "read", "failed", "dropped"]

# A provider's reports come twice and out of order: a state only moves to a higher rank.
DELIVERY_RANK: dict[str, int] = {
    "to_send": 0,
    "sending": 1,
    "sent": 2,
    "delivered": 3,
    "read": 4,
    "failed": 5,
    "dropped": 5,
}


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as the provider gave it.

    sender, recipient: E.164 phone, e-mail or handle. provider_id: unique per channel.
    opt_out: the provider already treated it as STOP (`stop`) or START (`start`).
    """

    provider_id: str
    sender: str
    recipient: str
    text: str
    subject: str = ""
    media: tuple[str, ...] = ()
    opt_out: Literal["stop", "start"] | None = None
    profile_name: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """key: our own id of the message, given to the provider wherever it can carry one."""

    key: str
    recipient: str
    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider took the message."""

    provider_id: str
    state: DeliveryState = "sent"
    segments: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """The provider tells what became of a message we sent; key is ours when it came back."""

    provider_id: str
    state: DeliveryState
    key: str | None = None
    error: "SendFault | None" = None


Remedy = Literal["retry", "mark_address_bad", "mark_opted_out", "stop_channel", "tell_member"]


@dataclass(frozen=True, slots=True)
class SendFault:
    """Why a message did not leave or arrive, and what to do about it.

    code: the provider's own; sentence: in French, for a member.
    """

    code: str
    sentence: str
    remedy: Remedy
    retry_after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """The raw request at the door; headers have lower-case names; url: public, with its query."""

    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    at: datetime | None = None
