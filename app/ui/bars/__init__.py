"""The bars round the preview: commands above and below, pages beside, the state of things underneath."""
