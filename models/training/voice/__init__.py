"""Trains the neural voice, see `trainer`."""
