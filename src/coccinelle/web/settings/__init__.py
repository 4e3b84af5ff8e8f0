"""Réglages: what an owner sets, the members, the connections."""
