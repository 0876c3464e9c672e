"""The steps of the set-up, one file each; main.py runs them in order."""
