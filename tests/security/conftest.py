"""The shop of the journeys, attacked."""

from tests.journeys.conftest import open_world, place, world

__all__ = ["open_world", "place", "world"]
