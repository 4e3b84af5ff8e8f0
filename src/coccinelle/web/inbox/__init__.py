"""The inbox: customers, one conversation, and what a member does in it."""
