"""Examples are made from speech: there and back, in step, the same every time; and a collection can be packed."""

import csv
import wave
from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelError
from models.training.voice.data import pack, prepare
from models.training.voice.examples import Examples
from models.training.voice.sound_files import load
from models.voice_engines import RATE_HZ
from tests.support.spoken import SENTENCES, needs_flite, spoken

PIECE_S = 5.2  # of speech, hardly more than a print needs: one example there and one back for each turn
VOICES = {"rms": "M", "awb": "M", "slt": "F", "kal16": "F"}  # the last one's sex is anybody's guess


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection of four synthetic speakers."""
    folder = tmp_path_factory.mktemp("speech")
    rows = []
    for name, gender in VOICES.items():
        sound = np.concatenate([spoken(name, SENTENCES[0]), spoken(name, SENTENCES[1])])[: round(PIECE_S * RATE_HZ)]
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
            file.writeframes((sound * 32767).astype("<i2").tobytes())
        rows.append([f"{name}.wav", "flite", name, gender, "train", f"{len(sound) / RATE_HZ:.3f}"])
    with (folder / "MANIFEST.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["file", "corpus", "speaker_id", "gender", "split", "duration_s"], *rows])
    return folder


@pytest.fixture(scope="module")
def prepared(speech: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """Return how many examples were made of it, and where they are."""
    folder = tmp_path_factory.mktemp("examples")
    return prepare(speech, "train", folder, 1), folder


@needs_flite
def test_examples_go_there_and_back(speech: Path, prepared: tuple[int, Path], tmp_path: Path) -> None:
    count, folder = prepared
    examples = Examples(folder)
    assert count == len(examples) >= 24
    assert examples.voices.names == sorted(VOICES)
    chance = np.random.default_rng(0)
    back = examples.batch(16, 200, True, chance)
    assert back.true is not None
    for made, true in zip(back.turned, back.true, strict=True):
        one, other = (np.sqrt(np.convolve(x * x, np.ones(800) / 800, "same")[::400]) for x in (made, true))
        assert np.corrcoef(one, other)[0, 1] > 0.7  # in step with the truth
    prepare(speech, "train", tmp_path, 1)
    assert (folder / "sound.i16").read_bytes() == (tmp_path / "sound.i16").read_bytes()


@needs_flite
def test_rough_recordings_are_other_examples_of_the_same_speech(
    speech: Path, prepared: tuple[int, Path], tmp_path: Path
) -> None:
    prepare(speech, "train", tmp_path, 1, rough=1.0)
    clean, rough = (np.fromfile(path / "sound.i16", np.int16).astype(np.float32) for path in (prepared[1], tmp_path))
    assert len(clean) == len(rough) and 0.3 < np.corrcoef(clean, rough)[0, 1] < 0.99


@needs_flite
def test_a_packed_collection_is_small_and_read_alike(speech: Path, tmp_path: Path) -> None:
    pack(speech, tmp_path)
    for name in VOICES:
        before, after = load(speech / f"{name}.wav"), load(tmp_path / f"{name}.wav")
        assert (tmp_path / f"{name}.wav").stat().st_size < 0.25 * (speech / f"{name}.wav").stat().st_size
        count = min(len(before), len(after))
        assert abs(len(before) - len(after)) < 0.1 * RATE_HZ
        assert np.corrcoef(before[:count], after[:count])[0, 1] > 0.8


@needs_flite
def test_a_split_without_speakers_is_refused(speech: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="too few speakers"):
        prepare(speech, "valid", tmp_path, 1)
