"""A customer writes to the shop: the webhook Twilio then makes."""

from pydantic import BaseModel, Field

from coccinelle.kit import sms
from coccinelle.sandbox.twilio.account import Account, now
from coccinelle.sandbox.twilio.courier import Courier
from coccinelle.sandbox.twilio.message import VERSION, Message, new_sid

Place = ("City", "State", "Zip")


class Inbound(BaseModel, extra="forbid", frozen=True):
    """to_url: where to post; signed_url: the public address, when a proxy stands before it.

    times: how often the same call is made; forged: with a wrong signature.
    """

    to_url: str
    sender: str = Field(alias="from")
    recipient: str = Field(alias="to")
    body: str = ""
    media: tuple[str, ...] = ()
    signed_url: str | None = None
    service_sid: str | None = None
    sid: str | None = Field(default=None, pattern="^(SM|MM)[0-9a-f]{32}$")
    times: int = Field(default=1, ge=1, le=100)
    forged: bool = False


def arrive(inbound: Inbound, account: Account, courier: Courier) -> dict[str, object]:
    """Keeps the message and calls the product; statuses: its answers, null when there is none."""
    message = _message(inbound, account)
    params = inbound_params(message, account.hear(message))
    url = inbound.signed_url or inbound.to_url
    statuses = [
        courier.call(inbound.to_url, params, signed_url=url, forged=inbound.forged)
        for _ in range(inbound.times)
    ]
    return {"sid": message.sid, "statuses": statuses}


def inbound_params(message: Message, keyword: str = "") -> dict[str, str]:
    """Every parameter of the webhook; keyword: STOP, START or HELP when Twilio treated it."""
    params = {
        "AccountSid": message.account_sid,
        "ApiVersion": VERSION,
        "Body": message.body,
        "From": message.sender or "",
        "FromCountry": "FR",
        "MessageSid": message.sid,
        "NumMedia": str(len(message.media)),
        "NumSegments": str(sms.segments(message.body)),
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "To": message.recipient,
        "ToCountry": "FR",
        **{f"{side}{place}": "" for side in ("From", "To") for place in Place},
    }
    for n, url in enumerate(message.media):
        params |= {f"MediaUrl{n}": url, f"MediaContentType{n}": "image/jpeg"}
    if message.service_sid:
        params["MessagingServiceSid"] = message.service_sid
    if keyword:
        params["OptOutType"] = keyword
    return params


def _message(inbound: Inbound, account: Account) -> Message:
    return Message(
        sid=inbound.sid or new_sid(inbound.media),
        account_sid=account.sid,
        sender=inbound.sender,
        recipient=inbound.recipient,
        body=inbound.body,
        direction="inbound",
        status="received",
        created_at=now(),
        updated_at=now(),
        sent_at=now(),
        service_sid=inbound.service_sid,
        media=inbound.media,
    )
