"""The signal-processing voice engine: pitch, formants and colour of the target, always available."""
