"""Likeness, the desktop application: sources, stages, sinks, sessions, commands and the window."""
