"""From a message to what is decided and written of it: the turn, and who writes."""
