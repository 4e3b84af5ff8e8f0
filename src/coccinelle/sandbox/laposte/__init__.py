"""A double of La Poste's Suivi v2 on loopback: parcels as one sets them, and its failures."""

from coccinelle.sandbox.laposte.app import create_app

__all__ = ["create_app"]
