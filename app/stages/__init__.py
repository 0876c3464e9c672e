"""What happens to a frame between source and sink."""
