"""Makes the voices that ship with the program out of the speech of free synthesisers; for developers, not at set-up."""
