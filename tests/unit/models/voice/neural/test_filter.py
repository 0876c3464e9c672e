"""The network in a stream: its fade makes no click, its rest costs nothing, and the shipped weights change a voice."""

from pathlib import Path

import numpy as np
import pytest

from models.errors import ModelError
from models.voice.neural.engine import create
from models.voice.neural.filter import STREAM, VOICES, WEIGHTS, LearnedFilter
from models.voice_engines import RATE_HZ, Samples, VoicePrint
from tests.support.drawn_voice import voice

BLOCK = 160


def a_print(f0_hz: float) -> VoicePrint:
    unit = np.full((1, 256), 1 / 16, np.float32)
    ltas = np.linspace(0.0, -6.0, 80).astype(np.float32)
    return VoicePrint(unit[0], unit, float(np.log(f0_hz)), 0.15, 0.7 * f0_hz, 1.5 * f0_hz, ltas, 10.0)


def run(sound: Samples, wanted: list[bool]) -> Samples:
    """Convert; the network is wanted or not from each third of the sound on."""
    engine = create()
    engine.set_voice(a_print(200.0))
    engine.set_speaker(a_print(120.0))
    engine.learned = wanted[0]
    engine.reset()
    out = []
    blocks = sound.reshape(-1, BLOCK)
    for n, block in enumerate(blocks):
        engine.learned = wanted[n * len(wanted) // len(blocks)]
        out.append(engine.convert(block))
    return np.concatenate(out)


def test_the_network_comes_and_goes_without_a_click() -> None:
    sound = voice(120.0, 3.0)
    on, off, changing = run(sound, [True]), run(sound, [False]), run(sound, [True, False, True])
    assert not np.allclose(on, off, atol=1e-3)
    third = len(sound) // 3
    np.testing.assert_array_equal(changing[: third // BLOCK * BLOCK], on[: third // BLOCK * BLOCK])
    # 0.3 s after the change nothing of the network is left
    quiet = slice(third + round(0.3 * RATE_HZ), 2 * third)
    np.testing.assert_allclose(changing[quiet], off[quiet], atol=1e-6)
    sharpest = max(np.abs(np.diff(part, 3)).max() for part in (on, off))
    assert np.abs(np.diff(changing, 3)).max() < 1.5 * sharpest


def test_an_altered_network_is_refused(tmp_path: Path) -> None:
    for name in (STREAM, VOICES, "manifest.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    LearnedFilter(tmp_path)
    content = bytearray((tmp_path / VOICES).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / VOICES).write_bytes(content)
    with pytest.raises(ModelError, match="was altered"):
        LearnedFilter(tmp_path)
    (tmp_path / VOICES).unlink()
    with pytest.raises(ModelError, match="is missing"):
        LearnedFilter(tmp_path)


def test_a_network_at_rest_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr("models.voice.neural.filter.features", lambda frame: calls.append(frame))
    run(voice(120.0, 1.0)[:16_000], [False])
    assert not calls
