"""The small stages: Mirror, Tap, Timed, FaceTrack."""

from dataclasses import replace

import numpy as np

from app.handoff import Handoff
from app.media import Face, VideoFrame
from app.meter import Meter
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.mirror import Mirror
from app.stages.picture.tap import Tap
from app.stages.picture.timed import Timed
from tests.support.flow import Applying, face, frame


class EveryOther:
    """A face engine that sees a face in every second picture."""

    def __init__(self) -> None:
        self.calls = 0

    def track(self, image: object, time_s: float) -> Face | None:
        self.calls += 1
        return face() if self.calls % 2 else None

    def find(self, image: object) -> list[Face]:
        return []

    def reset(self) -> None:
        self.calls = 0


def test_mirror_flips_twice_into_the_same_and_forgets_landmarks() -> None:
    image = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    item = replace(frame(1), image=image, alpha=image[:, :, 0], face=face())
    once = Mirror(True).process(item)
    assert (once.image[:, 0] == image[:, -1]).all()
    assert once.face is None
    assert (Mirror(True).process(once).image == image).all()
    assert Mirror(False).process(item) is item


def test_tap_shows_the_newest_and_passes_everything() -> None:
    view: Handoff[VideoFrame] = Handoff()
    tap = Tap(view, Meter())
    assert [tap.process(frame(i)).index for i in range(3)] == [0, 1, 2]
    shown = view.poll()
    assert shown is not None
    assert shown.index == 2


def test_timed_runs_its_stages_in_order_with_a_stopwatch() -> None:
    add = Applying(lambda item: replace(item, image=item.image + 1))
    double = Applying(lambda item: replace(item, image=item.image * 2))
    timed = Timed([add, double])
    assert timed.process(frame(3)).image[0, 0, 0] == 8
    assert timed.last_time_s == frame(3).time_s
    assert len(timed.durations_ms()) == 1
    timed.reset()
    assert (add.resets, double.resets) == (1, 1)


def test_face_track_attaches_faces_and_counts_the_lost() -> None:
    stage = FaceTrack(EveryOther())
    faces = [stage.process(frame(i)).face for i in range(5)]
    assert [f is not None for f in faces] == [True, False, True, False, True]
    assert (stage.frames, stage.lost) == (5, 2)
