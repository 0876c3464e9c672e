"""Widgets that Qt lacks, of use anywhere in the window."""
