"""The whole contract of a channel on one page."""

from datetime import datetime
from typing import ClassVar, Protocol

from pydantic import BaseModel

from coccinelle.core.errors import CoccinelleError, PermanentError
from coccinelle.core.messages import (
    Announced,
    DeliveryReport,
    Inbound,
    News,
    Outbound,
    Receipt,
    SendFault,
    WebhookCall,
)


class Forged(PermanentError):
    """The call at the door is not signed by the provider, or not for this channel: 403."""


class Malformed(PermanentError):
    """The call is signed but cannot be read: 400."""


class SendRefused(CoccinelleError):
    """The provider answered no; the message did not leave."""

    def __init__(self, fault: SendFault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


class Channel(Protocol):
    """One way to talk, already holding the settings of one business.

    `parse` and `report` verify the signature on the raw bytes before anything else.
    """

    kind: ClassVar[str]
    address: str

    def parse(self, call: WebhookCall) -> tuple[News, ...]:
        """What the call tells; empty when it is nothing to us. Raises Forged, Malformed."""

    def fetch(self, announced: Announced) -> Inbound:
        """The message itself. Raises TemporaryError, and PermanentError when it cannot be had."""

    def report(self, call: WebhookCall) -> DeliveryReport | None:
        """A delivery report that comes to the door of its own; None when the call tells nothing
        new. Raises Forged, Malformed."""

    def acknowledgement(self) -> tuple[str, str]:
        """Body and media type the provider wants as the answer to its webhook."""

    def send(self, message: Outbound) -> Receipt:
        """Raises SendRefused (it did not leave), OutcomeUnknown (it may have left),
        TemporaryError (it did not leave: try later)."""

    def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Looks up a message whose outcome is unknown. Raises TemporaryError."""

    def segments(self, text: str) -> int:
        """How many units the provider will bill for this text."""

    def close(self) -> None: ...


class ChannelSettings(BaseModel, extra="forbid", frozen=True):
    """Each adapter derives its own settings from this; a field of type SecretStr is encrypted."""

    adapter: ClassVar[str]
    kind: ClassVar[str]

    @property
    def address(self) -> str:
        """What customers write to: a number, an e-mail, a handle."""
        return ""
