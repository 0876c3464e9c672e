"""Face detection, landmarks and tracking."""
