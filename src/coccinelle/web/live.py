"""The live stream: one connection listens for the whole process, every open page hears its bell."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import psycopg
import structlog
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import StreamingResponse

from coccinelle.store.database import Database
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.sessions import member_of

CHANNEL = "coccinelle_feed"  # payload: the business's number
# All that is ever written on a stream: constants, so that no text can forge an event.
HELLO = b"retry: 3000\n\n"
BELL = b"event: bell\ndata: \n\n"
STILL_HERE = b": \n\n"
MOST_STREAMS = 100  # of one business, in one process
RECONNECT_SECONDS = 1.0
log = structlog.get_logger()

IsWelcome = Callable[[], Awaitable[bool]]


@dataclass(eq=False, slots=True)
class _Stream:
    business_id: int
    token: str = field(repr=False)
    also: int | None = None  # the copy that a shop is tried on
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False
    is_doubted: bool = False  # sessions of its business have ended: perhaps this one


class Live:
    """beat_seconds: silence after which a sign of life is sent; recheck_seconds: how often the
    session behind a stream is looked at again."""

    def __init__(self, url: str) -> None:
        self.beat_seconds = 15.0
        self.recheck_seconds = 60.0
        self._url = url
        self._streams: set[_Stream] = set()
        self._is_closing = False

    async def listen(self) -> None:
        """Until cancelled; a connection that breaks is opened again, and everybody looks once."""
        while True:
            try:
                await self._hear()
            except psycopg.OperationalError as error:
                log.warning("live stream interrupted", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_SECONDS)

    async def stream(
        self, business_id: int, token: str, is_welcome: IsWelcome, also: int | None = None
    ) -> AsyncIterator[bytes]:
        mine = _Stream(business_id, token, also)
        self._streams.add(mine)
        checked_at = time.monotonic()
        try:
            yield HELLO
            while not (self._is_closing or mine.is_over):
                rung = await _woken(mine, self.beat_seconds)
                if mine.is_doubted or time.monotonic() - checked_at >= self.recheck_seconds:
                    checked_at, mine.is_doubted = time.monotonic(), False
                    if not await is_welcome():
                        return
                yield BELL if rung else STILL_HERE
        finally:
            self._streams.discard(mine)

    def is_full(self, business_id: int) -> bool:
        return sum(s.business_id == business_id for s in self._streams) >= MOST_STREAMS

    def hang_up(self, token: str) -> None:
        """The session ended: its streams end with it."""
        for stream in self._streams:
            if stream.token == token:
                stream.is_over = True
                stream.woken.set()

    def close(self) -> None:
        """Every stream ends now."""
        self._is_closing = True
        self._wake(None)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            await connection.execute(f"listen {CHANNEL}")
            self._wake(None)
            async for notice in connection.notifies():
                number = notice.payload.removeprefix("-")
                if number.isascii() and number.isdigit():
                    self._wake(int(number), is_doubted=number != notice.payload)

    def _wake(self, business_id: int | None, *, is_doubted: bool = False) -> None:
        for stream in self._streams:
            if business_id in (None, stream.business_id, stream.also):
                stream.is_doubted |= is_doubted
                stream.woken.set()


def router(database: Database, live: Live) -> APIRouter:
    routes = APIRouter()

    @routes.get("/events")
    async def events(request: Request) -> StreamingResponse:
        return open_stream(request, database, live)

    return routes


def open_stream(
    request: Request, database: Database, live: Live, also: int | None = None
) -> StreamingResponse:
    visit = visit_of(request)
    if live.is_full(visit.member.business_id):
        raise HTTPException(503)

    async def is_welcome() -> bool:
        member = await run_in_threadpool(member_of, database, visit.token, is_active=False)
        return member is not None

    return StreamingResponse(
        live.stream(visit.member.business_id, visit.token, is_welcome, also),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _woken(stream: _Stream, seconds: float) -> bool:
    """Whether the bell rang within so many seconds."""
    try:
        await asyncio.wait_for(stream.woken.wait(), seconds)
    except TimeoutError:
        return False
    stream.woken.clear()
    return True
