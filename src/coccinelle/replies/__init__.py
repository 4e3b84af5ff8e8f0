"""Facts become words, and the words are checked against the facts."""
