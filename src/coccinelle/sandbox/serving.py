"""A double as a process of its own, on loopback."""

from argparse import ArgumentParser

import uvicorn
from starlette.types import ASGIApp


def parser(name: str, role: str | None) -> ArgumentParser:
    made = ArgumentParser(prog=f"python -m coccinelle.sandbox.{name}", description=role)
    made.add_argument("--port", type=int, required=True)
    made.add_argument("--key", default="", help="the only key it accepts; any when empty")
    return made


def serve(app: ASGIApp, port: int) -> None:
    uvicorn.run(
        app, host="127.0.0.1", port=port, log_level="critical", access_log=False,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
