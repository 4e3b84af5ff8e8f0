"""Carriers: a module with ADAPTER is one, the folder is the registry."""
