"""Camera, microphone, output and engines that fail when told to, around the real ones."""

import math
import time
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError, EndOfSource
from app.media import AudioBlock, Face, VideoFrame, now
from app.sinks.audio_output import OutputStatus
from app.sources.microphone import Microphone, MicrophoneStatus
from models.engines import Driving, FaceEngine, PortraitEngine, Rendered
from tests.integration.faults.codes import BLOCK, RATE_HZ, PaintedFace, SoundJudge, coded_sound, paint
from tests.support.speech import demo_speech

LONG_AGO_S = 3600.0
POLL_S = 0.01


@dataclass
class Switches:
    """What fails now; "" is nothing. `made` counts engines, so that a fault spares those made after it.

    Attributes:
        given: how many pictures and blocks of the driver have entered the session.
        heard: what the session's sound outputs were given, where there is no real device.
    """

    camera: str = ""
    microphone: str = ""
    tracker: str = ""
    portrait: str = ""
    voice: str = ""
    made: int = 0
    spared_from: int = 0
    given: list[int] = field(default_factory=lambda: [0, 0])
    heard: SoundJudge = field(default_factory=SoundJudge)

    def number(self) -> int:
        """Return the number of a new engine."""
        self.made += 1
        return self.made

    def act(self, part: str, number: int) -> str:
        """Raise, hang or return what else the engine is to do: "" or "nan"."""
        while (fault := getattr(self, part)) == "hang" and number < self.spared_from:
            time.sleep(POLL_S)
        if number >= self.spared_from:
            return ""
        if fault == "bad":
            raise ValueError("injected: a picture or block that cannot be digested")
        if fault == "lost":
            raise RuntimeError("injected: device-side assert triggered")
        return fault if fault == "nan" else ""


class FaultyCamera(PaintedFace):
    """A camera as the session opens it; `Camera` in the driver's place."""

    def __init__(self, switches: Switches, fps: float) -> None:
        super().__init__(size=(320, 240), fps=fps)
        self._switches = switches

    def open(self) -> None:
        """Begin. Raises DeviceError while it is unplugged."""
        if self._switches.camera == "unplugged":
            raise DeviceError("the camera /dev/video7 is not connected", "connect it")
        super().open()

    def read(self) -> VideoFrame:
        """Return the next picture, or what the fault makes of it."""
        frame, fault = super().read(), self._switches.camera
        self.away = fault == "no face"
        while self._switches.camera == "silent":
            time.sleep(POLL_S)
        if fault == "unplugged":
            raise DeviceError("the camera /dev/video7 has been disconnected", "connect it again")
        if fault == "error":
            raise cv2.error("injected: error: (-215:Assertion failed) !_src.empty()")
        self._switches.given[0] += 1
        return self._spoilt(frame) if fault == "garbage" else self._misdated(frame) if fault == "clock" else frame

    @staticmethod
    def _spoilt(frame: VideoFrame) -> VideoFrame:
        picture: Any = frame.image
        noise = np.random.default_rng(frame.index).integers(0, 256, picture.shape, np.uint8)
        kinds: list[Any] = [picture[:, :, 0], picture.astype(np.float32), picture[:3, :2], paint(noise), None]
        kinds += [picture[:0], np.dstack([picture, picture[:, :, :1]]), picture.astype(np.int64) * 1000]
        return VideoFrame(kinds[frame.index % len(kinds)], frame.time_s, frame.index)

    @staticmethod
    def _misdated(frame: VideoFrame) -> VideoFrame:
        shift_s = (LONG_AGO_S, -LONG_AGO_S, math.nan)[frame.index % 3]
        return VideoFrame(frame.image, frame.time_s + shift_s, frame.index)


def spoilt_block(block: AudioBlock, fault: str, number: int) -> AudioBlock:
    """Return a block as a broken driver delivers it."""
    samples: Any = block.samples.copy()
    if fault == "clock":
        return AudioBlock(samples, block.rate_hz, block.time_s + (LONG_AGO_S, -LONG_AGO_S, math.nan)[number % 3])
    if fault == "nan":
        samples[:: 1 + number % 7] = (math.nan, math.inf, -math.inf, 1e30)[number % 4]
    if fault == "garbage":
        kinds: list[Any] = [samples.astype(np.int16), np.stack([samples, samples]), samples[:0], samples[:7]]
        samples = kinds[number % len(kinds)]
    return AudioBlock(samples, block.rate_hz if number % 5 else 44_100, block.time_s)


