"""A double of Twilio's SMS on loopback: its API, its refusals, its signed calls, its failures."""

from coccinelle.sandbox.twilio.app import create_app
from coccinelle.sandbox.twilio.signing import signed_form

__all__ = ["create_app", "signed_form"]
