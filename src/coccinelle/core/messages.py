"""What crosses a channel: values, with no knowledge of contacts or conversations."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BOUNCE = "bounce"  # why no person wrote a message: a mail server tells that one did not arrive

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
class Attachment:
    """A file that came with a message, under the name its sender gave it.

    media_type: found in the content, not the one announced. refused_reason: why the content is not
    kept, in French; it is then empty.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    refused_reason: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """What ties an e-mail to the ones before it. Ids are as in the headers, with their brackets.

    references: oldest first. token: the one of ours that the recipient address carried.
    """

    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    token: str = ""


NO_THREAD = Thread()


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as the provider gave it.

    sender, recipient: E.164 phone, e-mail or handle. provider_id: unique per channel.
    opt_out: the provider already treated it as STOP (`stop`) or START (`start`).
    is_proven: the provider vouches for the sender (an e-mail: an aligned verdict); an SMS is taken
    for its number's until something speaks against it. automatic: why no person wrote it
    (auto-reply, bounce, mailing list), "" when one did: kept, never answered.
    """

    provider_id: str
    sender: str
    recipient: str
    text: str
    subject: str = ""
    media: tuple[str, ...] = ()
    opt_out: Literal["stop", "start"] | None = None
    is_proven: bool = True
    automatic: str = ""
    thread: Thread = NO_THREAD
    html: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Announced:
    """A message the provider holds for us: its words are to be fetched, later and once.

    recipients: whom it is addressed to, without tokens of ours. is_named: one of them is this very
    channel; otherwise it came to its domain.
    """

    provider_id: str
    recipients: tuple[str, ...] = ()
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Outbound:
    """key: our own id of the message, given to the provider wherever it can carry one.

    thread: of an e-mail, the message it answers and our token; message_id stays empty.
    is_automatic: written by the assistant, which other machines must be able to see.
    """

    key: str
    recipient: str
    text: str
    subject: str = ""
    thread: Thread = NO_THREAD
    is_automatic: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider took the message. message_id: of an e-mail, when the provider told it."""

    provider_id: str
    state: DeliveryState = "sent"
    segments: int | None = None
    message_id: str = ""


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


News = Inbound | Announced | DeliveryReport


@dataclass(frozen=True, slots=True)
class WebhookCall:
    """The raw request at the door; headers have lower-case names; url: public, with its query."""

    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    at: datetime | None = None
