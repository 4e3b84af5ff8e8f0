"""A plain channel for kinds without an adapter: what is sent goes into a list, nothing comes in."""

from datetime import datetime
from typing import ClassVar

from coccinelle.core.channel import Channel, Forged
from coccinelle.core.messages import DeliveryReport, Inbound, Outbound, Receipt, WebhookCall
from coccinelle.kit import sms


def in_process_channel(of_kind: str, *, address: str, sent: list[Outbound]) -> Channel:
    """sent: the caller's own list, appended to by each send."""

    class OfKind(_InProcessChannel):
        kind: ClassVar[str] = of_kind

    return OfKind(address, sent)


class _InProcessChannel:
    kind: ClassVar[str]

    def __init__(self, address: str, sent: list[Outbound]) -> None:
        self.address = address
        self._sent = sent

    def parse(self, call: WebhookCall) -> tuple[Inbound, ...]:
        raise Forged("Ce canal ne reçoit rien de l'extérieur.")

    def report(self, call: WebhookCall) -> DeliveryReport | None:
        raise Forged("Ce canal ne reçoit rien de l'extérieur.")

    def acknowledgement(self) -> tuple[str, str]:
        return "", "text/plain"

    def send(self, message: Outbound) -> Receipt:
        self._sent.append(message)
        return Receipt(message.key, segments=self.segments(message.text))

    def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        known = any(sent.key == message.key for sent in self._sent)
        return Receipt(message.key, segments=self.segments(message.text)) if known else None

    def segments(self, text: str) -> int:
        return sms.segments(text) if self.kind == "sms" else 1

    def close(self) -> None:
        """Nothing is open."""
