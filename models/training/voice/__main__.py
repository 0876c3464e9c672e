"""`python -m models.training.voice`."""

from models.training.voice.trainer import main

main()
