"""Microphones and sound outputs: which there are, by name and host API."""
