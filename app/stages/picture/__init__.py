"""Stages for pictures: from the driver's frame to the finished portrait."""
