"""PictureGovernor: from counters and ages of pictures to what tracker, portrait, preview and voice are spared."""

import numpy as np
import pytest

from app.handoff import Handoff
from app.lane import LaneStatus
from app.live.governor import Saving
from app.live.governor_picture import SPARSE, PictureGovernor
from app.media import VideoFrame

FPS = 30.0


class _Tracker:
    every = 1


class _Portrait:
    can_be_small = True
    small = False

    def use_small(self, on: bool) -> None:
        self.small = on


class _Lane:
    """A lane on a clock of its own: pictures come thirty times a second and leave at some age, or not at all."""

    def __init__(self, *, on: bool = True) -> None:
        self.preview: Handoff[VideoFrame] = Handoff()
        self.tracker, self.portrait = _Tracker(), _Portrait()
        self.governor = PictureGovernor(self.preview, on=on, fps=FPS)
        self.time_s, self.captured, self.processed = 50.0, 0, 0
        self.voice = (0.1, False)  # load, measured
        self.metered = True
        self.watched = True
        self.rate = 1

    def run(self, seconds: float, age_s: float, *, lost_every: int = 0, index: int = 0) -> tuple[Saving, ...]:
        for number in range(round(seconds * FPS)):
            self.time_s += 1 / FPS
            self.captured += self.rate
            if lost_every and number % lost_every == 0:
                continue
            self.processed += 1
            frame = VideoFrame(np.zeros((2, 2, 3), np.uint8), self.time_s - age_s, index)
            self.preview.put(frame)
            if self.watched:
                self.preview.poll()
            self.metered = self.governor.voice(self.time_s, self.voice[0], metered=self.voice[1])
            if self.governor.finished(frame, self.time_s):
                counts = LaneStatus(self.captured, self.processed, {}, (), False)
                self.governor.tick(self.time_s, counts, self.tracker, self.portrait)  # type: ignore[arg-type]
        return self.governor.savings

    @property
    def spared(self) -> tuple[int, bool, bool]:
        """How often the face is looked for, whether the portrait is small, whether the meter rests."""
        return self.tracker.every, self.portrait.small, not self.metered


@pytest.fixture
def lane() -> _Lane:
    return _Lane()


def test_pictures_in_time_cost_nothing(lane: _Lane) -> None:
    assert lane.run(30, 0.02) == () and lane.spared == (1, False, False)


def test_late_pictures_spare_one_after_the_other_and_all_comes_back(lane: _Lane) -> None:
    lane.voice = (0.1, True)
    assert lane.run(3.2, 0.05) == (Saving.PREVIEW,)
    assert lane.spared == (1, False, False)
    lane.run(3, 0.05)
    assert lane.spared == (SPARSE, False, False)
    assert lane.run(10, 0.05) == tuple(Saving)
    assert lane.spared == (SPARSE, True, True)
    assert lane.run(60, 0.02) == ()
    assert lane.spared == (1, False, False)


def test_pictures_that_do_not_leave_count(lane: _Lane) -> None:
    assert lane.run(20, 0.02, lost_every=5) != ()


def test_a_camera_that_gives_more_than_is_wanted_does_not(lane: _Lane) -> None:
    lane.rate = 2
    assert lane.run(20, 0.02) == ()


def test_a_slow_voice_counts_while_it_speaks(lane: _Lane) -> None:
    lane.voice = (1.5, False)
    assert Saving.TRACKER in lane.run(20, 0.02)


def test_only_what_somebody_sees_is_spared(lane: _Lane) -> None:
    lane.watched = False
    lane.portrait.can_be_small = False
    assert lane.run(20, 0.05) == (Saving.TRACKER,), "no window, no meter, an engine of fixed cost"


def test_stand_ins_without_a_camera_are_not_late(lane: _Lane) -> None:
    assert lane.run(20, 0.5, index=-1) == ()


def test_switched_off_everything_is_computed_at_once(lane: _Lane) -> None:
    lane.run(20, 0.05)
    lane.governor.on = False
    assert lane.run(0.5, 0.05) == () and lane.spared == (1, False, False)
    assert _Lane(on=False).run(20, 0.05) == ()
