"""What leaves for a member's device, and the port it leaves by."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from coccinelle.core.errors import PermanentError


class DeviceGone(PermanentError):
    """The device takes no more: it was reset, or its member said no in the browser."""


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """What a browser gives when it subscribes, as text: its public point and a shared secret."""

    p256dh: str
    auth: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PushNote:
    """path: the page a touch opens. tag: a second note with the same one takes the first's place,
    on the device and on its way there. once: its own number; sent twice, it is heard once."""

    title: str
    body: str
    path: str
    tag: str
    once: str
    urgency: Literal["high", "normal"] = "normal"


class Push(Protocol):
    def public_key(self) -> str:
        """What a browser subscribes with."""
        ...

    def seal(self, endpoint: str, keys: DeviceKeys) -> bytes:
        """Raises PermanentError for an address we do not call, and for keys that are none."""
        ...

    def send(self, endpoint: str, sealed: bytes, note: PushNote) -> None:
        """Raises DeviceGone, TemporaryError, PermanentError."""
        ...
