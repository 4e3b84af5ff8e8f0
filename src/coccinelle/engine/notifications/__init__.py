"""Members are told: in their feed, on their devices, by SMS and e-mail."""
