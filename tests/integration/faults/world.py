"""A whole session among devices and engines that fail when told to, and judges at every way out."""

import contextlib
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from app.live import driver, picture_lane, ready_portraits, rescue, voice_chain, voice_lane
from app.media import AudioBlock, VideoFrame
from app.session import Session
from app.session_status import SessionStatus
from app.settings import Settings
from app.sinks.camera_link import close_virtual_cameras
from tests.integration.faults.codes import MOST_PIXELS, PictureJudge, SoundJudge, coded_sound
from tests.integration.faults.ear import Ear
from tests.integration.faults.parts import (
    FakeMicrophone,
    FakeOutput,
    FaultyCamera,
    FaultyPortrait,
    FaultyTracker,
    FaultyVoice,
    RealMicrophone,
    Switches,
)
from tests.support.sound_server import MICROPHONE, SPEAKER, Playing, SoundServer
from tests.support.speech import demo_speech

DEVICE = Path(__file__).resolve().parent / "device"
AVATARS = ("tobias", "kwame", "edda")  # portraits without a pixel that looks like the driver's
PATIENCE_S = 40.0  # on a machine that does other things, too


class PictureSink(PictureJudge):
    """A way out for pictures."""

    def open(self) -> None:
        """Nothing to acquire."""

    def write(self, frame: VideoFrame) -> None:
        """Judge it."""
        self.look(frame.image)

    def close(self) -> None:
        """Nothing to release."""


class SoundSink(SoundJudge):
    """A way out for sound."""

    name, backlog = "sound judge", 400

    def open(self) -> None:
        """Nothing to acquire."""

    def write(self, block: AudioBlock) -> None:
        """Judge it."""
        self.hear(block)

    def close(self) -> None:
        """Nothing to release."""


