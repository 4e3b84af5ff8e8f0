"""Background edge: rings of bells become engine verbs."""
