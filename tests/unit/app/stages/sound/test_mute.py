"""Mute: zeros within 5 ms, and push-to-talk by the time of capture."""

import numpy as np

from app.media import AudioBlock
from app.stages.sound.mute import Mute
from tests.support.blocks import RATE_HZ, cut, through, tone


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def __call__(self) -> float:
        return self.time_s


def test_panic_is_silence_within_5_ms_and_without_a_click() -> None:
    stage, sound = Mute(), tone(300.0, 0.3)
    blocks = cut(sound)
    out = through(stage, blocks[:10])
    assert np.array_equal(out, sound[:4_800])
    stage.mute(True)
    assert stage.silent
    out = np.concatenate([out, through(stage, blocks[10:20])])
    assert out[4_800 + 240 : 9_600].tobytes() == bytes(4 * (4_800 - 240))
    stage.mute(False)
    out = np.concatenate([out, through(stage, blocks[20:])])
    assert np.array_equal(out[9_600 + 240 :], sound[9_600 + 240 :])
    assert np.abs(np.diff(out)).max() < 1.2 * np.abs(np.diff(sound)).max()


def test_it_can_start_muted_and_stays_so_after_a_new_microphone() -> None:
    stage = Mute(muted=True)
    assert not through(stage, cut(tone(300.0, 0.1))).any()
    stage.reset()
    assert not through(stage, cut(tone(300.0, 0.1))).any()


def test_push_to_talk_lets_through_what_was_said_while_the_key_was_down() -> None:
    clock = Clock()
    stage = Mute(push_to_talk=True, clock=clock)
    assert stage.silent
    late_s, heard = 0.06, []  # what comes out now was said 60 ms ago
    for index in range(200):
        clock.time_s = 10.0 + index * 0.01
        if index in (50, 51):
            stage.talk(True)
        if index in (80, 81):
            stage.talk(False)
        block = AudioBlock(np.ones(480, np.float32), RATE_HZ, clock.time_s - late_s)
        heard.append(bool(stage.process(block).samples.any()))
        assert stage.silent == (not stage._ramp.level)
    said = np.flatnonzero(heard) / 100 - late_s
    assert 0.49 <= said[0] <= 0.5
    assert 0.99 <= said[-1] <= 1.02  # the key went up at 0.8; 0.2 s tail
    assert len(said) == said[-1] * 100 - said[0] * 100 + 1


def test_mute_is_stronger_than_the_key_and_modes_change_at_any_time() -> None:
    clock = Clock()
    stage = Mute(clock=clock)
    blocks = cut(tone(300.0, 1.0))
    stage.set_push_to_talk(True)
    through(stage, blocks[:2])
    silent = [stage.silent]
    stage.talk(True)
    assert through(stage, blocks[2:4]).any()
    assert [*silent, stage.silent] == [True, False]
    stage.mute(True)
    through(stage, blocks[4:6])
    assert not through(stage, blocks[6:8]).any()
    stage.mute(False)
    stage.talk(False)
    stage.set_push_to_talk(False)
    assert through(stage, blocks[60:]).any()
    stage.talk(False)


def test_two_words_in_quick_succession_are_both_heard() -> None:
    clock = Clock()
    stage = Mute(push_to_talk=True, clock=clock)
    for at_s, held in ((1.0, True), (1.1, False), (1.35, True), (1.45, False)):
        clock.time_s = at_s
        stage.talk(held)
    blocks = cut(np.ones(RATE_HZ, np.float32), start_s=0.9)
    heard = [bool(stage.process(block).samples.any()) for block in blocks]
    assert not any(heard[:9])
    assert all(heard[12:39])
    assert all(heard[46:74])
    assert not any(heard[78:])
