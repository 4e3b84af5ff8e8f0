"""The SMS channel of one business at Twilio."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import ClassVar
from urllib.parse import quote

from coccinelle.channels.sms_twilio import destination, faults, form, inbound
from coccinelle.channels.sms_twilio.api import MessagesApi, SentMessage
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import SendRefused
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

MAX_TEXT = 1600  # characters, all segments together
CLOCK_SKEW = timedelta(seconds=5)  # between the provider's clock, in whole seconds, and ours


class TwilioSms:
    kind: ClassVar[str] = TwilioSettings.kind

    def __init__(self, settings: TwilioSettings, callback_url: str) -> None:
        self.address = settings.address
        self._settings = settings
        self._callback_url = callback_url
        self._messages = MessagesApi(settings)

    def parse(self, call: WebhookCall) -> tuple[News, ...]:
        return (inbound.message(form.read(call, self._settings), self._settings),)

    def fetch(self, announced: Announced) -> Inbound:
        raise PermanentError("Twilio donne ses messages en entier.")

    def report(self, call: WebhookCall) -> DeliveryReport | None:
        return inbound.report(form.read(call, self._settings), call.url, self._settings)

    def acknowledgement(self) -> tuple[str, str]:
        """An empty TwiML answer: the reply leaves later, by the API."""
        return "<Response/>", "text/xml"

    def send(self, message: Outbound) -> Receipt:
        destination.check(message.recipient, self._settings.allowed_regions)
        if len(message.text) > MAX_TEXT:
            raise SendRefused(faults.of("21617"))
        return _receipt(self._messages.create(self._form(message)))

    def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """since: by real time. The latest one wins: the same words may have gone out before."""
        oldest = since.astimezone(UTC) - CLOCK_SKEW
        filters = {"To": message.recipient, "DateSent>": oldest.date().isoformat()}
        if self._settings.number and not self._settings.messaging_service_sid:
            filters["From"] = self._settings.number
        found = self._messages.matching(filters)
        return next((_receipt(m) for m in found if _is(m, message, oldest)), None)

    def segments(self, text: str) -> int:
        return sms.segments(text)

    def check(self) -> None:
        """Are the keys good? Nothing is sent. Raises PermanentError, TemporaryError."""
        self._messages.check()

    def close(self) -> None:
        self._messages.close()

    def _form(self, message: Outbound) -> dict[str, str]:
        joint = "&" if "?" in self._callback_url else "?"
        key = f"{inbound.KEY_PARAMETER}={quote(message.key, safe='')}"
        return {
            "To": message.recipient,
            "Body": message.text,
            "StatusCallback": f"{self._callback_url}{joint}{key}",
            **self._sender(),
        }

    def _sender(self) -> dict[str, str]:
        """The service chooses the number when there is one."""
        if self._settings.messaging_service_sid:
            return {"MessagingServiceSid": self._settings.messaging_service_sid}
        return {"From": self.address}


def _receipt(sent: SentMessage) -> Receipt:
    """Twilio counts 0 segments as long as a messaging service has not chosen the number."""
    state = inbound.STATES.get(sent.status, "sent")
    return Receipt(sent.sid, state, int(sent.num_segments or "0") or None)


def _is(sent: SentMessage, message: Outbound, oldest: datetime) -> bool:
    ours = sent.direction != "inbound" and (sent.body or "").strip() == message.text.strip()
    if not ours or sent.date_created is None:
        return False
    return parsedate_to_datetime(sent.date_created) >= oldest.replace(microsecond=0)
