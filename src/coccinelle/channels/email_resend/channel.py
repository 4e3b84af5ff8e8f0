"""The e-mail channel of one business at Resend."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from coccinelle.channels.email_resend import events, faults, inbound
from coccinelle.channels.email_resend.api import AlreadySent, EmailsApi
from coccinelle.channels.email_resend.files import FilesOf
from coccinelle.channels.email_resend.mailbox import addresses_in
from coccinelle.channels.email_resend.page import origin_of, page
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.channel import SendRefused
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.messages import (
    Announced,
    DeliveryReport,
    Inbound,
    News,
    Outbound,
    Receipt,
    WebhookCall,
)

KEYS_LAST = timedelta(hours=23)  # Resend remembers a key for 24 hours


class ResendEmail:
    kind: ClassVar[str] = ResendSettings.kind

    def __init__(self, settings: ResendSettings, callback_url: str) -> None:
        self.address = settings.address
        self._settings = settings
        self._origin = origin_of(callback_url)
        self._emails = EmailsApi(settings)
        self._files = FilesOf(settings)

    def parse(self, call: WebhookCall) -> tuple[News, ...]:
        """Resend has one door for all it tells."""
        return events.read(call, self._settings)

    def report(self, call: WebhookCall) -> DeliveryReport | None:
        told = events.read(call, self._settings)
        return next((news for news in told if isinstance(news, DeliveryReport)), None)

    def acknowledgement(self) -> tuple[str, str]:
        return "", "text/plain"

    def fetch(self, announced: Announced) -> Inbound:
        email = self._emails.received(announced.provider_id)
        listed = self._emails.files(announced.provider_id) if email.attachments else []
        return inbound.message(email, self._files.take(listed), self._settings)

    def send(self, message: Outbound) -> Receipt:
        if addresses_in(message.recipient) != [message.recipient]:
            raise SendRefused(faults.of("validation_error"))
        try:
            email_id = self._emails.send(self._email(message), _key(message))
        except AlreadySent:  # the same words, in another dress since: it is one message
            return Receipt(_key(message))
        message_id = ""
        with suppress(TemporaryError, PermanentError):  # it left all the same
            message_id = self._emails.message_id(email_id)
        return Receipt(email_id, message_id=message_id)

    def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:
        """Asking again under the same key is looking up: Resend sends it once. None when it has
        forgotten the key, and nobody can tell any more."""
        if datetime.now(UTC) - since.astimezone(UTC) > KEYS_LAST:
            return None
        return self.send(message)

    def segments(self, text: str) -> int:
        return 1

    def check(self) -> None:
        """Is the key good? Nothing is sent. Raises PermanentError, TemporaryError."""
        self._emails.check()

    def close(self) -> None:
        self._emails.close()
        self._files.close()

    def _email(self, message: Outbound) -> dict[str, Any]:
        email: dict[str, Any] = {
            "from": self._settings.sender,
            "to": [message.recipient],
            "subject": " ".join(message.subject.split()) or " ",
            "text": message.text,
            "html": page(message.text, origin=self._origin),
            "reply_to": [self._reply_to(message)],
            "headers": _headers(message),
            "tags": [{"name": events.KEY_TAG, "value": message.key}],
        }
        return {name: value for name, value in email.items() if value}

    def _reply_to(self, message: Outbound) -> str:
        token = message.thread.token
        return self._settings.with_token(token) if token else self._settings.reply_address


def _key(message: Outbound) -> str:
    """Its words are part of it: another installation on the same account counts from 1 too."""
    words = "\n".join((message.recipient, message.subject, message.text))
    return f"{message.key}-{hashlib.sha256(words.encode()).hexdigest()[:32]}"


def _headers(message: Outbound) -> dict[str, str]:
    thread = message.thread
    headers = {
        "In-Reply-To": thread.in_reply_to,
        "References": " ".join(thread.references),
        "Auto-Submitted": "auto-replied" if message.is_automatic else "",
    }
    return {name: value for name, value in headers.items() if value}
