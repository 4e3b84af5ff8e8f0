"""From what Resend holds to an e-mail as we keep it: who, in which thread, which words."""

import re
import unicodedata

from coccinelle.channels.email_resend import verdict
from coccinelle.channels.email_resend.api import ReceivedEmail
from coccinelle.channels.email_resend.headers import Headers, automatic, thread
from coccinelle.channels.email_resend.mailbox import (
    Mailbox,
    addresses_in,
    is_ours,
    mailbox,
    token_in,
)
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import Attachment, Inbound
from coccinelle.kit.html_text import text_of

MAX_TEXT = 20_000  # characters
MAX_HTML = 200_000
MAX_SUBJECT = 300
_LONE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def message(
    email: ReceivedEmail, attachments: tuple[Attachment, ...], settings: ResendSettings
) -> Inbound:
    """Reply-To, CC and display names play no part in who it is from. Raises PermanentError."""
    headers = Headers(email.headers)
    sender = _sender(email, headers)
    if not sender.address:
        raise PermanentError("Cet e-mail ne dit pas de qui il vient.")
    recipients = [a for line in _lines(email, headers) for a in addresses_in(line)]
    subject = _line(email.subject or "", MAX_SUBJECT)
    html = _clean(email.html or "")[:MAX_HTML]
    text = _clean(email.text or "").strip()
    return Inbound(
        provider_id=email.id,
        sender=sender.address,
        recipient=settings.reply_address,
        text=(text or text_of(html))[:MAX_TEXT],
        subject=subject,
        is_proven=_is_proven(sender, headers, settings),
        automatic=automatic(
            headers, sender.address, subject, is_own=is_ours(sender.address, settings)
        ),
        thread=thread(headers, email.message_id or "", token_in(recipients, settings)),
        html=html,
        attachments=attachments,
    )


def _sender(email: ReceivedEmail, headers: Headers) -> Mailbox:
    """Of the raw header; Resend's own reading of it must say the same."""
    given = headers.all("from")
    read = mailbox(email.sender)
    if not given:
        return read
    raw = mailbox(given[0])
    agree = len(given) == 1 and not headers.is_doubtful("from") and read.address == raw.address
    return raw if agree else Mailbox(raw.address or read.address, is_sole=False)


def _is_proven(sender: Mailbox, headers: Headers, settings: ResendSettings) -> bool:
    results = headers.all("authentication-results")
    if not sender.is_sole or headers.is_doubtful("authentication-results"):
        return False
    domain = sender.address.rpartition("@")[2]
    return verdict.is_aligned(results, settings.authserv_id, domain)


def _lines(email: ReceivedEmail, headers: Headers) -> list[str]:
    """Wherever our own address may stand, the envelope's copy included."""
    listed = (*email.to, *(email.cc or ()), *(email.bcc or ()))
    return [*listed, *(v for n in ("to", "cc", "delivered-to") for v in headers.all(n))]


def _line(text: str, longest: int) -> str:
    return " ".join(_clean(text).split())[:longest]


def _clean(text: str) -> str:
    """No lone surrogates and no controls, which no database takes; accents are composed."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _LONE.sub("", text)))
