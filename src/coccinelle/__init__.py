"""Coccinelle: an autonomous customer-service assistant for small businesses."""
