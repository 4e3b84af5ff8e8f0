"""HTTP edge: webhooks and the members' pages."""
