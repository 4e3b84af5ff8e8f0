"""One Twilio account in memory: its messages and who opted out, shared by all threads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from coccinelle.sandbox.twilio.faults import Faults
from coccinelle.sandbox.twilio.message import Message

# The words Twilio itself understands on an ordinary number, in a message made of them alone.
# "ARRET" is not among them.
KEYWORDS = {
    "STOP": ("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT", "CANCEL"),
    "START": ("START", "YES", "UNSTOP"),
    "HELP": ("HELP", "INFO"),
}


@dataclass(frozen=True, slots=True)
class Called:
    """A call we made to the product; status: of its answer, None when there was none."""

    url: str
    params: Mapping[str, str]
    status: int | None


@dataclass(slots=True)
class Account:
    """numbers: the senders it owns, any at all when empty; api_keys: SK… to secret."""

    sid: str
    auth_token: str
    numbers: tuple[str, ...] = ()
    api_keys: Mapping[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    _lock: RLock = field(default_factory=RLock)
    _messages: dict[str, Message] = field(default_factory=dict)
    _opted_out: set[tuple[str, str]] = field(default_factory=set)
    _calls: list[Called] = field(default_factory=list)

    def knows(self, user: str, password: str) -> bool:
        return (user, password) == (self.sid, self.auth_token) or (
            user in self.api_keys and self.api_keys[user] == password
        )

    def keep(self, message: Message) -> None:
        with self._lock:
            self._messages[message.sid] = message

    def change(self, sid: str, **changes: Any) -> Message | None:
        """The message as it is now; None when it was deleted meanwhile."""
        with self._lock:
            message = self._messages.get(sid)
            if message is None:
                return None
            self._messages[sid] = replace(message, updated_at=now(), **changes)
            return self._messages[sid]

    def find(self, sid: str) -> Message | None:
        return self._messages.get(sid)

    def remove(self, sid: str) -> None:
        with self._lock:
            self._messages.pop(sid, None)

    def messages(self) -> list[Message]:
        """Newest first."""
        with self._lock:
            return list(reversed(self._messages.values()))

    def hear(self, message: Message) -> str:
        """Keeps an inbound message; the kind of keyword it is, or ""."""
        said = message.body.strip().upper()
        keyword = next((word for word, said_as in KEYWORDS.items() if said in said_as), "")
        pair = (message.recipient, message.sender or "")
        with self._lock:
            self.keep(message)
            if keyword == "STOP":
                self._opted_out.add(pair)
            elif keyword == "START":
                self._opted_out.discard(pair)
        return keyword

    def is_opted_out(self, sender: str, recipient: str) -> bool:
        return (sender, recipient) in self._opted_out

    def note(self, call: Called) -> None:
        with self._lock:
            self._calls.append(call)

    def calls(self) -> list[Called]:
        with self._lock:
            return list(self._calls)

    def forget(self) -> None:
        """Back to an empty account."""
        with self._lock:
            self._messages.clear()
            self._opted_out.clear()
            self._calls.clear()
            self.faults.clear()


def now() -> datetime:
    """Twilio's dates have whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
