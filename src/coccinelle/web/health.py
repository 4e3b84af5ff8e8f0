"""Is the program well? For the one who watches it: a word, no secrets, and soon."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
from fastapi import APIRouter
from starlette.responses import JSONResponse

from coccinelle.store.database import Database

PATIENCE = 0.8  # seconds: who watches us takes a late answer for none


def router(database: Database) -> APIRouter:
    routes, probe = APIRouter(), Probe(database)

    @routes.get("/healthz")
    async def health() -> JSONResponse:
        if await probe.answers():
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "database unreachable"}, 503)

    return routes


class Probe:
    """One question to the database at a time, however many ask: one that hangs holds one thread,
    of its own, while those of the pages wait for the same database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: Future[bool] | None = None

    async def answers(self) -> bool:
        if self._asked is None or self._asked.done():
            self._asked = self._thread.submit(self._ask)
        waiting = asyncio.wrap_future(self._asked)
        done, _ = await asyncio.wait({waiting}, timeout=PATIENCE)
        return bool(done) and waiting.result()

    def _ask(self) -> bool:
        try:
            with self._database.routing() as connection:
                connection.execute("select")
        except psycopg.OperationalError:
            return False
        return True
