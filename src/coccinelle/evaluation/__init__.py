"""Training the reader's network and judging the reader on messages that it never learned from."""
