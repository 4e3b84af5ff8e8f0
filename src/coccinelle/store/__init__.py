"""All SQL, one module per noun."""
