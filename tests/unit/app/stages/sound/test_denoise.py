"""Denoise: less noise, the same speech, as late as it says, and no library until it is wanted."""

import subprocess
import sys

import numpy as np
import pytest

from app.sound.resample import to_48k
from app.stages.sound.denoise import Denoise
from tests.support.blocks import BLOCK, RATE_HZ, Samples, cut, db, fan, noise, rms, through, tone
from tests.support.spoken import needs_flite, spoken


def _band_lag(before: Samples, after: Samples, low_hz: float, high_hz: float) -> int:
    """By how many samples a band of a sound comes later."""
    size = 2 * len(before)
    hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    band = (hz > low_hz) & (hz < high_hz)
    cross = np.fft.irfft(np.fft.rfft(after, size) * np.conj(np.fft.rfft(before, size)) * band, size)
    return int(np.argmax(cross[:4_800]))


@needs_flite
def test_a_fan_is_taken_out_of_speech() -> None:
    speech = np.concatenate([np.zeros(2 * RATE_HZ, np.float32), to_48k(spoken("slt"))])
    speech *= 0.1 / rms(speech[2 * RATE_HZ :])
    seconds = len(speech) / RATE_HZ
    hiss = fan(seconds, 0.1 * 10 ** (-10 / 20))[: len(speech)]  # 10 dB
    stage = Denoise(True)
    out = through(stage, cut(speech + hiss))
    pause = slice(RATE_HZ, 2 * RATE_HZ)
    assert db(rms(out[pause]) / rms(hiss[pause])) < -10.0
    said = slice(2 * RATE_HZ, len(speech))
    assert db(rms(out[said]) / rms(speech[said])) > -4.0  # soft speech suffers a little, too
    assert stage.error is None


@needs_flite
def test_the_latency_is_what_it_says() -> None:
    speech = to_48k(spoken("rms"))
    stage = Denoise(True)
    speech = speech[: len(speech) // BLOCK * BLOCK]
    out = through(stage, cut(speech))
    assert stage.latency_s == 0.007
    for low_hz, high_hz in ((800, 2_000), (2_000, 4_000), (4_000, 7_000)):
        assert _band_lag(speech, out, low_hz, high_hz) == pytest.approx(stage.latency_s * RATE_HZ, abs=24)  # 0.5 ms


def test_switched_off_the_sound_is_unchanged_and_switching_is_smooth() -> None:
    stage, sound = Denoise(), tone(300.0, 1.2, 0.3)
    blocks, states = cut(sound), [stage.on]
    parts = [through(stage, blocks[:20])]
    assert np.array_equal(parts[0], sound[: 20 * BLOCK])
    stage.set_on(True)
    parts.append(through(stage, blocks[20:70]))
    states.append(stage.on)
    assert stage.latency_s == 0.007
    stage.set_on(False)
    parts.append(through(stage, blocks[70:]))
    assert [*states, stage.on] == [False, True, False]
    out = np.concatenate(parts)
    assert np.array_equal(parts[2][2 * BLOCK :], sound[72 * BLOCK :])
    assert not np.array_equal(parts[1][BLOCK * 10 :], sound[30 * BLOCK - 336 : 70 * BLOCK - 336])
    assert np.abs(np.diff(out)).max() < 1.5 * np.abs(np.diff(sound)).max()
    assert stage.latency_s == 0.0


@pytest.mark.expect_log("noise cannot be suppressed: ")
def test_without_the_library_the_sound_goes_on_and_the_reason_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "livekit.rtc.apm", None)
    stage, sound = Denoise(True), noise(0.1)
    assert not stage.on
    assert stage.error is not None
    assert np.array_equal(through(stage, cut(sound)), sound)


@pytest.mark.expect_log("noise cannot be suppressed: the module is ill")
def test_a_module_that_fails_is_left_out() -> None:
    class Ill:
        def process_stream(self, _frame: object) -> None:
            raise RuntimeError("the module is ill")

    stage, sound = Denoise(True), noise(0.2)
    stage._module = Ill()  # type: ignore[assignment]
    out = through(stage, cut(sound))
    assert np.array_equal(out, sound)
    assert not stage.on
    assert stage.error == "noise cannot be suppressed: the module is ill"


def test_the_library_is_not_loaded_until_it_is_wanted() -> None:
    program = "import sys; from app.stages.sound.denoise import Denoise; Denoise(); sys.exit('livekit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
