"""The promises of a voice engine, on drawn voices: causal, repeatable, silent when it must be, never too loud."""

import numpy as np
import pytest

from models.voice.dsp.engine import DspVoiceEngine
from models.voice.pitch_track import track
from models.voice_engines import (
    RATE_HZ,
    Samples,
    VoicePrint,
    VoiceStyle,
    algorithmic_latency_s,
    create_voice_engine,
)
from tests.support.drawn_voice import voice

BLOCK = 160


def a_print(f0_hz: float, tilt: float = 0.0) -> VoicePrint:
    """Return a print of a voice that does not exist."""
    unit = np.eye(256, dtype=np.float32)[:1]
    ltas = np.linspace(0.0, -6.0 + tilt, 80).astype(np.float32)
    return VoicePrint(unit[0], unit, float(np.log(f0_hz)), 0.15, 0.7 * f0_hz, 1.5 * f0_hz, ltas, 10.0)


def convert(engine: DspVoiceEngine, sound: Samples) -> Samples:
    return np.concatenate([engine.convert(block) for block in sound[: len(sound) // BLOCK * BLOCK].reshape(-1, BLOCK)])


@pytest.fixture(params=["dsp", "neural"])
def engine(request: pytest.FixtureRequest) -> DspVoiceEngine:
    made = create_voice_engine(request.param)
    assert isinstance(made, DspVoiceEngine)
    return made


def delay(engine: DspVoiceEngine) -> int:
    return round(engine.latency_s * RATE_HZ)


@pytest.fixture
def other(engine: DspVoiceEngine) -> DspVoiceEngine:
    """An engine that makes the voice of someone else."""
    engine.set_voice(a_print(210.0))
    return engine


@pytest.mark.parametrize("at", [16_000, 24_037, 31_999])
def test_the_past_does_not_depend_on_the_future(other: DspVoiceEngine, at: int) -> None:
    """Change the input from sample `at` on: what was given out for earlier sound stays the same to the bit.

    In step with the input, the output is settled up to `latency_s` before the change and the rest of its block.
    """
    sound = voice(120.0, 3.0)
    changed = sound.copy()
    changed[at:] = np.random.default_rng(2).normal(0, 0.2, len(sound) - at)
    before = convert(other, sound)
    other.reset()
    after = convert(other, changed)
    same = at // BLOCK * BLOCK  # of the output; in step with the input it is earlier by the delay
    np.testing.assert_array_equal(before[:same], after[:same])
    assert not np.array_equal(before, after)
    assert algorithmic_latency_s(other) <= (0.060 if other.learned else 0.040)  # what is printed


def test_the_latency_is_not_overstated(engine: DspVoiceEngine) -> None:
    """Without a voice the output is the input without its rumble, later by exactly `latency_s`."""
    sound = voice(170.0, 3.0)
    out = convert(engine, sound)
    match = np.correlate(sound[16_000 - 800 : 32_000], out[16_000:32_000], "valid")
    assert 800 - int(match.argmax()) == delay(engine)
    steady = slice(8_000, 40_000)
    error = out[delay(engine) :][steady] - sound[: -delay(engine)][steady]
    assert np.corrcoef(out[delay(engine) :][steady], sound[: -delay(engine)][steady])[0, 1] > 0.97
    assert np.sqrt(np.mean(error**2)) < 0.3 * np.sqrt(np.mean(sound[steady] ** 2))


def test_the_latency_is_used(other: DspVoiceEngine) -> None:
    """A word comes out when it should: its beginning, in step with the input, is where it was."""
    sound = np.concatenate([np.zeros(8_000, np.float32), voice(150.0, 0.8)[:12_800]])
    out = convert(other, np.pad(sound, (0, 1_600)))
    first = int(np.flatnonzero(np.abs(out) > 0.02)[0]) - int(np.flatnonzero(np.abs(sound) > 0.02)[0])
    assert abs(first - delay(other)) < 120


def test_a_reset_gives_the_same_to_the_bit(other: DspVoiceEngine) -> None:
    sound = voice(100.0, 2.0)
    fresh = convert(other, sound)
    convert(other, voice(300.0, 1.0))
    other.reset()
    np.testing.assert_array_equal(fresh, convert(other, sound))


@pytest.mark.parametrize(("own_hz", "wanted_hz"), [(110.0, 210.0), (220.0, 110.0), (75.0, 140.0), (420.0, 230.0)])
def test_the_pitch_reaches_the_range_of_the_target(engine: DspVoiceEngine, own_hz: float, wanted_hz: float) -> None:
    engine.set_voice(a_print(wanted_hz))
    sound = voice(own_hz, 6.0)
    out = convert(engine, sound)[delay(engine) :]
    found = track(out[16_000:])
    assert abs(12 * np.log2(found.mean_hz / wanted_hz)) < 1.0
    own = track(sound)
    count = min(len(own.f0_hz), len(track(out).f0_hz))
    both = (own.f0_hz[100:count] > 0) & (track(out).f0_hz[100:count] > 0)
    pair = np.log(own.f0_hz[100:count][both]), np.log(track(out).f0_hz[100:count][both])
    assert np.corrcoef(*pair)[0, 1] > 0.9


@pytest.mark.parametrize("semitones", [-12.0, -5.0, 7.0, 12.0])
def test_semitones_move_the_pitch(engine: DspVoiceEngine, semitones: float) -> None:
    engine.style = VoiceStyle(semitones=semitones, auto_pitch=False)
    sound = voice(190.0, 3.0)
    out = convert(engine, sound)[delay(engine) :]
    assert abs(12 * np.log2(track(out).mean_hz / track(sound).mean_hz) - semitones) < 0.3


def test_the_formant_knob_moves_the_resonances(engine: DspVoiceEngine) -> None:
    def centre(samples: Samples) -> float:
        power = np.abs(np.fft.rfft(samples)) ** 2
        bins = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
        band = (bins > 900) & (bins < 1700)
        return float((power[band] * bins[band]).sum() / power[band].sum())

    sound = voice(110.0, 3.0, (1200.0,))
    engine.style = VoiceStyle(formant=3.0)
    moved = convert(engine, sound)[delay(engine) :]
    assert centre(moved) / centre(sound) == pytest.approx(2 ** (3 / 12), rel=0.05)
    assert abs(12 * np.log2(track(moved).mean_hz / track(sound).mean_hz)) < 0.3


def test_silence_stays_silence(other: DspVoiceEngine) -> None:
    assert not convert(other, np.zeros(16_000, np.float32)).any()
    convert(other, voice(120.0, 2.0))
    assert not convert(other, np.zeros(32_000, np.float32))[16_000:].any()


def test_idle_noise_is_turned_down(other: DspVoiceEngine) -> None:
    """-50 dBFS of room noise comes out below -70 dBFS, before and after someone has spoken."""
    noise = (10 ** (-50 / 20) * np.random.default_rng(3).normal(size=64_000)).astype(np.float32)
    for sound in (noise, np.concatenate([voice(120.0, 3.0) + noise[:48_000], noise])):
        other.reset()
        end = convert(other, sound)[-24_000:]
        assert 20 * np.log10(np.sqrt(np.mean(end**2))) < -70


def test_whispering_is_heard(other: DspVoiceEngine) -> None:
    """Speech without a voice keeps its level; it is not taken for the noise of the room."""
    t = np.arange(64_000) / RATE_HZ
    hiss = np.random.default_rng(4).normal(0, 0.03, 64_000) * np.clip(np.sin(2 * np.pi * 1.5 * t) * 4, 0, 1)
    out = convert(other, hiss.astype(np.float32))
    assert np.sqrt(np.mean(out[delay(other) :] ** 2)) > 0.6 * np.sqrt(np.mean(hiss**2))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_silence_and_counted(other: DspVoiceEngine, bad: float) -> None:
    sound = voice(120.0, 1.0)
    convert(other, sound)
    block = np.full(BLOCK, 0.1, np.float32)
    block[7] = bad
    outs = [other.convert(block) for _ in range(5)] + [other.convert(np.zeros(BLOCK, np.float32)) for _ in range(100)]
    assert other.faults == 5
    assert np.isfinite(outs).all()
    assert not np.any(outs[-20:])
    assert np.abs(convert(other, sound)).max() > 0.01


@pytest.mark.parametrize("semitones", [-24.0, 0.0, 24.0])
def test_nothing_is_ever_too_loud(other: DspVoiceEngine, semitones: float) -> None:
    other.style = VoiceStyle(semitones=semitones, formant=6.0)
    loud = np.clip(20 * voice(130.0, 2.0), -1, 1) + 0.3  # clipped, and beside the middle
    out = convert(other, loud.astype(np.float32))
    assert np.abs(out).max() <= 10 ** (-1 / 20) + 1e-6
    assert np.abs(out).max() > 0.2


def test_a_change_of_style_makes_no_click(other: DspVoiceEngine) -> None:
    """Where the style changes, the second difference is no greater than it is elsewhere."""
    sound = voice(140.0, 4.0)
    still = convert(other, sound)
    other.reset()
    styles = [VoiceStyle(semitones=s, formant=f, strength=w) for s, f, w in ((0, 0, 1), (5, 3, 0), (-7, -4, 0.5))]
    outs = []
    for n, block in enumerate(sound.reshape(-1, BLOCK)):
        other.style = styles[n // 7 % 3]
        outs.append(other.convert(block))
    out = np.concatenate(outs)
    assert np.abs(np.diff(out, 3)).max() < 2.0 * np.abs(np.diff(still, 3)).max()


def test_a_strength_of_nothing_keeps_the_own_voice(other: DspVoiceEngine) -> None:
    other.style = VoiceStyle(strength=0.0)
    sound = voice(150.0, 3.0)
    out = convert(other, sound)[delay(other) :]
    assert abs(12 * np.log2(track(out).mean_hz / track(sound).mean_hz)) < 0.2


def test_a_known_speaker_is_converted_from_the_first_word(other: DspVoiceEngine) -> None:
    """Someone who begins unusually low stays low: nothing is learned any more."""
    other.set_speaker(a_print(150.0))
    out = convert(other, voice(120.0, 3.0))
    assert 12 * np.log2(track(out).mean_hz / 210.0) == pytest.approx(12 * np.log2(120 / 150), abs=0.6)


def test_the_pitch_is_told(other: DspVoiceEngine) -> None:
    convert(other, voice(180.0, 0.7, swing=0.0))
    assert other.pitch_hz == pytest.approx(180.0, rel=0.01)
    convert(other, np.zeros(8_000, np.float32))
    assert other.pitch_hz == 0.0
