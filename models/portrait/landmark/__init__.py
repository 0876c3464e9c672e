"""The landmark mesh engine: one picture moved by 478 tracked points, in layers."""
