"""The doubles of carriers."""

from tests.carriers import colissimo_double, colissimo_server, la_poste, laposte_server

__all__ = ["colissimo_double", "colissimo_server", "la_poste", "laposte_server"]
