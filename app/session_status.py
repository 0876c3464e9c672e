"""What a session says about itself: one snapshot, cheap to make."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

State = Literal["stopped", "starting", "running", "failed"]


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """What a session is doing; a snapshot.

    Attributes:
        error, advice: why the state is "failed", and the remedy.
        notices: what went wrong without ending the session, oldest first.
        fps_in, fps_out: pictures per second captured and rendered.
        latency_ms_p50, latency_ms_p95, latency_ms_p99: from capture to the rendered frame, over the last seconds.
        drops: frames thrown away, by the hand-over where it happened.
        face: the last frame had a face.
        virtual_camera: its state in words.
    """

    state: State = "stopped"
    error: str | None = None
    advice: str | None = None
    notices: tuple[str, ...] = ()
    fps_in: float = 0.0
    fps_out: float = 0.0
    latency_ms_p50: float = 0.0
    latency_ms_p95: float = 0.0
    latency_ms_p99: float = 0.0
    frames_in: int = 0
    frames_out: int = 0
    drops: dict[str, int] = field(default_factory=dict)
    face: bool = False
    faces_lost: int = 0
    other_faces: int = 0
    recording: Path | None = None
    recorded_s: float = 0.0
    virtual_camera: str = "off"
    engine: str = ""
    device: str = ""
    avatar: str = ""
    width: int = 0
    height: int = 0
