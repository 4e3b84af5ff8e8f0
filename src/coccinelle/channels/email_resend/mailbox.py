"""Whose mailbox a header names: one address or none, and never what stands around it.

Programs disagree on `a@shop.fr <evil@x.fr>`: what two of them may read differently proves nothing.
"""

import re
from dataclasses import dataclass

from coccinelle.channels.email_resend.settings import TOKEN_PREFIX, ResendSettings

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}"
)
_NAME = r"(?:\"[^\"\\]{0,200}\" ?|[^\"<>@,;:()\\]{0,200})"
_NAMED = re.compile(rf"{_NAME}<({_ADDRESS.pattern})>")
_TOKEN = re.compile(rf"\+{TOKEN_PREFIX}([0-9a-f]{{32}})@")
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class Mailbox:
    """is_sole: the header reads one way only, and names one mailbox."""

    address: str
    is_sole: bool = True


NONE = Mailbox("", is_sole=False)


def mailbox(header: str) -> Mailbox:
    """Of a From header. The last address found when it can be read in several ways."""
    line = " ".join(header[:LONGEST_LINE].split())
    if _ADDRESS.fullmatch(line):
        return Mailbox(line.lower())
    if named := _NAMED.fullmatch(line):
        return Mailbox(named[1].lower())
    found = addresses_in(line)
    return Mailbox(found[-1], is_sole=False) if found else NONE


def addresses_in(line: str) -> list[str]:
    """Every address of a line of recipients, in lower case."""
    return [found.lower() for found in _ADDRESS.findall(line[:LONGEST_LINE])]


def is_ours(address: str, settings: ResendSettings) -> bool:
    return address.endswith(f"@{settings.reply_domain}") or address == settings.sender_address


def without_token(address: str) -> str:
    """Whatever an answer to us carries behind a +, it is for the same mailbox."""
    return _TOKEN.sub("@", address)


def token_in(addresses: list[str], settings: ResendSettings) -> str:
    """The token of ours that one of them carries."""
    ours = (a for a in addresses if a.endswith(f"@{settings.reply_domain}"))
    return next((found[1] for found in map(_TOKEN.search, ours) if found), "")
