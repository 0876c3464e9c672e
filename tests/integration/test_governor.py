"""A session on a machine that is too slow for it: it computes less, keeps its rate and its size, and says so."""

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

    def __init__(self, engine: FaceEngine) -> None:
        self._engine = engine

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
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


def _until(condition: Callable[[], bool], limit_s: float = 30.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def _rate_hz(session: Session, seconds: float = 3.0) -> float:
    before, begin_s = session.status().frames_out, time.monotonic()
    time.sleep(seconds)
    return (session.status().frames_out - before) / (time.monotonic() - begin_s)


@pytest.mark.alone
@pytest.mark.usefixtures("slow_tracker")
def test_a_slow_machine_computes_less_and_keeps_rate_and_size() -> None:
    session = Session(replace(SETTINGS, steady=False))
    session.start()
    try:
        _until(lambda: session.status().state == "running" and session.status().face, 90.0)
        slow_hz = _rate_hz(session)
        assert slow_hz < 1 / SLOW_S and session.status().saving == ()
        session.apply(replace(SETTINGS, steady=True))
        _until(lambda: "tracker" in session.status().saving)
        time.sleep(1.0)  # until the pictures that were late are out of the way
        assert _rate_hz(session) > 1.15 * slow_hz
        _until(lambda: "detail" in session.status().saving)
        for _ in range(5):
            assert session.preview.take(5.0).image.shape == (480, 640, 3)
        assert (session.status().width, session.status().height) == (640, 480) and session.status().face
        session.apply(replace(SETTINGS, steady=False))
        _until(lambda: session.status().saving == ())
    finally:
        assert session.stop() == []
