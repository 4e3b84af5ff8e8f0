"""Double of a browser's push service, and of the browsers that subscribe there."""

from coccinelle.sandbox.push.app import create_app

__all__ = ["create_app"]
