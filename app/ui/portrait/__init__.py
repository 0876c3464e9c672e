"""How the portrait moves and stands: engine, motion, framing, background."""
