"""Two stages learn which phones are said, from texts alone."""

import logging

import numpy as np
import pytest
import torch

from models.training.voice.spoken_texts import Spoken
from models.training.voice.teach_phones import Teaching, label, teach_finder, teach_teacher
from tests.support.drawn_voice import voice

VOWELS = {1: (700, 1200, 2500), 2: (300, 2300, 3000), 3: (320, 800, 2300)}
PHONE_S = 0.15


def said(phones: list[int], f0_hz: float) -> Spoken:
    gap = np.zeros(1_600, np.float32)
    sounds = [part for phone in phones for part in (voice(f0_hz, PHONE_S, VOWELS[phone]), gap)]
    return Spoken(np.concatenate([gap, *sounds]), phones)


def test_phones_are_found_and_then_told_frame_by_frame(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, count in (("_BATCH", 6), ("_CUTS", 6)):
        monkeypatch.setattr(f"models.training.voice.teach_phones.{name}", count)
    chance = np.random.default_rng(4)
    items = [said(chance.integers(1, 4, 3).tolist(), chance.uniform(100, 200)) for _ in range(24)]
    teaching = Teaching(torch.device("cpu"))
    with caplog.at_level(logging.INFO):
        finder = teach_finder(teaching, items[:18], items[18:], 150, 32)
        labelled = label(teaching, finder, items)
        teach_teacher(teaching, labelled[:18], labelled[18:], 40, 32)
    errors, right = (float(record.getMessage().split("held out ")[1]) for record in caplog.records[-2:])
    assert errors < 0.35
    assert right > 0.7
    spoken, labels = labelled[0]
    size = round((PHONE_S + 0.1) * 100)
    middles = [10 + size * n + round(PHONE_S * 50) for n in range(len(spoken.phones))]
    assert labels[middles].tolist() == spoken.phones
