"""Provider doubles on loopback, for the demo and the tests."""
