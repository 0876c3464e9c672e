"""Where picture and voice go: virtual camera, cable, recording, the user's own ear."""
