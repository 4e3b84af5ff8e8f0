"""The command line: each module adds its commands to the one application."""

from coccinelle.cli import counter, play, serve, setup
from coccinelle.cli.app import app

__all__ = ["app", "counter", "play", "serve", "setup"]
