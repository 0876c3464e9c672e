"""The voice shelf: voices, how they are made, compared and tuned."""
