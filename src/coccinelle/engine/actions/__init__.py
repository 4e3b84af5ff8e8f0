"""What a turn does: each kind of action, in our own database or on someone else's system."""
