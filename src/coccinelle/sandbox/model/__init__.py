"""A double of an OpenAI-compatible server on loopback: scripted answers, true faults."""

from coccinelle.sandbox.model.app import create_app

__all__ = ["create_app"]
