"""Text becomes a Reading."""
