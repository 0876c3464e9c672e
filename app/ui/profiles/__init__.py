"""Profiles in the window: the one that is taken, all of them, and what can be done with them."""
