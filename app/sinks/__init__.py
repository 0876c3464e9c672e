"""Where frames and sound go: virtual camera, recording, preview, memory."""
