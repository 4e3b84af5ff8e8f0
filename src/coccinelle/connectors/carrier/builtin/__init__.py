"""For shops without a carrier's contract: the parcels of their file, a slip to print and stamp."""

from coccinelle.connectors.carrier.builtin.slip import SlipMaker
from coccinelle.connectors.carrier.builtin.tracker import FileTracker

__all__ = ["FileTracker", "SlipMaker"]
