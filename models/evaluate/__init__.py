"""Measures how good an engine is."""
