"""What the tests of Resend's channel share: settings, signed calls, an e-mail as it is received."""

from typing import Any

from coccinelle.channels.email_resend import inbound
from coccinelle.channels.email_resend.api import ReceivedEmail
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.messages import Inbound, WebhookCall
from coccinelle.sandbox.resend import signed_event
from tests.mailbox import API_KEY, EMMA, OURS, SECRET, SENDER

URL = "https://shop.example.org/webhooks/email_resend/KEY"
PASS = "amazonses.com; spf=pass smtp.mailfrom=example.org; dmarc=pass header.from=example.org"


def settings(**changes: Any) -> ResendSettings:
    usual = {
        "api_key": API_KEY, "webhook_secret": SECRET, "sender": SENDER, "reply_address": OURS,
    }  # fmt: skip
    return ResendSettings(**{**usual, **changes})


def call(event: dict[str, Any], secret: str = SECRET, **details: Any) -> WebhookCall:
    body, headers = signed_event(event, secret, **details)
    return WebhookCall(URL, {name.lower(): value for name, value in headers.items()}, body)


def received(**changes: Any) -> Inbound:
    """As it is kept; headers: besides From and a good verdict, None leaves one out."""
    sender = changes.pop("sender", EMMA)
    headers = {"from": sender, "authentication-results": PASS, **changes.pop("headers", {})}
    usual = {
        "id": "e1", "from": sender, "to": [OURS], "subject": "Robe", "text": "Bonjour",
        "message_id": "<q1@example.org>",
        "headers": {name: value for name, value in headers.items() if value is not None},
    }  # fmt: skip
    return inbound.message(ReceivedEmail(**{**usual, **changes}), (), settings())
