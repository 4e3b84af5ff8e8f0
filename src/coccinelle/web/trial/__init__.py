"""The page « Essayer »."""
