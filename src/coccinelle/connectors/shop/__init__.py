"""Shops: stock, products and holds."""
