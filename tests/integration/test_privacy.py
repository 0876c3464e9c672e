"""Fail closed: whatever happens, no pixel of the camera reaches an output. Whole sessions: test_faults.py."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.lane import Lane, Stage
from app.media import VideoFrame
from app.paths import demo_film
from app.picture import load_picture
from app.session import Session
from app.settings import Settings
from app.sources.media_file import MediaFile
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.portrait import Portrait
from models.engines import Driving, PortraitEngine, Rendered, create_face_engine, create_portrait_engine
from tests.support.face_film import PORTRAIT, ffmpeg
from tests.support.flow import Applying, Keeping

MAGENTA = (255, 0, 255)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film whose face disappears after half a second and comes back, on a background of no natural colour."""
    path = tmp_path_factory.mktemp("driver") / "driver.mp4"
    ffmpeg(
        *(
            "-loop",
            "1",
            "-t",
            "2",
            "-i",
            PORTRAIT,
            "-f",
            "lavfi",
            "-t",
            "2",
            "-i",
            "color=magenta:size=400x300:rate=20",
        ),
        *("-filter_complex", "[0]scale=256:256[f];[1][f]overlay=72:22:enable='lt(t,0.5)+gt(t,1.3)',format=yuv420p"),
        *("-c:v", "libx264", "-crf", "10", "-r", "20", "-t", "2", path),
    )
    return path


def _magenta(picture: "np.typing.NDArray[np.uint8]") -> int:
    return int((np.abs(picture.astype(np.int16) - MAGENTA).max(axis=2) < 60).sum())


class Failing:
    """A real engine that fails on every third animated frame, as a numeric engine would."""

    def __init__(self, engine: PortraitEngine) -> None:
        self._engine = engine
        self.calls = 0
        self.size = engine.size
        self.motion = engine.motion

    def set_portrait(self, portrait: "np.typing.NDArray[np.uint8]", size: tuple[int, int] | None = None) -> None:
        self._engine.set_portrait(portrait, size)

    def set_neutral(self, driving: Driving | None) -> None:
        self._engine.set_neutral(driving)

    def animate(self, driving: Driving) -> Rendered:
        self.calls += 1
        if self.calls % 3 == 0:
            raise FloatingPointError("injected")
        return self._engine.animate(driving)

    def rest(self, time_s: float) -> Rendered:
        return self._engine.rest(time_s)

    def still(self) -> Rendered:
        return self._engine.still()


def _outputs(driver: Path, *extra: Stage[VideoFrame], failing: bool) -> Iterator[VideoFrame]:
    engine = create_portrait_engine()
    engine.set_portrait(load_picture(PORTRAIT), (256, 256))
    sink = Keeping("recorder", backlog=5)
    portrait = Portrait(Failing(engine) if failing else engine)
    stages: list[Stage[VideoFrame]] = [*extra, FaceTrack(create_face_engine()), portrait]
    lane = Lane("video", MediaFile(str(driver), live=False).video, stages, [sink], lossless=True)
    lane.start()
    assert lane.wait(60.0)
    yield from sink.items


def test_the_driver_does_show_the_colour_that_must_not_leak(driver: Path) -> None:
    source = MediaFile(str(driver), live=False).video
    source.open()
    assert _magenta(source.read().image) > 10_000
    source.close()


def test_a_lost_face_shows_the_portrait(driver: Path) -> None:
    items = list(_outputs(driver, failing=False))
    assert len(items) == 40
    assert 10 <= sum(item.face is None for item in items) <= 20
    assert [item.index for item in items if _magenta(item.image)] == []


@pytest.mark.expect_log("could not be rendered")
def test_a_failing_engine_shows_the_still_portrait(driver: Path) -> None:
    items = list(_outputs(driver, failing=True))
    assert len(items) == 40
    assert [item.index for item in items if _magenta(item.image)] == []


@pytest.mark.expect_log("failed")
def test_a_bug_before_the_portrait_ends_the_output_and_lets_nothing_through(driver: Path) -> None:
    def break_at_ten(item: VideoFrame) -> VideoFrame:
        if item.index == 10:
            raise RuntimeError("injected")
        return replace(item)

    items = list(_outputs(driver, Applying(break_at_ten), failing=False))
    assert [item.index for item in items] == list(range(10))
    assert [item.index for item in items if _magenta(item.image)] == []


def _shown(session: Session, count: int) -> "list[np.typing.NDArray[np.uint8]]":
    """The next pictures that others see."""
    found: list[np.typing.NDArray[np.uint8]] = []
    deadline_s = time.monotonic() + 60.0
    while len(found) < count:
        assert time.monotonic() < deadline_s, session.status()
        frame = session.preview.poll()
        if frame is not None:
            found.append(frame.image)
        time.sleep(0.01)
    return found


def test_a_pause_shows_one_still_picture_and_is_silent_also_when_it_begins_before_the_start() -> None:
    session = Session(Settings(camera="synthetic", width=256, height=256, microphone=str(demo_film())))
    session.pause(True)
    session.start()
    try:
        before = _shown(session, 4)
        deadline_s = time.monotonic() + 60.0
        while session.status().voice.input_peak_db < -60.0:
            assert time.monotonic() < deadline_s
            time.sleep(0.02)
        status = session.status()
        assert status.paused and status.voice.output_peak_db < -100.0
        session.pause(False)
        _shown(session, 1)
        moving = _shown(session, 12)
        session.pause(True)
        _shown(session, 2)  # the one under way, and that of a race
        again = _shown(session, 4)
    finally:
        assert session.stop() == []
    assert all(np.array_equal(picture, before[0]) for picture in before + again)
    assert any(not np.array_equal(picture, before[0]) for picture in moving)
