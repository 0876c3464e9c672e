"""A session outlives what falls beside it: the reader of its film, and an engine that cannot be made again."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.live import picture_lane, rescue, voice_chain
from app.media import VideoFrame
from app.paths import demo_film
from app.portrayal import make_engine
from app.session import Session
from app.settings import Settings
from app.voicing import LiveVoice, make_live_voice
from models.engines import Driving, PortraitEngine, Rendered
from models.errors import ModelError
from tests.integration.faults.codes import coded_pixels
from tests.integration.faults.world import PictureSink
from tests.support import leaks
from tests.support.face_film import face_film, ffmpeg

SMALL = Settings(camera="synthetic", width=256, height=256, microphone="none")


def _until(condition: Callable[[], bool], why: Callable[[], object], limit_s: float = 60.0) -> None:
    deadline_s = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline_s, why()
        time.sleep(0.01)


def _well(session: Session) -> bool:
    status = session.status()
    return status.state == "running" and status.face and status.fps_out > 0 and not status.trouble


def _readers() -> list[int]:
    return [pid for pid, line in leaks.running_children().items() if line.endswith("--child reader")]


def _newer(session: Session) -> VideoFrame:
    """The next picture that others see."""
    found: list[VideoFrame] = []

    def look() -> bool:
        found.extend(frame for frame in [session.preview.poll()] if frame is not None)
        return bool(found)

    _until(look, session.status)
    return found[-1]


def _painted_film(folder: Path) -> Path:
    """A film of which every picture carries the code that no portrait has."""
    plain, painted = face_film(folder / "plain.mp4", seconds=3), folder / "film.mp4"
    paint = "format=gbrp,lutrgb=r='255-(255-val)/2':g='val/2':b='255-(255-val)/2',format=yuv444p"
    ffmpeg("-i", plain, "-vf", paint, "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10", "-c:a", "copy", painted)
    return painted


def test_a_film_goes_on_when_its_reader_is_killed_and_nothing_of_it_is_ever_shown(tmp_path: Path) -> None:
    session = Session(replace(SMALL, camera=str(_painted_film(tmp_path)), avatar="tobias", microphone=""))
    session.start()
    try:
        _until(lambda: _well(session) and session.status().voice.state == "running", session.status)
        judge = PictureSink()
        assert session._picture is not None
        session._picture.add(judge)
        driven = session.self_view.poll()
        assert driven is not None and coded_pixels(driven.image) > driven.image.size / 3 * 0.9
        for _ in range(2):
            (reader,) = _readers()
            os.kill(reader, signal.SIGKILL)
            _until(lambda: bool(session.status().trouble), session.status)
            assert "trying again" in session.status().trouble
            _until(lambda reader=reader: _readers() not in ([], [reader]), _readers)  # type: ignore[misc]
            _until(lambda: _well(session) and session.status().voice.state == "running", session.status)
            assert len(_readers()) == 1  # picture and sound have found the same new one
            before = _newer(session).index
            _until(lambda before=before: _newer(session).index > before, session.status)  # type: ignore[misc]
        assert any("the film is back" in notice for notice in session.status().notices)
        _until(lambda: judge.seen > 20, session.status)
        assert judge.leaks == []
    finally:
        assert session.stop() == []


class Breaking:
    """A real engine that breaks when told to.

    Attributes:
        broken: it does.
    """

    def __init__(self, engine: PortraitEngine, broken: bool) -> None:
        self._engine, self.broken = engine, broken

    def animate(self, driving: Driving) -> Rendered:
        """Move the portrait, or fail."""
        if self.broken:
            raise RuntimeError("injected: the GPU is lost")
        return self._engine.animate(driving)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else an engine has
        return getattr(self._engine, name)


class Maker:
    """Stands for `make_engine`: the engine "fomm" can be made `times` times, the first one is broken later."""

    def __init__(self, times: int) -> None:
        self.made: list[Breaking] = []
        self._times = times

    def __call__(self, settings: Settings) -> Any:  # noqa: ANN401 - an engine
        if settings.engine != "fomm":
            return make_engine(settings)
        if len(self.made) >= self._times:
            raise ModelError("the weights have gone", "bring them back")
        self.made.append(Breaking(make_engine(replace(settings, engine="landmark")), broken=bool(self.made)))
        return self.made[-1]


@pytest.mark.allow_log("could not be rendered", "could not be made")
@pytest.mark.parametrize("times", [1, 9], ids=["cannot be made again", "is broken again when it is new"])
def test_the_plain_engine_takes_over_where_the_chosen_one_is_lost(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    maker = Maker(times)
    monkeypatch.setattr(picture_lane, "make_engine", maker)
    monkeypatch.setattr(rescue, "FAIL_S", 0.5)
    session = Session(replace(SMALL, engine="fomm"))
    session.start()
    try:
        _until(lambda: _well(session), session.status)
        assert session.status().engine == "fomm"
        began_s = time.monotonic()
        maker.made[0].broken = True
        _until(lambda: session.status().engine == "landmark", session.status)
        _until(lambda: _well(session), session.status)
        assert time.monotonic() - began_s < rescue.PATIENCE_S  # an engine that is broken when new is not waited for
        assert any("the engine landmark goes on" in notice for notice in session.status().notices)
        assert len(maker.made) == min(times, 2)
        first = _newer(session).image
        _until(lambda: not np.array_equal(_newer(session).image, first), session.status)  # it moves
        session.apply(replace(SMALL, engine="fomm", strength=0.5))  # whatever else is changed: the plain one stays
        _until(lambda: _newer(session).image is not None, session.status)
        assert session.status().engine == "landmark" and len(maker.made) == min(times, 2)
    finally:
        assert session.stop() == []


class BreakingVoice:
    """A real voice engine of which every block fails."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - any voice engine
        self.__dict__["engine"] = engine

    def convert(self, block: Any) -> Any:  # noqa: ANN401 - never returns
        """Fail."""
        raise RuntimeError(f"injected: {len(block)} samples too many")

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else an engine has
        return getattr(self.__dict__["engine"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.engine, name, value)


@pytest.mark.allow_log("could not be converted", "could not be made")
def test_signal_processing_takes_over_where_the_voice_engine_fails_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def make(settings: Settings) -> LiveVoice:
        live = make_live_voice(replace(settings, voice_engine="dsp"))
        broken = settings.voice_engine == "neural"
        return replace(live, engine=BreakingVoice(live.engine), name="neural") if broken else live

    monkeypatch.setattr(voice_chain, "make_live_voice", make)
    monkeypatch.setattr(rescue, "FAIL_S", 0.5)
    session = Session(replace(SMALL, microphone=str(demo_film()), voice_engine="neural"))
    session.start()
    try:
        _until(lambda: session.status().voice.engine == "neural", session.status)
        _until(lambda: session.status().voice.engine == "dsp", session.status)
        assert "fails again and again" in session.status().voice.fallback
        _until(lambda: session.status().voice.output_peak_db > -40.0, session.status)  # others hear the voice
        assert session.status().voice.error is None
    finally:
        assert session.stop() == []
