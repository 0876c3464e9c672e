"""The portrait as others see it, and what is laid over it."""
