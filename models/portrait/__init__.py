"""Portrait engines."""
