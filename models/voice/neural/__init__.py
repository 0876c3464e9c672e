"""The neural voice: a network gives every 10 ms of converted speech the colour that the target would give it."""
