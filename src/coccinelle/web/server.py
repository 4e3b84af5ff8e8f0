"""Runs the application; an open live stream never holds up the end of the program."""

import socket

import uvicorn
from fastapi import FastAPI

from coccinelle.web.edge.heads import PatientProtocol

GRACE_SECONDS = 10
MAX_CONNECTIONS = 1000  # beyond, 503 at once: slow callers must not use up the memory


class WebServer(uvicorn.Server):
    """Ends the live streams first: uvicorn would wait for them for ever."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_config=None,  # ours: uvicorn's own would print what an error quotes
                access_log=False,
                http=PatientProtocol,
                limit_concurrency=MAX_CONNECTIONS,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._live = app.state.live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.close()
        await super().shutdown(sockets)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Until a signal asks for the end."""
    WebServer(app, host, port).run()
