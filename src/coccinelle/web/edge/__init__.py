"""How a request is read and answered: limits, proofs, headers."""
