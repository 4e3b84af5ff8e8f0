"""One Resend account in memory: what was sent, what has arrived, who is told; for all threads."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from coccinelle.sandbox.resend.faults import Faults
from coccinelle.sandbox.resend.refusals import Refusal


@dataclass(slots=True)
class Email:
    """One that was sent; body: as it was asked for."""

    id: str
    message_id: str
    body: dict[str, Any]
    key: str
    created_at: str
    last_event: str = "queued"


@dataclass(frozen=True, slots=True)
class Called:
    """A call we made to the product; status: of its answer, None when there was none."""

    url: str
    event: Mapping[str, Any]
    status: int | None


@dataclass(slots=True)
class Account:
    """webhooks: address to signing secret; received: e-mails by id; files: their contents by id;
    downloads: the headers each download came with."""

    api_key: str
    webhooks: dict[str, str] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    faults: Faults = field(default_factory=Faults)
    received: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    downloads: list[dict[str, str]] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)
    _sent: dict[str, Email] = field(default_factory=dict)
    _keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    _calls: list[Called] = field(default_factory=list)

    def send(self, body: dict[str, Any], key: str) -> tuple[Email, bool]:
        """The e-mail, and whether it is new: the same key and words give the same one again.
        Raises Refusal."""
        print_of_body = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        with self._lock:
            if key in self._keys:
                known, words = self._keys[key]
                if words != print_of_body:
                    raise Refusal("invalid_idempotent_request", "Same key, other payload.")
                return self._sent[known], False
            email = Email(new_id(), new_message_id(), body, key, now())
            self._sent[email.id] = email
            if key:
                self._keys[key] = (email.id, print_of_body)
            return email, True

    def find(self, email_id: str) -> Email | None:
        return self._sent.get(email_id)

    def sent(self) -> list[Email]:
        """Oldest first."""
        with self._lock:
            return list(self._sent.values())

    def forget_keys(self) -> None:
        """As a day passes."""
        with self._lock:
            self._keys.clear()

    def note(self, call: Called) -> None:
        with self._lock:
            self._calls.append(call)

    def calls(self) -> list[Called]:
        with self._lock:
            return list(self._calls)

    def forget(self) -> None:
        """Back to an empty account; who is told stays."""
        with self._lock:
            for kept in (self._sent, self._keys, self.received, self.files):
                kept.clear()
            self._calls.clear()
            self.downloads.clear()
            self.faults.clear()


def new_id() -> str:
    return str(uuid.uuid4())


def new_message_id() -> str:
    return f"<{secrets.token_hex(12)}@eu-west-1.amazonses.com>"


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
