"""One module for each subcommand of `likeness`."""
