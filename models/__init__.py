"""The networks and engines of Likeness. This package runs without the application."""
