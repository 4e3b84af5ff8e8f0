"""What waits and what was done: drafts, urgent cases, acts, promises, the counter."""
