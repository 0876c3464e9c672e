"""Recording: what others see and hear goes into a file, and on into another one when its encoder has fallen."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

from app.child import RestartBudget
from app.live.picture_lane import PictureLane
from app.live.voice_lane import VoiceLane
from app.media import now
from app.sinks.recorder import Recorder
from app.stages.sound.stage import RATE_HZ

FILE_LIMIT_S = 20.0  # for the encoder to complete a file


class Recording:
    """The recordings of one session, one at a time. Begun and ended on one thread; asked from any.

    Attributes:
        recorder: what is recording, None while nothing is.
    """

    def __init__(
        self, picture: PictureLane, voice: VoiceLane, fps: float, do: Callable[[Callable[[], object]], None]
    ) -> None:
        """Record these lanes; `do` runs a job on the thread that begins and ends recordings."""
        self._picture, self._voice, self._fps, self._do = picture, voice, fps, do
        self._budget = RestartBudget()
        self._lock = threading.Lock()
        self._since_s = 0.0
        self.recorder: Recorder | None = None

    @property
    def path(self) -> Path | None:
        """The file, None while nothing is recorded."""
        recorder = self.recorder
        return recorder.path if recorder is not None else None

    @property
    def recorded_s(self) -> float:
        """How long this file has been recorded."""
        return now() - self._since_s if self.recorder is not None else 0.0

    def begin(self, path: Path) -> None:
        """Record into this file, unless something is being recorded."""
        if self.recorder is not None:
            return
        rate_hz = RATE_HZ if self._voice.has_source else None
        clear = path.suffix.lower() == ".mov"
        recorder = Recorder(path, fps=self._fps, size=self._picture.size, audio_rate_hz=rate_hz, transparent=clear)
        self._picture.add(recorder.video)
        if recorder.audio is not None:
            self._voice.add(recorder.audio)
        self.recorder, self._since_s = recorder, now()

    def end(self) -> None:
        """Complete the file."""
        if self.recorder is not None:
            self._remove(self.recorder)
        self.recorder = None  # only now: while it is told of, the file is not complete

    def look(self) -> None:
        """Let go of a recording that has ended by itself; a fallen encoder is followed by the next part."""
        with self._lock:
            recorder = self.recorder
            if recorder is None or recorder.status().error is None:
                return
            self.recorder = None
        self._do(lambda: self._remove(recorder))
        if recorder.status().crashed and self._budget.spend(now()):
            self._do(lambda: self.begin(next_part(recorder.path)))

    def _remove(self, recorder: Recorder) -> None:
        if recorder.audio is not None:
            self._voice.remove(recorder.audio, FILE_LIMIT_S)
        self._picture.remove(recorder.video, FILE_LIMIT_S)


def next_part(path: Path) -> Path:
    """Return "name (2).mp4" for "name.mp4", "name (3).mp4" for that, and so on: the first that is free."""
    stem, number = path.stem, 1
    if found := re.fullmatch(r"(.*) \((\d+)\)", stem):
        stem, number = found[1], int(found[2])
    while path.exists() or number == 1:
        number += 1
        path = path.with_name(f"{stem} ({number}){path.suffix}")
    return path
