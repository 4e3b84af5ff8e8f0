"""Trying the assistant on a copy of the shop."""
