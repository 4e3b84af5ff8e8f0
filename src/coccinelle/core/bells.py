"""The port of bells: someone must attend to a conversation soon."""

from typing import Any, Protocol


class Bells(Protocol):
    def ring(self, connection: Any, business_id: int, conversation_id: int) -> None:
        """Heard once the transaction of `connection` commits; ringing twice is ringing once."""
