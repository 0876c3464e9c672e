"""Fits voices to speakers roughly, in a quarter of the time, where a test does not look at how well they fit.

`python -m tests.support.brief_fit ARGUMENTS` is the program with such fits.
"""

import sys
from typing import TYPE_CHECKING

from app.__main__ import main
from models.voice.dsp import refine

if TYPE_CHECKING:
    import pytest

_FEWER = {"_ROUNDS": 2, "_STEPS_OF_SCALE": (1.0,)}


def fit_briefly(monkeypatch: "pytest.MonkeyPatch") -> None:
    """Fit briefly in this process until the end of the test."""
    for name, value in _FEWER.items():
        monkeypatch.setattr(refine, name, value)


if __name__ == "__main__":
    for name, value in _FEWER.items():
        setattr(refine, name, value)
    sys.exit(main())
