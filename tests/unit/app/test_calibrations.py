"""Calibrations: numbers that come back for the same camera, avatar and engine, and never stop a session."""

from dataclasses import replace

import numpy as np
import pytest

from app import calibrations
from app.calibrations import Key
from models.abilities import Calibration

KEY = Key("/dev/video0 Käm", "ada", "landmark", False)


def _calibration(seed: int = 0) -> Calibration:
    rng = np.random.default_rng(seed)
    return Calibration(rng.random((478, 3), np.float32), (640, 480), rng.random(5, np.float32))


def test_what_is_saved_comes_back_for_its_key_alone() -> None:
    kept = _calibration()
    calibrations.save(KEY, kept)
    found = calibrations.load(KEY)
    assert found is not None and found.size == (640, 480)
    assert np.array_equal(found.landmarks, kept.landmarks) and np.array_equal(found.numbers, kept.numbers)
    for other in ({"camera": "x"}, {"avatar": "x"}, {"engine": "fomm"}, {"mirrored": True}):
        assert calibrations.load(replace(KEY, **other)) is None
    assert [file.suffix for file in calibrations.calibrations_dir().iterdir()] == [".npz"]
    assert calibrations.forget_all() == 1 and calibrations.load(KEY) is None
    assert calibrations.restore_all() == 1 and calibrations.load(KEY) is not None
    assert calibrations.forget_all() == 1 and calibrations.forget_all() == 0 and calibrations.restore_all() == 0


def test_a_damaged_file_is_as_none() -> None:
    calibrations.save(KEY, _calibration())
    KEY.path().write_bytes(b"PK\x03\x04 nothing")
    assert calibrations.load(KEY) is None
    calibrations.save(KEY, replace(_calibration(), landmarks=np.full((478, 3), np.nan, np.float32)))
    assert calibrations.load(KEY) is None


def test_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrations, "_MOST", 3)
    for index in range(6):
        calibrations.save(replace(KEY, avatar=str(index)), _calibration(index))
    assert len(list(calibrations.calibrations_dir().iterdir())) == 3
