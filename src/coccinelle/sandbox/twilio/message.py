"""Twilio's message resource."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from coccinelle.kit import sms

VERSION = "2010-04-01"
IN_PROGRESS = ("accepted", "queued", "sending")


@dataclass(frozen=True, slots=True)
class Message:
    """sender is None until a messaging service has chosen its number; times are in UTC."""

    sid: str
    account_sid: str
    sender: str | None
    recipient: str
    body: str
    direction: str
    status: str
    created_at: datetime
    updated_at: datetime
    sent_at: datetime | None = None
    error_code: int | None = None
    service_sid: str | None = None
    status_callback: str | None = None
    media: tuple[str, ...] = ()


def new_sid(media: tuple[str, ...] = ()) -> str:
    return ("MM" if media else "SM") + secrets.token_hex(16)


def payload(message: Message) -> dict[str, Any]:
    uri = f"/{VERSION}/Accounts/{message.account_sid}/Messages/{message.sid}"
    # A service has not chosen its number yet: nothing is counted.
    counted = sms.segments(message.body) if message.sender else 0
    return {
        "account_sid": message.account_sid,
        "api_version": VERSION,
        "body": message.body,
        "date_created": _rfc2822(message.created_at),
        "date_sent": _rfc2822(message.sent_at),
        "date_updated": _rfc2822(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": "Delivery failed" if message.error_code else None,
        "from": message.sender,
        "messaging_service_sid": message.service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(counted),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.recipient,
        "uri": f"{uri}.json",
    }


def _rfc2822(moment: datetime | None) -> str | None:
    return format_datetime(moment) if moment else None
