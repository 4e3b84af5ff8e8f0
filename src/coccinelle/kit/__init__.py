"""Tools without a business word."""
