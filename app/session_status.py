"""What a session says about itself: one snapshot, cheap to make."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.stream_status import StreamStatus

State = Literal["stopped", "starting", "running", "failed"]

VoiceState = Literal["off", "waiting", "running", "failed"]
SILENCE_DB = -120.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whom the converted speech of the last seconds sounds like.

    Attributes:
        target: near the voice that is taken on, 0 (somebody else) .. 50 (heard as the same) .. 100.
        own: near the user's own voice; None while that is not known.
        fresh: measured on what is being said; False: it is older, since nobody speaks or the machine is too busy.
    """

    target: int
    own: int | None = None
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """What the voice lane is doing; a snapshot.

    Attributes:
        state: "off" (no microphone wanted or found), "waiting" (the microphone has gone), "running", "failed".
        error, advice: why it has failed, and the remedy; others hear silence then.
        voice: name of the voice that is spoken in; microphone, output, monitor: what is open, "" if nothing.
        muted: by the user, or because push-to-talk is not held.
        original: the user's own voice is passed through, by the user's choice.
        talking: the gate is open.
        input_db, input_peak_db, output_db, output_peak_db: level and held peak in dBFS.
        pitch_hz: of what is being said, 0.0 if nothing.
        latency_ms: measured delay of each part, by name, in the order of the flow; "total" is mouth to output.
        output_ms: from capture until the sound leaves, p50, p95, p99.
        jitter_ms: how far the time between two finished blocks is from its median, 95 % of them.
        delay_ms: of it, what is added to be in step with the picture.
        av_offset_ms: how much later the voice is than the picture where both leave live, else 0.0.
        underruns: the output had nothing to play; overruns: the microphone's sound was lost.
        warnings: what the user should know (echo, clipping), in words.
        engine: name of the voice engine that speaks, "" if none does.
        fallback: why signal processing speaks instead of what was asked for, in words; "" if it does not.
        likeness: of what others hear; None while nothing was measured.
    """

    state: VoiceState = "off"
    error: str | None = None
    advice: str | None = None
    voice: str = ""
    microphone: str = ""
    output: str = ""
    monitor: str = ""
    muted: bool = False
    original: bool = False
    talking: bool = False
    input_db: float = SILENCE_DB
    input_peak_db: float = SILENCE_DB
    output_db: float = SILENCE_DB
    output_peak_db: float = SILENCE_DB
    pitch_hz: float = 0.0
    latency_ms: dict[str, float] = field(default_factory=dict)
    output_ms: tuple[float, float, float] = (0.0, 0.0, 0.0)
    jitter_ms: float = 0.0
    delay_ms: float = 0.0
    av_offset_ms: float = 0.0
    underruns: int = 0
    overruns: int = 0
    warnings: tuple[str, ...] = ()
    engine: str = ""
    fallback: str = ""
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class CalibrationStatus:
    """How it stands with the user's calm face.

    Attributes:
        state: "waiting" (no face yet), "choosing" (the best of two seconds), "chosen", "remembered" (of former times).
        score: how good the calm face in force is, 0..100.
        advice: values of app.stages.picture.coach.Advice, the most important first; empty: all is well.
        live_score: how good a calibration would be now, 0..100.
        drift: what has changed since the calibration, a value of app.stages.picture.drift.Drift; "" if nothing.
    """

    state: str = "waiting"
    score: int = 0
    advice: tuple[str, ...] = ()
    live_score: int = 0
    drift: str = ""


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """What a session is doing; a snapshot.

    Attributes:
        error, advice: why the state is "failed", and the remedy.
        notices: what went wrong without ending the session, oldest first.
        fps_in, fps_out: pictures per second captured and rendered.
        latency_ms_p50, latency_ms_p95, latency_ms_p99: from capture to the rendered frame, over the last seconds.
        output_ms: from capture until the picture leaves, p50, p95, p99: with the wait for the voice where there is one.
        jitter_ms: how far the time between two pictures that leave is from its median, 95 % of them.
        drops: frames thrown away, by the hand-over where it happened.
        face: the last frame had a face.
        virtual_camera: its state in words.
        camera_size: its width and height in pixels, which may be another one than the portrait's; 0, 0 without one.
        engine, device, avatar: what is shown, which is not what was asked for where that could not be made.
        runs_on: which runtime computes the engine's network, and why not another; "" if the engine has no choice.
        refused: why the last neutral face could not be taken, "" if it was.
        failed_switches: how often another engine, device or portrait was asked for and could not be made.
        saving: what is computed less while the machine is busy, in the order in which it was given up: "preview",
            "tracker", "meter", "detail".
        trouble: what keeps the portrait from moving and is waited for, in one line; "" while all is well.
        calibration: of the user's calm face.
        paused: others see the still portrait and hear silence, until the pause is ended.
        stream: to an address in the network.
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
    output_ms: tuple[float, float, float] = (0.0, 0.0, 0.0)
    jitter_ms: float = 0.0
    frames_in: int = 0
    frames_out: int = 0
    drops: dict[str, int] = field(default_factory=dict)
    face: bool = False
    faces_lost: int = 0
    other_faces: int = 0
    recording: Path | None = None
    recorded_s: float = 0.0
    stream: StreamStatus = field(default_factory=StreamStatus)
    virtual_camera: str = "off"
    camera_size: tuple[int, int] = (0, 0)
    engine: str = ""
    device: str = ""
    avatar: str = ""
    runs_on: str = ""
    refused: str = ""
    failed_switches: int = 0
    saving: tuple[str, ...] = ()
    trouble: str = ""
    calibration: CalibrationStatus = field(default_factory=CalibrationStatus)
    paused: bool = False
    width: int = 0
    height: int = 0
    voice: VoiceStatus = field(default_factory=VoiceStatus)
