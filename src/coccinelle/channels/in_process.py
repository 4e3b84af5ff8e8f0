"""A plain channel for kinds without an adapter: what is sent goes into a list, nothing comes in."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Protocol

from coccinelle.core.channel import Channel, Forged
from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import (
    Announced,
    DeliveryReport,
    Inbound,
    News,
    Outbound,
    Receipt,
    WebhookCall,
)
from coccinelle.kit import sms


class Sent(Protocol):
    """Where what is sent goes, and where a try that ended unknown is looked up."""

    def append(self, message: Outbound, /) -> None: ...

    def __iter__(self) -> Iterator[Outbound]: ...


def in_process_channel(of_kind: str, *, address: str, sent: Sent) -> Channel:
    """sent: the caller's own list, appended to by each send."""

    class OfKind(_InProcessChannel):
        kind: ClassVar[str] = of_kind

    return OfKind(address, sent)


class _InProcessChannel:
    kind: ClassVar[str]

    def __init__(self, address: str, sent: Sent) -> None:
        self.address = address
        self._sent = sent

    def parse(self, call: WebhookCall) -> tuple[News, ...]:
        raise Forged("Ce canal ne reçoit rien de l'extérieur.")

    def fetch(self, announced: Announced) -> Inbound:
        raise PermanentError("Ce canal ne reçoit rien de l'extérieur.")

    def report(self, call: WebhookCall) -> DeliveryReport | None:
        raise Forged("Ce canal ne reçoit rien de l'extérieur.")

    def acknowledgement(self) -> tuple[str, str]:
        return "", "text/plain"

    def send(self, message: Outbound) -> Receipt:
        self._sent.append(message)
        return self._receipt(message)

    def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        known = any(sent.key == message.key for sent in self._sent)
        return self._receipt(message) if known else None

    def segments(self, text: str) -> int:
        return sms.segments(text) if self.kind == "sms" else 1

    def close(self) -> None:
        """Nothing is open."""

    def _receipt(self, message: Outbound) -> Receipt:
        message_id = f"<{message.key}@in-process>" if self.kind == "email" else ""
        return Receipt(message.key, segments=self.segments(message.text), message_id=message_id)
