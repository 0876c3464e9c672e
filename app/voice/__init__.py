"""The voice library: voice files, what is in them, how they are made, and on what ground."""
