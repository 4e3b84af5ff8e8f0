"""What Resend refuses, with its names and statuses."""

import re
from collections.abc import Mapping
from typing import Any

from coccinelle.sandbox import refusing

MAX_RECIPIENTS = 50
MAX_KEY = 256
_ADDRESS = re.compile(r"[^\s<>@,]{1,64}@[^\s<>@,]{1,255}\.[^\s<>@,.]{2,63}")
_TAG = re.compile("[A-Za-z0-9_-]{1,256}")

STATUSES = {
    "validation_error": 422,
    "missing_required_field": 422,
    "invalid_idempotency_key": 400,
    "missing_api_key": 401,
    "restricted_api_key": 401,
    "invalid_api_key": 403,
    "domain_not_verified": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "invalid_idempotent_request": 409,
    "concurrent_idempotent_requests": 409,
    "rate_limit_exceeded": 429,
    "daily_quota_exceeded": 429,
    "monthly_quota_exceeded": 429,
    "application_error": 500,
}


class Refusal(refusing.Refusal):
    def __init__(self, name: str, words: str = "Refused", *, wait: float | None = None) -> None:
        super().__init__(words)
        self.name = name
        self.status = STATUSES.get(name, 400)
        self.retry_after_seconds = wait

    def payload(self) -> dict[str, object]:
        """An unverified domain is told as a validation error too."""
        name = "validation_error" if self.name == "domain_not_verified" else self.name
        return {"statusCode": self.status, "name": name, "message": str(self)}


def check(email: Mapping[str, Any], domains: tuple[str, ...]) -> None:
    """Raises the first Refusal Resend would give to this e-mail. domains: verified, any if none."""
    for name in ("from", "to", "subject"):
        if not email.get(name):
            raise Refusal("missing_required_field", f"Missing `{name}` field.")
    if not (email.get("html") or email.get("text") or email.get("template")):
        raise Refusal("missing_required_field", "Missing `html` or `text` field.")
    _check_recipients(email)
    _check_sender(str(email["from"]), domains)
    for tag in email.get("tags") or ():
        if not all(_TAG.fullmatch(str(tag.get(part, ""))) for part in ("name", "value")):
            raise Refusal("validation_error", "Tags should only contain ASCII letters, numbers")


def _check_recipients(email: Mapping[str, Any]) -> None:
    to = email["to"] if isinstance(email["to"], list) else [email["to"]]
    if len(to) > MAX_RECIPIENTS or not all(_ADDRESS.fullmatch(address_of(str(a))) for a in to):
        raise Refusal("validation_error", "Invalid `to` field.")


def _check_sender(sender: str, domains: tuple[str, ...]) -> None:
    address = address_of(sender)
    if not _ADDRESS.fullmatch(address):
        raise Refusal("validation_error", "Invalid `from` field.")
    domain = address.rpartition("@")[2]
    if domains and domain not in domains:
        raise Refusal("domain_not_verified", f"The {domain} domain is not verified.")


def address_of(line: str) -> str:
    return line.rpartition("<")[2].removesuffix(">").strip()
