"""A double of Colissimo's SLS on loopback: labels in multipart answers, refusals, failures."""

from coccinelle.sandbox.colissimo.app import create_app

__all__ = ["create_app"]
