"""The nouns and the rules: pure values and functions."""
