"""What a signed call tells: an e-mail has come, or what became of one of ours."""

import re
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from coccinelle.channels.email_resend import faults, signature
from coccinelle.channels.email_resend.mailbox import addresses_in, is_ours, without_token
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.channel import Malformed
from coccinelle.core.messages import (
    Announced,
    DeliveryReport,
    DeliveryState,
    News,
    SendFault,
    WebhookCall,
)

KEY_TAG = "message"
KEY = re.compile("[0-9]{1,18}")

# A complaint comes after the delivery; to us the e-mail has then failed all the same.
STATES: dict[str, DeliveryState] = {
    "email.sent": "sent",
    "email.delivered": "delivered",
    "email.bounced": "failed",
    "email.complained": "failed",
    "email.failed": "failed",
    "email.suppressed": "failed",
}


class _Bounce(BaseModel):
    type: str = "Undetermined"
    subType: str = "Undetermined"  # noqa: N815 - Resend's spelling


class _Failed(BaseModel):
    reason: str = ""


class _Data(BaseModel):
    email_id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    to: list[str] = []
    cc: list[str] | None = None
    bcc: list[str] | None = None
    tags: dict[str, str] | None = None
    bounce: _Bounce | None = None
    failed: _Failed | None = None


class _Event(BaseModel):
    type: str = Field(max_length=64)


class _EmailEvent(_Event):
    data: _Data


def read(call: WebhookCall, settings: ResendSettings) -> tuple[News, ...]:
    """Empty for what tells us nothing. Raises Forged, Malformed."""
    signature.check(call, settings)
    _check_form(call)
    try:
        kind = _Event.model_validate_json(call.body).type
        if kind != "email.received" and kind not in STATES:
            return ()
        data = _EmailEvent.model_validate_json(call.body).data
    except ValidationError:  # whose text quotes the event
        raise Malformed("L'événement reçu ne se lit pas.") from None
    return _received(data, settings) if kind == "email.received" else (_report(kind, data),)


def _check_form(call: WebhookCall) -> None:
    media_type = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Malformed("Le contenu reçu n'est pas du JSON.")
    if call.headers.get("content-encoding", "identity") != "identity":
        raise Malformed("Le contenu reçu est compressé.")


def _received(data: _Data, settings: ResendSettings) -> tuple[Announced, ...]:
    """An account tells each of its webhooks of all its domains: the others' mail is not ours."""
    lines = (*data.to, *(data.cc or ()), *(data.bcc or ()))
    to = tuple(without_token(a) for line in lines for a in addresses_in(line))
    if not any(is_ours(a, settings) for a in to):
        return ()
    is_named = settings.reply_address in to or settings.sender_address in to
    return (Announced(data.email_id, to, is_named),)


def _report(kind: str, data: _Data) -> DeliveryReport:
    key = (data.tags or {}).get(KEY_TAG, "")
    return DeliveryReport(
        data.email_id,
        STATES[kind],
        key if KEY.fullmatch(key) else None,
        _fault(kind.removeprefix("email."), data) if STATES[kind] == "failed" else None,
    )


def _fault(kind: str, data: _Data) -> SendFault:
    match kind:
        case "bounced":
            bounce = data.bounce or _Bounce()
            permanent: Literal["bounced_permanent", "bounced_other"] = (
                "bounced_permanent" if bounce.type == "Permanent" else "bounced_other"
            )
            is_full = bounce.subType == "MailboxFull"
            return faults.of("mailbox_full" if is_full else permanent)
        case "failed" if data.failed:
            return faults.of(data.failed.reason if data.failed.reason in faults.KNOWN else "failed")
    return faults.of(kind)
