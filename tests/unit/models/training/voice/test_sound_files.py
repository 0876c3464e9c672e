"""Sound files: what is written as Opus is read again, from memory as from a file, in step and as loud."""

import io
from pathlib import Path

import numpy as np
import pytest

from models.training.voice.sound_files import load, write_opus
from models.voice_engines import RATE_HZ
from tests.support.drawn_voice import voice


@pytest.mark.parametrize("in_memory", [True, False])
def test_opus_comes_back_in_step(tmp_path: Path, in_memory: bool) -> None:
    sound = voice(140.0, 3.0)
    file = io.BytesIO() if in_memory else tmp_path / "a.ogg"
    write_opus(sound, file, 24_000)
    size = len(file.getvalue()) if isinstance(file, io.BytesIO) else file.stat().st_size
    if isinstance(file, io.BytesIO):
        file.seek(0)
    heard = load(file)
    assert size < 2 * len(sound) / 4 and heard.dtype == np.float32
    assert abs(len(heard) - len(sound)) < 0.05 * RATE_HZ
    count = min(len(heard), len(sound))
    one, other = (np.convolve(np.square(x[:count]), np.ones(320), "same")[::80] for x in (sound, heard))
    assert np.corrcoef(one, other)[0, 1] > 0.95 and other.mean() == pytest.approx(one.mean(), rel=0.3)


def test_no_more_than_asked_is_read(tmp_path: Path) -> None:
    write_opus(voice(140.0, 3.0), tmp_path / "a.ogg", 24_000)
    assert len(load(tmp_path / "a.ogg", longest_s=1.25)) == 1.25 * RATE_HZ
