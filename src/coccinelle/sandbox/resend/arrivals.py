"""A customer writes to the shop: what Resend then keeps, and the event it makes of it."""

import base64
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from coccinelle.sandbox.resend.account import Account, new_id, now
from coccinelle.sandbox.resend.courier import Courier
from coccinelle.sandbox.resend.refusals import address_of

AUTHSERV_ID = "amazonses.com"


class File(BaseModel, extra="forbid", frozen=True):
    """content: base64; url: where it is to be had instead, for what a true Resend never says."""

    filename: str | None = None
    content: str = ""
    content_type: str = "application/octet-stream"
    url: str = ""


class Arrival(BaseModel, extra="forbid", frozen=True):
    """to_url: whom to tell, every webhook when empty. verdict: the whole Authentication-Results,
    "pass" for a good one of the sender's domain, "" for none. headers: added to the usual ones.
    times: how often it is told; forged: with a wrong signature.
    """

    sender: str = Field(alias="from")
    to: list[str]
    subject: str = ""
    text: str | None = None
    html: str | None = None
    cc: list[str] = []
    bcc: list[str] = []
    headers: dict[str, Any] = {}
    verdict: str | list[str] = "pass"
    attachments: tuple[File, ...] = ()
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    id: str = ""
    to_url: str = ""
    times: int = Field(default=1, ge=1, le=100)
    forged: bool = False


def arrive(arrival: Arrival, account: Account, courier: Courier) -> dict[str, object]:
    """Keeps the e-mail and tells of it; statuses: the product's answers."""
    email_id = arrival.id or new_id()
    email = _email(arrival, email_id, account)
    account.received[email_id] = email
    event = {"type": "email.received", "created_at": now(), "data": _metadata(email)}
    secret = account.webhooks.get(arrival.to_url, "")
    if arrival.to_url:
        statuses = [
            courier.call(arrival.to_url, event, secret, forged=arrival.forged or not secret)
            for _ in range(arrival.times)
        ]
    else:
        statuses = courier.tell(event, forged=arrival.forged, times=arrival.times)
    return {"id": email_id, "message_id": email["message_id"], "statuses": statuses}


def file_payload(file: dict[str, Any], base_url: str) -> dict[str, Any]:
    """With its signed address, which lasts an hour."""
    url = file["url"] or f"{base_url}/_files/{file['id']}?signature=sig"
    shown = {name: value for name, value in file.items() if name != "url"}
    return {**shown, "download_url": url, "expires_at": now()}


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _email(arrival: Arrival, email_id: str, account: Account) -> dict[str, Any]:
    message_id = arrival.message_id or f"<{email_id}@mail.example.org>"
    return {
        "object": "email",
        "id": email_id,
        "to": arrival.to,
        "from": arrival.sender,
        "subject": arrival.subject,
        "message_id": message_id,
        "bcc": arrival.bcc,
        "cc": arrival.cc,
        "reply_to": [],
        "html": arrival.html,
        "text": arrival.text,
        "headers": _headers(arrival, message_id),
        "created_at": now(),
        "attachments": [_file(file, account) for file in arrival.attachments],
    }


def _headers(arrival: Arrival, message_id: str) -> dict[str, Any]:
    headers: dict[str, Any] = {
        "from": arrival.sender,
        "to": ", ".join(arrival.to),
        "subject": arrival.subject,
        "message-id": message_id,
        "return-path": f"<{address_of(arrival.sender)}>",
        "in-reply-to": arrival.in_reply_to,
        "references": arrival.references or arrival.in_reply_to,
        "authentication-results": _verdict(arrival),
    }
    return {name: value for name, value in headers.items() if value} | arrival.headers


def _verdict(arrival: Arrival) -> str | list[str]:
    if arrival.verdict != "pass":
        return arrival.verdict
    domain = address_of(arrival.sender).rpartition("@")[2]
    return (
        f"{AUTHSERV_ID}; spf=pass (spfCheck: domain of {domain} designates 192.0.2.1 as permitted"
        f" sender) client-ip=192.0.2.1; dkim=pass header.i=@{domain};"
        f" dmarc=pass header.from={domain}"
    )


def _file(file: File, account: Account) -> dict[str, Any]:
    file_id = new_id()
    content = base64.b64decode(file.content)
    account.files[file_id] = content
    return {
        "id": file_id,
        "filename": file.filename,
        "content_type": file.content_type,
        "content_id": f"cid-{file_id[:8]}",
        "content_disposition": "attachment",
        "size": len(content),
        "url": file.url,
    }


def _metadata(email: dict[str, Any]) -> dict[str, Any]:
    """Neither words nor headers: they are to be fetched."""
    kept = ("created_at", "from", "to", "cc", "bcc", "subject", "message_id")
    files = [
        {n: f[n] for n in ("id", "filename", "content_type", "content_disposition", "content_id")}
        for f in email["attachments"]
    ]
    return {"email_id": email["id"], **{n: email[n] for n in kept}, "attachments": files}
