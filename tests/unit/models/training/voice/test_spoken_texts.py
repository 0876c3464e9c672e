"""Texts become phones, and what has none is left out."""

from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelError
from models.evaluate.voice_phones import create_recogniser
from models.training.voice.sound_files import write_opus
from models.training.voice.spoken_texts import PHONES, SYMBOLS, read_spoken_texts
from tests.support.drawn_voice import voice

ROWS = """file,split,text
a.opus,train,We met
b.opus,train,Zzyzx qwrt
c.opus,train,
d.opus,valid,We met
"""


def test_texts_become_phones(tmp_path: Path) -> None:
    dictionary = create_recogniser()
    if dictionary is None:
        pytest.skip("pocketsphinx is not installed")
    (tmp_path / "MANIFEST.csv").write_text(ROWS, encoding="utf-8")
    for name in "abcd":
        write_opus(voice(120.0, 0.5), tmp_path / f"{name}.opus", 28_000)
    (spoken,) = read_spoken_texts(tmp_path, "train", dictionary)
    assert [PHONES[phone - 1] for phone in spoken.phones] == ["W", "IY", "M", "EH", "T"]
    assert np.sqrt(np.mean(spoken.sound**2)) == pytest.approx(0.04, rel=0.01)
    with pytest.raises(ModelError, match="the split test has no texts"):
        read_spoken_texts(tmp_path, "test", dictionary)


def test_every_phone_has_its_number() -> None:
    assert len(set(PHONES)) == 39 and SYMBOLS == 40
