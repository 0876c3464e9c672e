"""Voice: exactly as late as it says, and never a sample of the microphone that nobody asked for."""

import itertools
import threading
from dataclasses import replace

import numpy as np
import pytest

from app.media import AudioBlock, now
from app.stages.sound.voice import MOST_FAILURES, Voice
from models.errors import ModelError
from models.voice_engines import VoiceStyle
from tests.support.blocks import BLOCK, RATE_HZ, cut, noise, through, tone
from tests.support.voice_engine import DelayEngine
from tests.support.voices import voice_print

BROKEN = ModelError("the file is damaged", "set up again")


def _similar(a: np.ndarray, b: np.ndarray) -> float:
    """The highest correlation of two sounds over all shifts, 0..1."""
    size = 2 * max(len(a), len(b))
    cross = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)))
    return float(np.abs(cross).max() / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-12))


@pytest.mark.parametrize("block", [160, 320, 441])
@pytest.mark.parametrize("delay", [0, 13, 520])
@pytest.mark.parametrize("quantum", [480, 1])
def test_a_click_comes_out_with_the_stamp_it_went_in_with(block: int, delay: int, quantum: int) -> None:
    stage = Voice(DelayEngine(delay, block=block), quantum=quantum)
    sound = np.zeros(24_000, np.float32)
    sound[9_000] = 1.0
    out = [stage.process(part) for part in cut(sound, 480 if quantum == 480 else 333, start_s=50.0)]
    joined = np.concatenate([part.samples for part in out])
    assert out[0].time_s + int(np.argmax(joined)) / RATE_HZ == pytest.approx(50.0 + 9_000 / RATE_HZ, abs=1e-9)
    assert stage.latency_s == pytest.approx(sum(stage.parts_s.values()))
    assert stage.parts_s["engine"] == delay / 16_000
    if (block, quantum) == (160, 480):
        assert stage.latency_s == pytest.approx(0.001875 + delay / 16_000)  # blocks in step: nothing is regrouped


def test_voice_speaker_and_style_change_between_blocks() -> None:
    engine, target, speaker = DelayEngine(), voice_print(1), voice_print(2)
    stage = Voice(engine)
    through(stage, cut(tone(200.0, 0.1)))
    stage.set_voice(target)
    stage.set_speaker(speaker)
    stage.set_style(VoiceStyle(semitones=3.0))
    assert engine.told == []
    resets = engine.resets
    out = through(stage, cut(tone(200.0, 0.1), start_s=0.1))
    assert engine.told == [target, speaker]
    assert engine.style.semitones == 3.0
    assert engine.resets == resets
    assert np.abs(out).max() == pytest.approx(0.5, abs=0.01)  # the stream went on
    stage.set_speaker(None)
    through(stage, cut(tone(200.0, 0.1), start_s=0.2))
    assert engine.told == [target, speaker, None]
    assert stage.pitch_hz == 100.0
    assert len(stage.meter.delay_ms(now(), 50.0, 95.0)) == 2


def test_engines_take_over_from_each_other_without_a_gap_or_a_click() -> None:
    first, second = DelayEngine(100), DelayEngine(820)
    stage, sound = Voice(first), tone(200.0, 1.0)
    blocks = cut(sound)
    before = through(stage, blocks[:30])
    stage.swap(second)
    stage.set_style(VoiceStyle(formant=1.0))
    assert second.calls == 0
    after = through(stage, blocks[30:])
    out = np.concatenate([before, after])
    assert np.abs(np.diff(out)).max() < 1.5 * np.abs(np.diff(sound)).max()
    loud = np.abs(out[4_800:47_760]).reshape(-1, 240).max(axis=1)
    assert loud.min() > 0.3, "each 5 ms, as long as half a wave, has sound in it"
    assert (second.calls, second.style.formant) == (70, 1.0)
    assert 30 < first.calls < 30 + 15, "the first one rests once the second one speaks"
    assert stage.latency_s == pytest.approx(0.001875 + 0.05125)
    late = round(stage.latency_s * RATE_HZ)
    assert np.allclose(out[40_000:], sound[40_000 - late : -late], atol=0.01)


