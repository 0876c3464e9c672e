"""The gate: silent between the words, and no word loses its beginning, in silence and in noise."""

from functools import cache

import numpy as np
import pytest

from app.media import AudioBlock
from app.sound.resample import to_48k
from app.stages.sound.voice_gate import VoiceGate
from tests.support.blocks import BLOCK, RATE_HZ, Samples, cut, fan, noise, rms, through, tone
from tests.support.spoken import needs_flite, spoken

WORDS = ("six", "fish", "hello", "think", "house", "pen", "very", "sun", "three", "feet", "open", "shoe", "who", "many")
PAUSE = 30_000


def _word(voice: str, text: str) -> Samples:
    """One word at 48 kHz, without the silence around it, peak 0.3."""
    sound = to_48k(spoken(voice, text))
    loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    return np.asarray(sound[loud[0] : loud[-1]] * (0.3 / np.abs(sound).max()), np.float32)


@cache
def _words(voice: str) -> tuple[Samples, list[tuple[int, int]]]:
    """All words with pauses, and where they begin and end."""
    parts, spans, at = [np.zeros(RATE_HZ, np.float32)], [], RATE_HZ
    for text in WORDS:
        word = _word(voice, text)
        spans.append((at, at + len(word)))
        parts += [word, np.zeros(PAUSE, np.float32)]
        at += len(word) + PAUSE
    sound = np.concatenate(parts)
    return sound[: len(sound) // BLOCK * BLOCK], spans


def _gain(stage: VoiceGate, sound: Samples) -> Samples:
    """What the gate does to each sample of a sound."""
    out = through(stage, cut(sound))
    late = round(stage.latency_s * RATE_HZ)
    heard = sound[:-late]
    return np.where(np.abs(heard) > 1e-7, out[late:] / np.where(np.abs(heard) > 1e-7, heard, 1.0), 0.0)


def _audible_from(word: Samples, noise_rms: float) -> int:
    """The first sample at which 5 ms of a word are within 30 dB of its peak, and above the noise."""
    envelope = np.sqrt(np.convolve(np.square(word), np.ones(240) / 240, "same"))
    return int(np.argmax(envelope > max(0.0316 * envelope.max(), noise_rms)))


@needs_flite
@pytest.mark.parametrize(
    ("voice", "kind", "snr_db"),
    [("slt", "fan", 20), ("slt", "fan", 10), ("slt", "white", 30), ("rms", "fan", 20), ("rms", "white", 20)],
)
def test_no_word_loses_its_beginning_in_noise(voice: str, kind: str, snr_db: int) -> None:
    sound, spans = _words(voice)
    level = rms(np.concatenate([sound[a:b] for a, b in spans])) * 10 ** (-snr_db / 20)
    seconds = len(sound) / RATE_HZ
    hiss = (fan(seconds, level) if kind == "fan" else noise(seconds, level))[: len(sound)]
    gain = _gain(VoiceGate(), sound + hiss)
    late_ms, lost_db, closed = [], [], []
    for begin, end in spans:
        start = begin + _audible_from(sound[begin:end], rms(hiss))
        late_ms.append(np.argmax(gain[start : start + RATE_HZ] > 0.5) / 48)
        head = sound[start : start + 4_800]
        lost_db.append(20 * np.log10(rms(head) / rms(head * gain[start : start + 4_800])))
        closed.append((gain[end + 20_000 : end + PAUSE - 2_000] < 0.01).mean())
    assert max(lost_db) < 1.0
    assert max(late_ms) < 5.0
    assert np.mean(closed) > 0.9


@needs_flite
def test_in_a_sentence_nothing_is_cut() -> None:
    sentence = to_48k(spoken("slt"))
    sentence = sentence[: len(sentence) // BLOCK * BLOCK]
    sound = np.concatenate([noise(1.0, 0.0005), sentence + noise(len(sentence) / RATE_HZ, 0.0005)[: len(sentence)]])
    gain = _gain(VoiceGate(), sound)[RATE_HZ:]
    spoken_part = sentence[: len(gain)]
    assert 20 * np.log10(rms(spoken_part) / rms(spoken_part * gain)) < 0.01


def test_the_gate_hangs_over_and_then_is_silent() -> None:
    stage = VoiceGate()
    sound = np.concatenate([noise(1.0, 0.0005), noise(0.2, 0.1), noise(1.5, 0.0005)])
    opened = []
    for block in cut(sound):
        stage.process(block)
        opened.append(stage.open)
    last = int(np.flatnonzero(opened)[-1])
    assert not any(opened[31:100])
    assert 145 <= last <= 155  # 1.2 s and 0.3 s
    stage.reset()
    assert not stage.open


def test_noise_alone_soon_stays_outside() -> None:
    for hiss in (fan(6.0, 0.02), noise(6.0, 0.02)):
        gain = _gain(VoiceGate(), hiss)
        assert (gain[2 * RATE_HZ :] > 0).mean() < 0.1
        assert not gain[-BLOCK:].any()


def test_noise_that_begins_later_is_learned() -> None:
    gain = _gain(VoiceGate(), np.concatenate([noise(2.0, 0.0005), fan(10.0, 0.02)]))
    assert (gain[8 * RATE_HZ :] > 0).mean() < 0.3


def test_switching_it_off_lets_everything_through_just_as_late() -> None:
    stage, sound = VoiceGate(), tone(2_000.0, 3.0, 0.0002)
    blocks = cut(sound)
    closed = through(stage, blocks[:100])
    late_s = stage.latency_s
    assert late_s == 0.02
    stage.set_on(False)
    opened = through(stage, blocks[100:])
    assert not closed[-BLOCK:].any()
    assert stage.latency_s == late_s
    assert np.array_equal(opened[BLOCK:], sound[100 * BLOCK + BLOCK - 960 : -960])
    assert np.abs(np.diff(opened)).max() < 1.2 * np.abs(np.diff(sound)).max()


def test_full_scale_and_beyond_do_no_harm() -> None:
    out = VoiceGate().process(AudioBlock(np.full(4_800, 40.0, np.float32), RATE_HZ, 0.0))
    assert np.isfinite(out.samples).all()
