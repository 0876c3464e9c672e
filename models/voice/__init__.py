"""Voices: the speaker encoder, what is measured of a voice, and the engines that take one on."""
