"""Ways to talk, one module per brand; this folder is the registry."""
