"""The coach says in plain words what is wrong with a recording, the worst first, and refuses what cannot work."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.errors import VoiceError
from app.voice import enrol, scan_voices
from app.voice.enrol import judge
from models.voice_engines import SpeechQuality
from tests.support.voices import consent

GOOD = SpeechQuality(
    duration_s=14.0,
    speech_s=12.0,
    peak_dbfs=-3.0,
    level_dbfs=-20.0,
    clipped_share=0.0,
    snr_db=35.0,
    voiced_share=0.5,
    self_consistency=0.95,
    f0_median_hz=120.0,
)


def test_a_good_recording_needs_no_advice() -> None:
    assert judge(GOOD) == enrol.Verdict("good", ())
    assert judge(replace(GOOD, self_consistency=0.0)).grade == "good"  # too short to say is no fault


@pytest.mark.parametrize(
    ("measure", "value", "grade", "word"),
    [
        ("speech_s", 0.0, "refused", "no speech"),
        ("speech_s", 2.9, "refused", "2.9 s"),
        ("speech_s", 3.0, "poor", "10 s are good"),
        ("speech_s", 5.0, "fair", "10 s or more"),
        ("level_dbfs", -70.0, "refused", "quiet"),
        ("level_dbfs", -55.0, "poor", "nearer"),
        ("level_dbfs", -45.0, "fair", "nearer"),
        ("peak_dbfs", -0.5, "fair", "turn the microphone down"),
        ("clipped_share", 0.002, "fair", "overdriven"),
        ("clipped_share", 0.02, "poor", "2.0%"),
        ("snr_db", 5.0, "poor", "noise"),
        ("snr_db", 15.0, "fair", "quiet room"),
        ("voiced_share", 0.01, "refused", "whisper"),
        ("voiced_share", 0.2, "fair", "whisper"),
        ("self_consistency", 0.6, "poor", "two speakers"),
        ("self_consistency", 0.82, "fair", "0.82"),
    ],
)
def test_each_defect_is_graded_and_told(measure: str, value: float, grade: str, word: str) -> None:
    verdict = judge(replace(GOOD, **{measure: value}))
    assert verdict.grade == grade
    assert len(verdict.advice) == 1
    assert word in verdict.advice[0]


def test_the_worst_defect_comes_first_and_grades_the_whole() -> None:
    verdict = judge(replace(GOOD, speech_s=7.0, snr_db=5.0, level_dbfs=-45.0))
    assert verdict.grade == "poor"
    assert len(verdict.advice) == 3
    assert "noise" in verdict.advice[0]


def test_better_recordings_are_never_graded_worse() -> None:
    ranks = ("refused", "poor", "fair", "good")
    for measure, values in {
        "speech_s": (0.0, 1.0, 3.0, 4.9, 5.0, 9.9, 10.0, 60.0),
        "snr_db": (-5.0, 0.0, 9.0, 10.0, 19.0, 20.0, 60.0),
        "self_consistency": (0.1, 0.79, 0.80, 0.84, 0.85, 1.0),
        "voiced_share": (0.0, 0.05, 0.15, 0.3, 1.0),
    }.items():
        grades = [ranks.index(judge(replace(GOOD, **{measure: value})).grade) for value in values]
        assert grades == sorted(grades)


def _tone(seconds: float) -> np.ndarray:
    time_s = np.arange(round(16_000 * seconds)) / 16_000
    return (0.1 * np.sin(2 * math.pi * 440 * time_s)).astype(np.float32)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(160_000, np.float32),
        np.full(160_000, np.nan, np.float32),
        _tone(0.01),
        (0.001 * np.random.default_rng(0).normal(size=160_000)).astype(np.float32),
    ],
    ids=["empty", "silent", "not-finite", "short", "hiss"],
)
def test_what_is_no_speech_makes_no_voice(samples: np.ndarray) -> None:
    with pytest.raises(VoiceError) as caught:
        enrol.make_voice(samples, "Nobody", consent("self"))
    assert caught.value.advice
    assert "\n" not in str(caught.value)
    assert all(voice.bundled for voice in scan_voices()[0])
