"""Stages for sound: from the microphone's blocks to the finished voice."""
