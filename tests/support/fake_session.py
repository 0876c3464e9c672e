"""FakeSession: a stand-in for app.session.Session with moving pictures and numbers that a test can set."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from app.media import VideoFrame
from app.session_status import SessionStatus, VoiceStatus
from app.settings import Settings
from app.stream_status import StreamStatus
from app.stream_target import StreamTarget


class _Moving:
    """Gives a new picture thirty times a second of the clock, without a thread."""

    def __init__(self, height: int, width: int) -> None:
        self.last = -1
        self.on = False
        rows, columns = np.mgrid[:height, :width]
        self._picture = np.stack([columns % 256, rows % 256, (rows + columns) % 256], axis=2).astype(np.uint8)

    def poll(self) -> VideoFrame | None:
        """Return the picture of this moment, None if it was given before."""
        index = int(time.perf_counter() * 30)
        if not self.on or index == self.last:
            return None
        self.last = index
        return VideoFrame(np.roll(self._picture, 4 * index, axis=1), time.perf_counter(), index)


LIVE_VOICE = VoiceStatus(
    state="running",
    voice="Clara",
    microphone="Desk microphone",
    output="Likeness cable",
    talking=True,
    input_db=-21.0,
    input_peak_db=-9.5,
    output_db=-19.0,
    output_peak_db=-8.0,
    pitch_hz=118.0,
    latency_ms={
        "microphone": 12.4,
        "hand-over": 4.1,
        "algorithm": 37.0,
        "compute": 3.2,
        "delay": 8.3,
        "output": 21.5,
        "total": 86.5,
    },
    delay_ms=8.3,
    av_offset_ms=6.0,
    engine="dsp",
)


class FakeSession:
    """Does what the window asks and remembers it in `orders`; `set` changes what it says about itself.

    Attributes:
        orders: names of the methods called, with their arguments.
        has_microphone: there is one to listen to.
        expected: avatars that are to be ready, what is pointed at first.
        stop_takes_s: how long stop() blocks, as a real one that finishes a recording.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.preview: Any = _Moving(512, 512)
        self.self_view: Any = _Moving(480, 640)
        self.orders: list[tuple[object, ...]] = []
        self.threads: set[str] = set()
        self.expected: tuple[str, ...] = ()
        self.stop_takes_s = 0.0
        self.start_fails: tuple[str, str] | None = None
        self.has_microphone = True
        self._talking = False
        self._status = SessionStatus(engine=settings.engine, device=settings.device, width=512, height=512)

    def set(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of SessionStatus
        """Change fields of the status."""
        self._status = replace(self._status, **changes)

    def _order(self, *what: object) -> None:
        self.orders.append(what)
        self.threads.add(threading.current_thread().name)

    def start(self) -> None:
        """Run at once, or fail as told."""
        self._order("start")
        if self.start_fails:
            self.set(state="failed", error=self.start_fails[0], advice=self.start_fails[1])
            return
        self.preview.on = self.self_view.on = True
        drops = {"capture": 1, "preview": 2}
        self.set(state="running", face=True, fps_in=30.0, fps_out=29.7, frames_out=1, drops=drops)
        self.set(latency_ms_p50=31.0, latency_ms_p95=44.0)
        if self.has_microphone and self.settings.microphone != "none":
            self.set(voice=replace(LIVE_VOICE, muted=self._status.voice.muted))

    def stop(self, timeout_s: float = 8.0) -> list[str]:
        """End after `stop_takes_s`."""
        self._order("stop")
        time.sleep(self.stop_takes_s)
        self.preview.on = self.self_view.on = False
        self.set(state="stopped", recording=None, stream=StreamStatus())
        return []

    def apply(self, settings: Settings) -> None:
        """Take the settings."""
        self.settings = settings
        self._order("apply", settings)
        on = settings.virtual_camera != "none"
        self.set(virtual_camera="sending to Likeness (/dev/video9)" if on else "off", avatar=settings.avatar)

    def mute(self, on: bool) -> None:
        """Say that it is silent."""
        self._order("mute", on)
        self.set_voice(muted=on or (self.settings.push_to_talk and not self._talking))

    def pause(self, on: bool) -> None:
        """Say that it shows the still portrait and is silent."""
        self._order("pause", on)
        self.set(paused=on)

    def talk(self, pressed: bool) -> None:
        """Say whether it may be heard."""
        self._order("talk", pressed)
        self._talking = pressed

    def pass_original(self, on: bool) -> None:
        """Say whose voice is heard."""
        self._order("pass_original", on)
        self.set_voice(original=on)

    def watch_likeness(self, on: bool) -> None:
        """Remember it."""
        self._order("watch_likeness", on)

    def set_voice(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of VoiceStatus
        """Change what it says about the voice."""
        self._status = replace(self._status, voice=replace(self._status.voice, **changes))

    def expect(self, avatars: Sequence[str], pointed: str = "") -> None:
        """Remember them."""
        self.expected = (*([pointed] if pointed else []), *avatars)

    def calibrate(self) -> None:
        """Remember it."""
        self._order("calibrate")

    def start_recording(self, path: Path) -> None:
        """Say that it records."""
        self._order("start_recording", path)
        self.set(recording=path, recorded_s=65.0)

    def stop_recording(self) -> None:
        """Say that it does not record any more; there is a film now."""
        self._order("stop_recording")
        if self._status.recording is not None:
            self._status.recording.write_bytes(b"film")
        self.set(recording=None)

    def stream(self, target: StreamTarget | None, kbit_s: int = 0) -> None:
        """Say that it is live there, or nowhere."""
        self._order("stream", target, kbit_s)
        live = StreamStatus("live", target.shown, 65.0, kbit_s=2480.0) if target is not None else StreamStatus()
        self.set(stream=live)

    def status(self) -> SessionStatus:
        """Return what was set."""
        return self._status
