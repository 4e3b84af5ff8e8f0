"""Logs as JSON lines, with an allow-list of keys: no text, phone or e-mail can slip in."""

import logging
import sys
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
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s")
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
        cache_logger_on_first_use=True,
    )


def _only_allowed(
    logger: Any, method: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: value for key, value in record.items() if key in ALLOWED}
