"""Howling is heard, speech and noise are not taken for it; a loop is foreseen from the names of the devices."""

import numpy as np
import pytest

from app.sound.resample import to_48k
from app.stages.sound.howl import HowlDetector, echo_risk
from tests.support.blocks import RATE_HZ, cut, fan, noise, tone
from tests.support.spoken import SENTENCES, needs_flite, spoken


def _first_s(sound: np.ndarray) -> float | None:
    """When the detector first speaks up, s."""
    detector = HowlDetector()
    for index, block in enumerate(cut(sound)):
        if detector.hear(block.samples):
            return (index + 1) / 100
    return None


def _feedback(gain: float, seconds: float = 4.0) -> np.ndarray:
    """What a microphone hears that hears its own loudspeaker 31 ms later through a room, up to where it clips.

    Args:
        gain: of the whole loop, at the frequency at which the room is loudest.
        seconds: how long.
    """
    delay, generator = 1_500, np.random.default_rng(7)
    room = generator.standard_normal(4_800) * np.exp(-np.arange(4_800) / 900)
    spectrum = np.fft.rfft(room, 8_192)
    hz = np.fft.rfftfreq(8_192, 1 / RATE_HZ)
    spectrum *= (hz > 200) & (hz < 6_000)
    spectrum *= gain / np.abs(spectrum).max()
    out = np.concatenate([np.zeros(8_192 + delay, np.float32), noise(seconds, 0.003)])
    for start in range(8_192 + delay, len(out) - delay, delay):
        played = out[start - 8_192 : start]  # ends with what is heard `delay` later
        back = np.fft.irfft(np.fft.rfft(played, 8_192) * spectrum, 8_192)[-delay:]
        out[start : start + delay] = np.clip(out[start : start + delay] + back, -1.0, 1.0)
    return out[8_192 + delay :]


def test_a_steady_tone_is_heard_at_once() -> None:
    detector = HowlDetector()
    squeal = tone(2_345.0, 1.0, 0.3) + noise(1.0, 0.01)
    assert any([detector.hear(block.samples) for block in cut(squeal)])
    assert detector.tone_hz == pytest.approx(2_345.0, abs=12.0)
    assert _first_s(squeal) == pytest.approx(0.17, abs=0.05)
    detector.reset()
    assert detector.tone_hz == 0.0


def test_a_loop_that_grows_is_heard_and_one_that_dies_out_is_not() -> None:
    grown = _feedback(1.6)
    assert np.abs(grown[-RATE_HZ:]).max() > 0.9
    assert _first_s(grown) is not None
    assert _first_s(_feedback(0.6)) is None


def test_a_howl_that_clips_is_one_too() -> None:
    assert _first_s(np.clip(tone(700.0, 1.0, 3.0), -1.0, 1.0)) is not None


@needs_flite
@pytest.mark.parametrize("voice", ["slt", "rms", "awb", "kal16"])
def test_speech_is_no_howl(voice: str) -> None:
    for sentence in SENTENCES:
        assert _first_s(to_48k(spoken(voice, sentence))) is None


@pytest.mark.parametrize("sound", [noise(3.0), fan(3.0, 0.2), np.zeros(96_000, np.float32), tone(900.0, 2.0, 0.0005)])
def test_noise_silence_and_what_nobody_hears_are_no_howl(sound: np.ndarray) -> None:
    assert _first_s(sound) is None


def test_it_ends_when_the_tone_ends() -> None:
    detector = HowlDetector()
    detector.hear(tone(1_000.0, 0.5))
    assert detector.tone_hz > 0
    assert not detector.hear(noise(0.3, 0.01))


@pytest.mark.parametrize(
    ("microphone", "output"),
    [
        ("BlackHole 2ch", "BlackHole 2ch"),
        ("Monitor of Built-in Audio", "Built-in Audio"),
        ("vspeaker.monitor", "vspeaker"),
        ("likeness_mic", "likeness"),
        ("CABLE Output (VB-Audio Virtual Cable)", "CABLE Input (VB-Audio Virtual Cable)"),
        ("VoiceMeeter Output", "VoiceMeeter Input"),
        ("Likeness Microphone", "Likeness"),
    ],
)
def test_a_loop_is_foreseen(microphone: str, output: str) -> None:
    warning = echo_risk(microphone, output)
    assert warning is not None
    assert microphone in warning
    assert warning.endswith("echo") or warning.endswith("; choose the microphone that you speak into")


def test_the_programs_own_microphone_is_a_mistake_whatever_the_output_is() -> None:
    for output in ("", "Loudspeakers", "PulseAudio: likeness_cable"):
        warning = echo_risk("PulseAudio: likeness_microphone", output)
        assert warning is not None and "it would hear itself, and not you" in warning


@pytest.mark.parametrize(
    ("microphone", "output"),
    [
        ("USB Headset Microphone", "CABLE Input (VB-Audio Virtual Cable)"),
        ("CABLE-A Output (VB-Audio Cable A)", "CABLE-B Input (VB-Audio Cable B)"),
        ("vmic", "vspeaker"),
        ("", ""),
        ("Built-in Microphone", ""),
        ("USB Headset Microphone", "USB Headset Speakers"),
    ],
)
def test_different_devices_are_no_loop(microphone: str, output: str) -> None:
    assert echo_risk(microphone, output) is None
