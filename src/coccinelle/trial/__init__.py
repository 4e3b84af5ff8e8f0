"""Trying the assistant on a copy of the shop: invented customers, a clock of its own, scripts."""
