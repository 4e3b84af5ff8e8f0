"""The verbs: receive, answer, deliver, follow up."""
