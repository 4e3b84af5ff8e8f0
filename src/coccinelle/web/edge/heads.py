"""A line that never says what it asks for is closed: idle ones must not fill the house."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0  # to say it all: longer than any honest line needs


class PatientProtocol(H11Protocol):
    """The server's own waits for ever for the end of a request's head."""

    _due: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Once the head is whole, the body has its own time (body.py)."""
        super().data_received(data)
        if self._is_asked():
            self._wait_no_more()
        elif self._due is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def _is_asked(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._due = self.loop.call_later(HEAD_SECONDS, self._close)

    def _wait_no_more(self) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due = None

    def _close(self) -> None:
        self._due = None
        if not self._is_asked():
            self.transport.close()
