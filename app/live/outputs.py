"""Outputs: what is switched on and off while a session runs, recording and stream."""

from collections.abc import Callable
from typing import Any

from app.live.picture_lane import PictureLane
from app.live.recording import Recording
from app.live.streaming import Streaming
from app.live.voice_lane import VoiceLane

Do = Callable[[Callable[[], object]], None]


class Outputs:
    """Of one session. Begun and ended on one thread; asked from any."""

    def __init__(self, picture: PictureLane, voice: VoiceLane, fps: float, do: Do, tell: Callable[[str], None]) -> None:
        """Take pictures and sound from these lanes.

        Args:
            picture: where others' pictures come from.
            voice: where their sound comes from.
            fps: pictures per second.
            do: runs a job on the thread that begins and ends outputs.
            tell: hears what the user should know.
        """
        self.recording = Recording(picture, voice, fps, do)
        self.streaming = Streaming(picture, voice, fps, tell)

    def look(self) -> None:
        """Let go of what has ended by itself, and go on where that can be."""
        self.recording.look()

    def report(self) -> dict[str, Any]:
        """Look, and return the fields of a SessionStatus."""
        self.look()
        recording = self.recording
        return {
            "recording": recording.path,
            "recorded_s": recording.recorded_s,
            "stream": self.streaming.status(),
        }
