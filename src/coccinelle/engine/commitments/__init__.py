"""What was promised, and how each kind of promise is kept when it falls due."""
