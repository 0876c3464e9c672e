"""Orders that come from outside the window: command socket, keys everywhere, MIDI and OSC."""
