"""Work on files, as fast as the machine can: films, conversions, the voice path they share."""
