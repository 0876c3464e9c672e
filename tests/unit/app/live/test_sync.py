"""Sync: the faster medium waits; the age stays fixed unless the need shifts for long."""

import numpy as np

from app.live.sync import LITTLE_S, LONG_S, MARGIN_S, PATIENCE_S, SHIFT_S, WARM_UP_S, Delays, Sync

NONE = Delays(None, None)


def _warm(sync: Sync, picture_s: float = 0.05, voice_s: float = 0.09, offset_s: float = 0.0) -> Delays:
    sync.decide(0.0, picture_s, voice_s, offset_s)
    return sync.decide(WARM_UP_S, picture_s, voice_s, offset_s)


def test_both_leave_at_the_age_of_the_slower_one() -> None:
    for picture_s, voice_s in ((0.05, 0.09), (0.15, 0.09)):
        delays = _warm(Sync(), picture_s, voice_s)
        assert delays.picture_s == delays.voice_s == max(picture_s, voice_s) + MARGIN_S


def test_nothing_waits_before_it_is_warm_or_when_one_is_missing_or_switched_off() -> None:
    sync = Sync()
    assert sync.decide(0.0, 0.05, 0.09) == NONE
    assert sync.decide(WARM_UP_S - 0.1, 0.05, 0.09) == NONE
    assert sync.decide(10.0, None, 0.09) == NONE
    assert sync.decide(11.0, 0.05, 0.09) == NONE  # the warm-up begins anew
    assert sync.decide(20.0, 0.05, 0.09, on=False) == NONE


def test_the_offset_delays_the_one_or_the_other() -> None:
    later_voice = _warm(Sync(), offset_s=0.1)
    later_picture = _warm(Sync(), offset_s=-0.1)
    assert later_voice.voice_s is not None and later_voice.picture_s is not None
    assert later_picture.voice_s is not None and later_picture.picture_s is not None
    np.testing.assert_allclose(later_voice.voice_s - later_voice.picture_s, 0.1)
    np.testing.assert_allclose(later_picture.picture_s - later_picture.voice_s, 0.1)


def test_jitter_changes_nothing_a_lasting_shift_does() -> None:
    sync, rng = Sync(), np.random.default_rng(1)
    age_s = _warm(sync).voice_s
    for step in range(200):
        jitter_s = float(rng.uniform(-SHIFT_S, SHIFT_S))
        assert sync.decide(WARM_UP_S + step * 0.1, 0.05, 0.09 + jitter_s).voice_s == age_s
    start_s = 30.0
    assert sync.decide(start_s, 0.2, 0.09).voice_s == age_s
    assert sync.decide(start_s + PATIENCE_S / 2, 0.05, 0.09).voice_s == age_s  # a moment only
    assert sync.decide(start_s + 3, 0.2, 0.09).voice_s == age_s
    assert sync.decide(start_s + 3 + PATIENCE_S, 0.2, 0.09).voice_s == 0.2 + MARGIN_S


def test_the_age_comes_down_again_when_the_slower_one_has_become_faster() -> None:
    sync = Sync()
    _warm(sync, picture_s=0.3)
    sync.decide(10.0, 0.05, 0.09)
    assert sync.decide(10.0 + PATIENCE_S, 0.05, 0.09).picture_s == 0.09 + MARGIN_S


def test_a_little_more_is_followed_slowly_and_no_further_than_it_lasted() -> None:
    sync, rng = Sync(), np.random.default_rng(2)
    age_s = _warm(sync).voice_s
    assert age_s is not None
    need_s = 0.09 + LITTLE_S + rng.uniform(0.005, SHIFT_S - LITTLE_S - 0.001, 100)
    for at_s, voice_s in zip(10.0 + np.arange(100) * LONG_S / 100, need_s, strict=True):
        assert sync.decide(float(at_s), 0.05, float(voice_s)).voice_s == age_s
    followed = sync.decide(10.0 + LONG_S, 0.05, 0.2)
    assert followed.picture_s == followed.voice_s == need_s.min() + MARGIN_S
