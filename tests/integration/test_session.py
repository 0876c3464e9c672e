"""Session: whole performances with real engines on synthetic sources."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.paths import demo_film
from app.session import Session
from app.session_status import SILENCE_DB
from app.settings import Settings
from tests.support.face_film import face_film
from tests.support.ffprobe import streams

SMALL = Settings(camera="synthetic", width=256, height=256)


def _until(condition: Callable[[], bool], limit_s: float = 30.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def session() -> Iterator[Session]:
    session = Session(SMALL)
    session.start()
    yield session
    assert session.stop() == []


def _running(session: Session) -> None:
    _until(lambda: session.status().state != "starting")
    assert session.status().error is None
    _until(lambda: session.status().face)


def test_a_session_shows_the_portrait_and_the_driver(session: Session) -> None:
    _running(session)
    _until(lambda: session.preview.poll() is not None)
    _until(lambda: session.self_view.poll() is not None)
    status = session.status()
    assert (status.state, status.width, status.height, status.engine) == ("running", 256, 256, "landmark")
    _until(lambda: session.status().fps_out > 0)
    assert status.latency_ms_p50 > 0


def test_changed_settings_take_effect_while_running(session: Session) -> None:
    _running(session)
    session.apply(replace(SMALL, width=320, height=240, strength=0.0, mirror_output=True))
    _until(lambda: (frame := session.preview.poll()) is not None and frame.image.shape == (240, 320, 3))
    session.calibrate()
    assert session.status().state == "running"
    session.apply(replace(SMALL, avatar="nobody-of-that-name"))
    _until(lambda: bool(session.status().notices))
    assert "nobody-of-that-name" in session.status().notices[0]
    assert session.status().state == "running"


def test_recordings_come_and_go_while_running(session: Session, tmp_path: Path) -> None:
    _running(session)
    for name in ("one.mp4", "two.mp4"):
        session.start_recording(tmp_path / name)
        _until(lambda: session.status().recorded_s > 0.7)
        session.stop_recording()
        _until(lambda: session.status().recording is None)
    session.start_recording(tmp_path / "no" / "folder.mp4")
    _until(lambda: bool(session.status().notices))
    assert session.status().state == "running"
    session.stop()
    assert all(streams(tmp_path / name)["video"].frames > 5 for name in ("one.mp4", "two.mp4"))


def test_a_session_starts_and_stops_many_times() -> None:
    session = Session(SMALL)
    for _ in range(6):
        session.start()
        _until(lambda: session.status().frames_out > 0 or session.status().state == "failed")
        assert session.stop() == []
        assert session.status().state == "stopped"


def test_a_driver_that_cannot_be_opened_fails_in_words_and_can_be_replaced(tmp_path: Path) -> None:
    session = Session(replace(SMALL, camera=str(tmp_path / "gone.mp4")))
    session.start()
    _until(lambda: session.status().state == "failed")
    assert "gone.mp4" in (session.status().error or "")
    assert session.status().advice
    session.apply(SMALL)
    session.start()
    _running(session)
    assert session.stop() == []


def test_the_driver_is_changed_without_restarting(session: Session, tmp_path: Path) -> None:
    _running(session)
    film = face_film(tmp_path / "talk.mp4", seconds=1.0, sound=False)
    session.apply(replace(SMALL, camera=str(film)))
    _until(
        lambda: (f := session.self_view.poll()) is not None and f.image.shape == (256, 256, 3) and f.face is not None
    )
    assert session.status().state == "running"


def test_a_voice_muted_before_the_start_is_never_heard() -> None:
    session = Session(replace(SMALL, microphone=str(demo_film())))
    session.mute(True)
    session.start()
    try:
        _until(lambda: session.status().voice.input_peak_db > -40.0)
        time.sleep(0.5)
        voice = session.status().voice
    finally:
        assert session.stop() == []
    assert voice.muted and voice.output_peak_db == SILENCE_DB
