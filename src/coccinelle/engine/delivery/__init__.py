"""Messages leave: to whom, in which words around them, and what the provider tells of them."""
