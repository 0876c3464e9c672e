"""Training of the project's own networks; nothing here is loaded when the program runs."""
