"""Streaming conversion between the devices' 48 kHz and the engines' 16 kHz, without bursts."""
