"""Other people's systems, by kind."""
