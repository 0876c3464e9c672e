"""What is looked at and heard: cameras, films, microphones."""
