"""A double of Resend on loopback: its API, its refusals, its signed calls, mail that arrives."""

from coccinelle.sandbox.resend.app import create_app
from coccinelle.sandbox.resend.signing import signed_event

__all__ = ["create_app", "signed_event"]
