"""What all stages for sound share, and what each of them promises: the same to the bit however the sound is cut."""

from collections.abc import Callable

import numpy as np
import pytest

from app.media import AudioBlock
from app.stages.sound.condition import Condition
from app.stages.sound.denoise import Denoise
from app.stages.sound.level import Level, Limiter
from app.stages.sound.mute import Mute
from app.stages.sound.stage import Frames, Ramp, SoundStage
from app.stages.sound.voice import Voice
from app.stages.sound.voice_gate import VoiceGate
from tests.support.blocks import BLOCK, RATE_HZ, chances, cut, noise, through, tone
from tests.support.voice_engine import DelayEngine

MAKERS: dict[str, Callable[[], SoundStage]] = {
    "condition": lambda: Condition(3.0),
    "denoise": lambda: Denoise(True, quantum=1),
    "denoise off": lambda: Denoise(False, quantum=1),
    "gate": lambda: VoiceGate(quantum=1),
    "gate off": lambda: VoiceGate(False, quantum=1),
    "voice": lambda: Voice(DelayEngine(7, -0.5), quantum=1),
    "level": Level,
    "limiter": Limiter,
    "mute": Mute,
}
every_stage = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


@every_stage
def test_the_cut_into_blocks_does_not_change_a_bit(make: Callable[[], SoundStage]) -> None:
    sound = noise(0.6, 0.05)
    sound[9_000:20_000] += tone(300.0, 1.0, 1.2)[:11_000]
    whole = through(make(), cut(sound))
    assert whole.shape == sound.shape
    assert whole.dtype == np.float32
    assert np.abs(whole).max() > 0.1
    for seed in range(3):
        assert np.array_equal(through(make(), cut(sound, chances(len(sound), 60, seed))), whole)


@every_stage
def test_silence_stays_exactly_zero(make: Callable[[], SoundStage]) -> None:
    out = through(make(), cut(np.zeros(24_000, np.float32)))
    assert out.tobytes() == bytes(4 * 24_000)


@every_stage
def test_the_stamps_are_earlier_by_the_latency_and_reset_restarts(make: Callable[[], SoundStage]) -> None:
    stage, sound = make(), noise(0.3)
    first = [stage.process(block) for block in cut(sound, start_s=5.0)]
    stage.reset()
    again = [stage.process(block) for block in cut(sound, start_s=900.0)]
    for index, (a, b) in enumerate(zip(first, again, strict=True)):
        assert a.time_s == pytest.approx(5.0 + index * 0.01 - stage.latency_s)
        assert b.time_s == pytest.approx(900.0 + index * 0.01 - stage.latency_s)
        assert np.array_equal(a.samples, b.samples)


@every_stage
def test_numbers_that_are_not_finite_are_silence_and_are_counted(make: Callable[[], SoundStage]) -> None:
    stage, sound = make(), tone(200.0, 0.5)
    sound[9_700] = np.nan
    sound[10_500] = np.inf
    out = through(stage, cut(sound))
    assert np.isfinite(out).all()
    assert stage.faults == 2


@every_stage
def test_missing_sound_is_bridged_by_silence_of_its_length(make: Callable[[], SoundStage]) -> None:
    stage, sound = make(), tone(200.0, 0.5)
    blocks = cut(sound)
    out = [stage.process(block) for block in blocks[:20] + blocks[23:]]
    assert sum(len(block.samples) for block in out) == len(sound)
    ends = [block.time_s + len(block.samples) / RATE_HZ for block in out]
    assert np.allclose(ends[:-1], [block.time_s for block in out[1:]], atol=1e-6)


def test_the_bridge_is_silent_and_does_not_click() -> None:
    blocks = cut(np.full(9_600, 0.5, np.float32))
    level = Level()
    out = np.concatenate([level.process(block).samples for block in blocks[:5] + blocks[10:]])
    assert not out[5 * BLOCK + 240 : 10 * BLOCK].any()
    assert np.abs(np.diff(out)).max() < 0.01


def test_after_a_long_gap_the_stage_starts_afresh() -> None:
    engine = DelayEngine()
    stage = Voice(engine)
    before = engine.resets
    stage.process(AudioBlock(tone(200.0, 0.01), RATE_HZ, 1.0))
    late = stage.process(AudioBlock(tone(200.0, 0.01), RATE_HZ, 3.0))
    assert engine.resets == before + 1
    assert len(late.samples) == BLOCK
    assert late.time_s == pytest.approx(3.0 - stage.latency_s)


def test_another_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="48000 Hz, not 44100"):
        Level().process(AudioBlock(np.zeros(441, np.float32), 44_100, 0.0))


def test_frames_delay_only_what_they_must() -> None:
    assert [Frames(480, quantum).delay for quantum in (480, 960, 240, 7, 1)] == [0, 0, 240, 479, 479]
    frames, sound = Frames(480, 480), np.arange(1, 4_801, dtype=np.float32)
    parts = [frames.process(part, lambda frame: frame) for part in np.split(sound, [480, 960, 1_000, 1_700])]
    assert frames.delay == 479  # the block of 40 broke the promise: once, a short silence
    out = np.concatenate(parts)
    assert len(out) == len(sound)
    assert np.array_equal(out[out > 0], sound[: np.count_nonzero(out)])
    frames.reset()
    assert frames.delay == 0


def test_a_ramp_takes_the_time_it_was_given() -> None:
    ramp = Ramp(False, 0.01, 0.05)
    ramp.up = True
    assert np.diff(np.concatenate([[0.0], ramp.take(480)])).max() < 0.0021
    assert ramp.level == 1.0
    ramp.up = False
    assert np.count_nonzero(ramp.take(3_000)) == 2_399
    assert not len(ramp.take(0))
