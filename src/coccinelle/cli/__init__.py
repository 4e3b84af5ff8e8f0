"""The command line: each module adds its commands to the one application."""

from coccinelle.cli import (
    autonomy,
    bench,
    channels,
    connectors,
    contact,
    counter,
    doctor,
    gaps,
    members,
    pause,
    play,
    report,
    serve,
    setup,
    understanding,
)
from coccinelle.cli.app import app

__all__ = [
    "app",
    "autonomy",
    "bench",
    "channels",
    "connectors",
    "contact",
    "counter",
    "doctor",
    "gaps",
    "members",
    "pause",
    "play",
    "report",
    "serve",
    "setup",
    "understanding",
]
