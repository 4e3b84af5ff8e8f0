"""Logs as JSON lines, with an allow-list of keys: no text, phone or e-mail can slip in."""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "business", "conversation", "channel", "adapter", "message",
        "turn", "error", "code", "state", "seconds", "attempts", "count", "status", "process",
        "pid", "port", "request_id", "lane",
    }
)  # fmt: skip


def configure(level: str) -> None:
    """Once per process."""
    others = logging.StreamHandler(sys.stderr)
    others.setFormatter(Discreet())
    logging.basicConfig(handlers=[others], level=logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class Discreet(logging.Formatter):
    """Other people's log lines, without their words: a text of a customer may be among them, and a
    database error quotes the row. Left: who speaks, which error, and where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        told = {"event": record.name, "level": record.levelname.lower(), "where": record.funcName}
        if record.exc_info and record.exc_info[0]:
            error, _, trace = record.exc_info
            told |= {"error": error.__name__, "where": _frames(traceback.extract_tb(trace))}
        return json.dumps(told)


def _frames(trace: traceback.StackSummary) -> str:
    """The last calls, ours and the library's: "settle.py:41 messages.py:88"."""
    return " ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in trace[-6:])


def _only_allowed(
    logger: Any, method: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: value for key, value in record.items() if key in ALLOWED}