def test_going_back_while_the_other_engine_gets_ready_changes_nothing() -> None:
    first, second, third = DelayEngine(), DelayEngine(820), DelayEngine(13)
    stage, sound = Voice(first), tone(200.0, 1.0)
    blocks = cut(sound)
    out = [through(stage, blocks[:30])]
    for start, engine in ((30, second), (33, third), (36, first), (39, second), (51, first)):  # 51: half-way over
        stage.swap(engine)
        end = next(at for at in (33, 36, 39, 51, 100) if at > start)
        out.append(through(stage, blocks[start:end]))
    joined = np.concatenate(out)
    late = round(stage.latency_s * RATE_HZ)
    assert np.allclose(joined[30_000:], sound[30_000 - late : -late], atol=0.01)
    assert np.abs(joined[4_800:47_760]).reshape(-1, 240).max(axis=1).min() > 0.3
    assert stage.latency_s == pytest.approx(0.001875)


def test_the_user_s_own_voice_is_not_held_up_by_a_change_of_engines() -> None:
    stage, sound = Voice(DelayEngine(0, 0.0)), tone(200.0, 1.0)
    blocks = cut(sound)
    through(stage, blocks[:30])
    stage.swap(DelayEngine(820, 0.0))
    through(stage, blocks[30:33])
    stage.set_original(True)
    assert np.abs(through(stage, blocks[33:60])[480:]).max() == pytest.approx(0.5, abs=0.01)
    stage.set_original(False)
    assert not through(stage, blocks[60:])[240:].any()


@pytest.mark.expect_log("could not be converted")
def test_a_failing_engine_gives_silence_and_never_the_microphone() -> None:
    engine = DelayEngine(gain=1.0)
    engine.fail = BROKEN
    stage, sound = Voice(engine), noise(1.0)
    out = through(stage, cut(sound))
    assert not out.any()
    assert _similar(out, sound) < 1e-6
    assert (stage.error, stage.failed) == (BROKEN, True)
    assert stage.failures == engine.calls == MOST_FAILURES  # it is not asked any more
    assert stage.pitch_hz == 0.0
    engine.fail = None
    assert not through(stage, cut(sound, start_s=1.0)).any()
    stage.retry()
    assert _similar(through(stage, cut(sound, start_s=2.0)), sound) > 0.5  # a third of white noise is below 8 kHz
    assert (stage.error, stage.failed) == (None, False)


@pytest.mark.expect_log("could not be converted")
@pytest.mark.parametrize("way", ["swap", "reset"])
def test_swap_and_reset_bring_a_failed_voice_back(way: str) -> None:
    engine = DelayEngine()
    engine.fail = RuntimeError("bug")
    stage = Voice(engine)
    through(stage, cut(noise(0.2)))
    assert stage.failed
    engine.fail = None
    if way == "swap":
        stage.swap(DelayEngine())
    else:
        stage.reset()
    assert through(stage, cut(noise(0.2), start_s=0.2)).any()


@pytest.mark.expect_log("could not be converted")
def test_one_bad_block_is_one_silent_block() -> None:
    engine = DelayEngine()
    stage = Voice(engine)
    blocks = cut(np.full(24_000, 0.5, np.float32))
    parts = []
    for index, block in enumerate(blocks):
        engine.fail = BROKEN if index == 20 else None
        parts.append(stage.process(block).samples)
    out = np.concatenate(parts)
    quiet = np.flatnonzero(np.abs(out[4_800:]) < 0.01) + 4_800
    assert 350 < len(quiet) <= 480
    assert out[-1] == pytest.approx(0.5, abs=0.01)
    assert (stage.failures, stage.error, stage.failed) == (1, None, False)


