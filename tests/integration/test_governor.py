"""A session on a machine that is too slow for it: it computes less, keeps the size of its picture, and says so."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from app.session import Session
from app.settings import Settings
from models import engines
from models.engines import Face, FaceEngine

SLOW_S = 0.09
SETTINGS = Settings(camera="synthetic", width=640, height=480, microphone="none")


class _Slow:
    """A tracker that takes much longer than the time between two pictures."""

    asked = 0  # by all sessions of the test

    def __init__(self, engine: FaceEngine) -> None:
        self._engine = engine

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
        _Slow.asked += 1
        time.sleep(SLOW_S)
        return self._engine.track(image, time_s)

    def find(self, image: NDArray[np.uint8]) -> list[Face]:
        return self._engine.find(image)

    def reset(self) -> None:
        self._engine.reset()


@pytest.fixture
def slow_tracker(monkeypatch: pytest.MonkeyPatch) -> None:
    make = engines.FACE_ENGINES["mesh"]
    monkeypatch.setitem(engines.FACE_ENGINES, "mesh", lambda device: _Slow(make(device)))


def _until(condition: Callable[[], bool], limit_s: float = 60.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def _asked(session: Session, seconds: float = 2.0) -> float:
    """Share of the pictures in which the face was looked for."""
    before, asked = session.status().frames_out, _Slow.asked
    time.sleep(seconds)
    return (_Slow.asked - asked) / max(session.status().frames_out - before, 1)


@pytest.mark.usefixtures("slow_tracker")
def test_a_slow_machine_computes_less_and_keeps_the_size() -> None:
    session = Session(replace(SETTINGS, steady=False))
    session.start()
    try:
        _until(lambda: session.status().state == "running" and session.status().face, 90.0)
        assert _asked(session) > 0.7 and session.status().saving == ()
        session.apply(replace(SETTINGS, steady=True))
        _until(lambda: "tracker" in session.status().saving)
        assert _asked(session) < 0.7
        _until(lambda: "detail" in session.status().saving)
        for _ in range(5):
            assert session.preview.take(5.0).image.shape == (480, 640, 3)
        assert (session.status().width, session.status().height) == (640, 480) and session.status().face
        session.apply(replace(SETTINGS, steady=False))
        _until(lambda: session.status().saving == ())
    finally:
        assert session.stop() == []