class FakeMicrophone:
    """A microphone that needs no device: the coded speech, block by block, when it is due."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches
        self._sound = coded_sound(demo_speech())
        self._zero_s, self._next, self._ended = 0.0, 0, False

    def open(self) -> None:
        """Begin. Raises DeviceError while it is away."""
        if self._switches.microphone == "unplugged":
            raise DeviceError("there is no microphone", "connect one")
        self._zero_s, self._next, self._ended = now(), 0, False

    def read(self) -> AudioBlock:
        """Return the next block."""
        if self._ended:
            raise EndOfSource
        fault = self._switches.microphone
        if fault == "unplugged":
            raise DeviceError("the microphone has gone", "connect it again")
        time_s = self._zero_s + self._next * BLOCK / RATE_HZ
        if now() - time_s > 0.5:  # as a driver does, it loses what nobody reads
            self._next = int((now() - self._zero_s) * RATE_HZ / BLOCK)
            time_s = self._zero_s + self._next * BLOCK / RATE_HZ
        time.sleep(max(0.0, time_s + BLOCK / RATE_HZ - now()))
        at = self._next * BLOCK % len(self._sound)
        self._next += 1
        self._switches.given[1] += 1
        block = AudioBlock(self._sound[at : at + BLOCK], RATE_HZ, time_s)
        return spoilt_block(block, fault, self._next) if fault else block

    def interrupt(self) -> None:
        """End a waiting or later read."""
        self._ended = True

    def close(self) -> None:
        """Nothing to release."""

    def status(self) -> MicrophoneStatus:
        """Return how it is doing."""
        return MicrophoneStatus("fake", 0, 0.0, 0.0, 0.0, 0.0)


class RealMicrophone(Microphone):
    """The real one, whose blocks can be spoilt."""

    def __init__(self, device: str, switches: Switches) -> None:
        super().__init__(device)
        self._switches = switches

    def read(self) -> AudioBlock:
        """Return the next block, or what the fault makes of it."""
        block, fault = super().read(), self._switches.microphone
        self._switches.given[1] += 1
        return spoilt_block(block, fault, self._switches.given[1]) if fault else block


class FakeOutput:
    """A sound output that needs no device: it judges what it is given."""

    name, backlog = "sound output", 16

    def __init__(self, switches: Switches) -> None:
        self._switches = switches

    def open(self) -> None:
        """Nothing to acquire."""

    def write(self, block: AudioBlock) -> None:
        """Judge a block."""
        self._switches.heard.hear(block)

    def close(self) -> None:
        """Nothing to release."""

    def set_delay_s(self, delay_s: float | None) -> None:
        """It is judged at once."""

    def status(self) -> OutputStatus:
        """Return what an output says that plays."""
        return OutputStatus(device="fake", state="playing")


class FaultyTracker:
    """The face engine with a fault."""

    def __init__(self, engine: FaceEngine, switches: Switches) -> None:
        self._engine, self._switches, self._number = engine, switches, switches.number()

    def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
        """Follow the face."""
        fault = self._switches.act("tracker", self._number)
        face = self._engine.track(image, time_s)
        if fault == "nan" and face is not None:
            return replace(face, landmarks=np.full_like(face.landmarks, np.nan))
        return face

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else an engine has
        return getattr(self._engine, name)


class FaultyPortrait:
    """The portrait engine with a fault. Attributes that are set reach the engine itself."""

    def __init__(self, engine: PortraitEngine, switches: Switches) -> None:
        self.__dict__.update(_engine=engine, _switches=switches, _number=switches.number())

    def animate(self, driving: Driving) -> Rendered:
        """Move the portrait."""
        fault = self._switches.act("portrait", self._number)
        rendered: Rendered = self._engine.animate(driving)
        return rendered if fault != "nan" else self._spoilt(rendered, driving)

    @staticmethod
    def _spoilt(rendered: Rendered, driving: Driving) -> Rendered:
        """What an engine may return that has lost its senses; of the driver it must not know more than the face."""
        picture: Any = rendered.image
        wild: Any = np.full(picture.shape, np.nan, np.float32)
        kinds: list[Any] = [wild, None, picture[:, :, 0], picture[:3, :2], picture.astype(np.int32)]
        return Rendered(kinds[int(driving.time_s * 1000) % len(kinds)], rendered.alpha)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else an engine has
        return getattr(self.__dict__["_engine"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._engine, name, value)


class FaultyVoice:
    """The voice engine with a fault. Attributes that are set reach the engine itself."""

    def __init__(self, engine: Any, switches: Switches) -> None:  # noqa: ANN401 - any voice engine
        self.__dict__.update(_engine=engine, _switches=switches, _number=switches.number())

    def convert(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Speak."""
        fault = self._switches.act("voice", self._number)
        converted: NDArray[np.float32] = self._engine.convert(block)
        return np.full_like(converted, np.nan) if fault == "nan" else converted

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else an engine has
        return getattr(self.__dict__["_engine"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._engine, name, value)
