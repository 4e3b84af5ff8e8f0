"""What an owner sets and sees of the whole business; what is kept, and for how long."""
