"""Web Push (RFC 8030): one service per browser's maker, all spoken to alike."""

from coccinelle.connectors.push.client import WebPush
from coccinelle.connectors.push.opening import open_push

__all__ = ["WebPush", "open_push"]