class World:
    """One session and all that surrounds it.

    Attributes:
        session: the real one, with real engines, lanes, sinks and child processes.
        switches: what fails.
        pictures, sounds: judges at an additional way out of each lane.
        folder: where recordings and broken files lie.
        server: the sound server, None: microphone and output are fakes in this process.
    """

    def __init__(self, folder: Path, server: SoundServer | None, fps: float = 30.0) -> None:
        self.folder, self.server = folder, server
        self.switches = Switches()
        self.pictures, self.sounds = PictureSink(), SoundSink()
        device = (MICROPHONE, SPEAKER) if server else ("fake", "fake")
        self.settings = Settings(
            camera="coded",
            avatar=AVATARS[0],
            width=256,
            height=256,
            virtual_camera="/dev/video-judge",
            microphone=device[0],
            audio_output=device[1],
            voice_engine="dsp",
            fps=fps,
        )
        self.session = Session(self.settings)
        self.films: list[Path] = []
        self._judged = folder / "device.judged"
        self._judged.touch()
        self._playing: Playing | None = None
        self._ear: Ear | None = None

    # -- what a fault needs ------------------------------------------------------------------------------------------

    @property
    def picture(self) -> picture_lane.PictureLane:
        """The picture's lane."""
        assert self.session._picture is not None
        return self.session._picture

    @property
    def voice(self) -> voice_lane.VoiceLane:
        """The voice's lane."""
        assert self.session._voice is not None
        return self.session._voice

    def pid(self, child: str) -> int | None:
        """Return the process id of a child: camera, microphone, speaker, encoder."""
        recording = self.session._outputs.recording if self.session._outputs is not None else None
        holders: dict[str, Any] = {
            "camera": self.picture.camera and self.picture.camera._link,
            "microphone": self.voice._input.microphone,
            "speaker": self.voice._output,
            "encoder": recording and recording.recorder,
        }
        found = getattr(holders[child], "child_pid", None)
        return int(found) if found else None

    def apply(self, **changes: object) -> None:
        """Change settings as the window does."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.session.apply(self.settings)

    def record(self) -> None:
        """Let a recording run; begin one if there is none."""
        if self.session.status().recording is None:
            path = self.folder / f"film {len(self.films):03}.mp4"
            self.films.append(path)
            self.session.start_recording(path)

    def play(self) -> None:
        """Speak into the virtual microphone for the next minutes."""
        if self.server is not None:
            if self._playing is not None:
                self._playing.stop()
            self._playing = self.server.play(np.tile(coded_sound(demo_speech()), 5))

    def catch(self) -> None:
        """Listen to what the virtual speaker plays, from now on; a server that is started again needs it again."""
        if self.server is not None:
            self.heard()
            self._ear = Ear(self.switches.heard)

    def heard(self) -> SoundJudge:
        """End the listening; return the judge of what came out of the sound output."""
        if self._ear is not None:
            self._ear.stop()
            self._ear = None
        return self.switches.heard

    @property
    def plays(self) -> bool:
        """Somebody is speaking."""
        return self.server is None or (self._playing is not None and self._playing._process.poll() is None)

    # -- how it is ---------------------------------------------------------------------------------------------------

    def ill(self) -> str:
        """Return what is not as it should be, "" if all is well and pictures and sound of people come out."""
        status = self.session.status()
        wrong = [
            (status.state != "running", f"state {status.state}: {status.error}"),
            (bool(status.trouble), f"trouble: {status.trouble}"),
            (not status.face, "no face"),
            (status.fps_out <= 0, "no pictures"),
            (status.voice.state != "running", f"voice {status.voice.state}: {status.voice.error}"),
            (not status.virtual_camera.startswith("on"), f"virtual camera {status.virtual_camera}"),
            (self.server is not None and self.pid("speaker") is None, "no speaker"),
        ]
        return "; ".join(text for holds, text in wrong if holds)

    def await_well(self, limit_s: float = PATIENCE_S) -> float:
        """Wait until it is well and something new has come out everywhere; return how long that took, s."""
        begin_s = time.monotonic()
        self.until(lambda: not self.ill(), limit_s, self.ill)
        device, pictures, loud = self.device_seen(), self.pictures.seen, self.sounds.loud
        self.until(
            lambda: self.device_seen() > device + 3 and self.pictures.seen > pictures + 3,
            limit_s,
            lambda: f"no new pictures; {self.ill()}",
        )
        self.until(lambda: self._spoke(loud + 3), limit_s, lambda: f"no voice; {self.ill()}")
        return time.monotonic() - begin_s

    def _spoke(self, loud: int) -> bool:
        """Return whether more than so many pieces were loud; whoever speaks may just have come to the end."""
        if not self.plays:
            self.play()
        return self.sounds.loud > loud

    def until(self, condition: Callable[[], bool], limit_s: float, why: Callable[[], str]) -> None:
        """Wait for something. Raises AssertionError that tells why it did not come."""
        deadline = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < deadline, f"not well after {limit_s:.0f} s: {why()}; {self.line()}"
            time.sleep(0.02)

    def line(self) -> str:
        """Return what the session tells of its trouble."""
        status: SessionStatus = self.session.status()
        told = [status.error, status.trouble, status.voice.error, *status.notices]
        return " | ".join(text for text in told if text)

    def device_seen(self) -> int:
        """Return how many pictures have reached the virtual camera."""
        return self._judged.stat().st_size // 4

    def device_leaks(self) -> int:
        """Return how many of them show the driver."""
        data = self._judged.read_bytes()
        return sum(number > MOST_PIXELS for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4]))

    # -- life --------------------------------------------------------------------------------------------------------

    @contextmanager
    def running(self, hang_s: float = 2.0, fail_s: float = 1.0) -> Iterator[None]:
        """Start it all; end it all."""
        with ExitStack() as stack:
            for patch in self._patches(hang_s, fail_s):
                stack.enter_context(patch)
            self.play()
            self.session.start()
            try:
                self.until(lambda: self.session.status().state != "starting", PATIENCE_S, self.line)
                assert self.session.status().state == "running", self.line()
                self.picture.add(self.pictures)
                self.voice.add(self.sounds)
                self.await_well()
                yield
            finally:
                self.switches.camera = self.switches.microphone = ""
                self.switches.tracker = self.switches.portrait = self.switches.voice = ""
                alive = self.session.stop(15.0)
                close_virtual_cameras()
                if self._playing is not None:
                    self._playing.stop()
            assert alive == []

    def _patches(self, hang_s: float, fail_s: float) -> list[contextlib.AbstractContextManager[Any]]:
        switches = self.switches

        def wrapped(module: object, name: str, wrap: Callable[[Any], Any]) -> contextlib.AbstractContextManager[Any]:
            make = getattr(module, name)
            return mock.patch.object(module, name, lambda *args: wrap(make(*args)))

        found = [
            mock.patch.object(driver, "Camera", lambda address, *_, **more: FaultyCamera(switches, more["fps"])),
            wrapped(picture_lane, "make_engine", lambda engine: FaultyPortrait(engine, switches)),
            wrapped(ready_portraits, "make_engine", lambda engine: FaultyPortrait(engine, switches)),
            wrapped(picture_lane, "make_tracker", lambda engine: FaultyTracker(engine, switches)),
            wrapped(
                voice_chain, "make_live_voice", lambda live: replace(live, engine=FaultyVoice(live.engine, switches))
            ),
            mock.patch.object(rescue, "HANG_S", hang_s),
            mock.patch.object(rescue, "FAIL_S", fail_s),
            mock.patch.dict(os.environ, PYTHONPATH=str(DEVICE), LIKENESS_TEST_DEVICE=str(self._judged)),
        ]
        if self.server is None:
            found += [
                mock.patch.object(driver, "Microphone", lambda address: FakeMicrophone(switches)),
                mock.patch.object(voice_lane, "AudioOutput", lambda *_, **__: FakeOutput(switches)),
            ]
        else:
            found.append(mock.patch.object(driver, "Microphone", lambda address: RealMicrophone(address, switches)))
        return found
