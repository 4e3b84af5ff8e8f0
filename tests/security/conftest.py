"""The shop of the journeys, attacked."""

from tests.journeys.conftest import open_world, place, world
from tests.security.house import house

__all__ = ["house", "open_world", "place", "world"]
