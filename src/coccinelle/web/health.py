"""Is the program well? For the one who watches it: a word, no secrets."""

import psycopg
from fastapi import APIRouter
from starlette.responses import JSONResponse

from coccinelle.store import businesses
from coccinelle.store.database import Database


def router(database: Database) -> APIRouter:
    routes = APIRouter()

    @routes.get("/healthz")
    def health() -> JSONResponse:
        try:
            businesses.known(database)
        except psycopg.OperationalError:
            return JSONResponse({"status": "database unreachable"}, 503)
        return JSONResponse({"status": "ok"})

    return routes
