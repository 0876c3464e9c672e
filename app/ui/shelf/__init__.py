"""Shelves: lists and grids of things that have a name: found, ordered, favoured, renamed, carried away, removed."""
