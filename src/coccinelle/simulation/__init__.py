"""Scripts played on a throw-away database with a clock of its own, before going live."""

from coccinelle.simulation.simulate import simulate

__all__ = ["simulate"]
