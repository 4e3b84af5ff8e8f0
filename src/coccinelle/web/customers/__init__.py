"""Customers: their list, their card, the cards that may be one."""