@pytest.mark.expect_log("could not be converted")
@pytest.mark.parametrize("wrong", [np.zeros(3, np.float32), np.full(160, np.nan, np.float32)])
def test_what_is_no_sound_counts_as_a_failure(wrong: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = DelayEngine()
    monkeypatch.setattr(engine, "convert", lambda _block: wrong)
    stage = Voice(engine)
    assert not through(stage, cut(noise(0.2))).any()
    assert stage.failed


@pytest.mark.expect_log("could not be converted")
def test_an_engine_that_refuses_a_voice_does_not_speak_in_another_one() -> None:
    engine = DelayEngine()
    stage = Voice(engine)
    through(stage, cut(noise(0.2)))
    engine.refuse = BROKEN
    stage.set_voice(voice_print(3))
    assert not through(stage, cut(noise(0.3), start_s=0.2))[4_800:].any()
    assert stage.error is BROKEN
    engine.refuse = None
    stage.retry()
    assert through(stage, cut(noise(0.2), start_s=0.5)).any()
    assert len(engine.told) == 1


def test_the_original_voice_is_as_late_and_only_there_when_asked_for() -> None:
    engine = DelayEngine(300, 0.0)  # converts everything to silence: what is heard is the microphone
    stage, sound = Voice(engine), tone(200.0, 1.0)
    blocks = cut(sound)
    late = round(stage.latency_s * RATE_HZ)
    out = through(stage, blocks[:20])
    assert not out.any()
    stage.set_original(True)
    assert stage.original
    out = np.concatenate([out, through(stage, blocks[20:60])])
    calls = engine.calls
    stage.set_original(False)
    out = np.concatenate([out, through(stage, blocks[60:])])
    assert np.array_equal(out[20 * BLOCK + 240 : 60 * BLOCK], sound[20 * BLOCK + 240 - late : 60 * BLOCK - late])
    assert not out[60 * BLOCK + 240 :].any()  # it stops at once
    assert np.abs(np.diff(out)).max() < 1.5 * np.abs(np.diff(sound)).max()
    assert calls == 21  # nothing is computed that nobody hears
    assert engine.calls == 61


def test_original_and_back_does_not_click_and_keeps_time() -> None:
    stage, sound = Voice(DelayEngine(300)), tone(200.0, 2.0)
    parts = []
    for index, block in enumerate(cut(sound)):
        if index % 25 == 10:
            stage.set_original(index % 50 == 10)
        parts.append(stage.process(block).samples)
    out, late = np.concatenate(parts), round(stage.latency_s * RATE_HZ)
    assert np.abs(np.diff(out)).max() < 2.5 * np.abs(np.diff(sound)).max()
    speaking = np.abs(out[5_000:]) > 0.3
    assert speaking.mean() > 0.3
    assert np.sign(out[5_000:][speaking]).tolist() == np.sign(sound[5_000 - late : -late][speaking]).tolist()


def test_missing_blocks_keep_the_time_true() -> None:
    stage = Voice(DelayEngine(40))
    sound = np.zeros(48_000, np.float32)
    sound[30_000] = 1.0
    blocks = cut(sound)
    del blocks[30:33]
    out = [stage.process(block) for block in blocks]
    best = max(out, key=lambda block: float(block.samples.max()))
    assert best.time_s + int(np.argmax(best.samples)) / RATE_HZ == pytest.approx(30_000 / RATE_HZ, abs=1e-9)
    assert not any(block.samples[: BLOCK * 3].any() for block in out if len(block.samples) > BLOCK)


def test_a_stamp_that_trembles_is_no_gap() -> None:
    stage, generator = Voice(DelayEngine()), np.random.default_rng(0)
    blocks = [replace(block, time_s=block.time_s + generator.uniform(-0.003, 0.003)) for block in cut(noise(0.5))]
    assert all(len(stage.process(block).samples) == BLOCK for block in blocks)


def test_nothing_in_nothing_out() -> None:
    out = Voice(DelayEngine()).process(AudioBlock(np.zeros(0, np.float32), RATE_HZ, 1.0))
    assert len(out.samples) == 0


def test_setters_of_another_thread_never_let_the_microphone_through() -> None:
    stage, sound, done = Voice(DelayEngine(50, 0.0)), noise(3.0), threading.Event()

    def steer() -> None:
        for number in itertools.count():
            stage.set_style(VoiceStyle(semitones=float(number % 12)))
            stage.set_voice(voice_print(number % 3))
            if number % 4 == 0:
                stage.swap(DelayEngine(number % 700, 0.0))
            stage.retry()
            if done.wait(0.0005):
                return

    thread = threading.Thread(target=steer)
    thread.start()
    try:
        out = [stage.process(block) for block in cut(sound)]
    finally:
        done.set()
        thread.join()
    assert not any(block.samples.any() for block in out)
    assert all(len(block.samples) == BLOCK for block in out)
    assert (stage.failures, stage.error) == (0, None)
