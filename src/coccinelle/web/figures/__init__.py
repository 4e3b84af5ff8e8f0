"""The dashboard of figures."""
