"""What orders from outside mean, with or without a window."""
