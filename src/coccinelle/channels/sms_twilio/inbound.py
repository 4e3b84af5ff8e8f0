"""What a signed form says: a customer's message, or what became of one of ours."""

import re
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from coccinelle.channels.sms_twilio import faults
from coccinelle.channels.sms_twilio.form import Form
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import Forged, Malformed
from coccinelle.core.messages import DeliveryReport, DeliveryState, Inbound

KEY_PARAMETER = "m"
KEY = re.compile("[A-Za-z0-9_.:-]{1,64}")
MAX_TEXT = 4096  # characters; Twilio itself stops at 1600
MEDIA_URL = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}")

# Ours is "sent" as soon as Twilio has taken the message, whatever queue it then waits in.
STATES: dict[str, DeliveryState] = {
    "accepted": "sent",
    "scheduled": "sent",
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "dropped",
}
OPT_OUTS: dict[str, Literal["stop", "start"]] = {"STOP": "stop", "START": "start"}


def message(form: Form, settings: TwilioSettings) -> Inbound:
    """Raises Forged when the message was not written to this channel, Malformed."""
    recipient = form.get("To", settings.address)
    _check_ours(form, recipient, settings)
    return Inbound(
        provider_id=form["MessageSid"],
        sender=form["From"],
        recipient=recipient,
        text=form.get("Body", "")[:MAX_TEXT],
        media=_media(form),
        opt_out=OPT_OUTS.get(form.get("OptOutType", "")),
    )


def report(form: Form, url: str, settings: TwilioSettings) -> DeliveryReport | None:
    """None for a state that tells nothing of a message we sent, or that Twilio invents tomorrow."""
    _check_ours(form, form["From"], settings)
    state = STATES.get(form.get("MessageStatus", ""))
    if state is None:
        return None
    error = faults.of(form.get("ErrorCode", "")) if state == "failed" else None
    return DeliveryReport(form["MessageSid"], state, _key(url), error)


def _check_ours(form: Form, address: str, settings: TwilioSettings) -> None:
    service = settings.messaging_service_sid
    by_service = service is not None and form.get("MessagingServiceSid") == service
    if address != settings.number and not by_service:
        raise Forged("L'appel concerne un autre numéro que celui de ce canal.")


def _media(form: Form) -> tuple[str, ...]:
    count = int(form.get("NumMedia") or "0")
    urls = tuple(form.get(f"MediaUrl{n}", "") for n in range(count))
    if not all(MEDIA_URL.fullmatch(url) for url in urls):
        raise Malformed("Une pièce jointe annoncée manque.")
    return urls


def _key(url: str) -> str | None:
    key = dict(parse_qsl(urlsplit(url).query)).get(KEY_PARAMETER, "")
    return key if KEY.fullmatch(key) else None
