"""What the assistant can do, one module per kind of request; this folder is the registry."""
