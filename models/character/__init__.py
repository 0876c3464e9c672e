"""Draws the bundled characters: a procedural head in relief, lit and painted. Not used while the program runs.

A character is a `Recipe` (cast.py). Its face is the canonical head of the landmark engine, reshaped (shape.py), made
into a relief (relief.py) and clothed with skin, eyes, lips, brows, hair and clothes, each in a file of its own, which
write albedo, normals and gloss into `Layers`. Light is put on once, at the end (light.py).
"""
