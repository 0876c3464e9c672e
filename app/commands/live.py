"""`likeness live`: camera and microphone, a film or a stream, live into a virtual camera, a sound output, a film."""

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING, Any

import psutil

from app.commands.console import note, result, result_json
from app.commands.notices import Notices
from app.commands.options import (
    add_portrait_options,
    add_voice_options,
    with_portrait_options,
    with_voice_options,
)
from app.commands.stream_options import add_stream_options, with_stream_options
from app.errors import AppError, DeviceError, MediaError
from app.session_status import SessionStatus
from app.settings import DEFAULT_VOICE, Settings, load_settings

if TYPE_CHECKING:
    from app.desk.headless import Headless

_HEADLESS_ONLY = ("record", "stream", "duration", "stats", "json")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `live`."""
    parser = subparsers.add_parser(
        "live",
        help="camera and microphone drive portrait and voice live",
        epilog="example: likeness live --headless --avatar grace-hopper; then `likeness ctl panic` in another terminal",
    )
    parser.add_argument("--camera", metavar="ID|FILE|URL", default="", help="driver; default: the first camera")
    add_portrait_options(parser)
    parser.add_argument("--fps", type=float, default=30.0, help="output rate (default 30)")
    parser.add_argument("--virtual-camera", metavar="auto|DEVICE|none", default="auto", help="where calls see it")
    parser.add_argument("--microphone", metavar="NAME|FILE|none", help="default: the film's sound, or the system's")
    add_voice_options(parser)
    parser.add_argument("--audio-output", metavar="NAME|none", help="where others hear the voice (default: none)")
    parser.add_argument("--monitor", metavar="NAME|none", help="where you hear it too (default: none)")
    parser.add_argument(
        "--no-steady", action="store_true", help="compute everything even when the machine is too busy for it"
    )
    parser.add_argument("--record", metavar="FILE", type=Path, help="record into an MP4 file")
    add_stream_options(parser)
    parser.add_argument("--headless", action="store_true", help="no window")
    parser.add_argument("--duration", type=float, metavar="S", help="end after so many seconds")
    parser.add_argument("--stats", metavar="FILE", type=Path, help="write one JSON object a second")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Perform until the duration is over, the source ends, `likeness ctl stop`, or Ctrl-C."""
    settings = replace(Settings(), camera=args.camera, fps=args.fps, virtual_camera=args.virtual_camera)
    settings = replace(settings, steady=not args.no_steady)
    settings = _with_sound_options(with_voice_options(with_portrait_options(settings, args), args), args)
    if not args.headless:
        unheard = [name for name in _HEADLESS_ONLY if getattr(args, name)]
        if unheard:
            note(f"likeness: --{unheard[0]} needs --headless; in the window the same is a button or a read-out")
            return 2
        from app.commands.gui import open_window
        from app.ui.beginning import Beginning

        settings = replace(settings, language=load_settings().language)
        return open_window(settings, Beginning(start=True), again=sys.argv[1:])
    return perform(with_stream_options(settings, args), args)


def _with_sound_options(settings: Settings, args: argparse.Namespace) -> Settings:
    names = ("microphone", "audio_output", "monitor")
    settings = replace(settings, **{name: getattr(args, name) for name in names if getattr(args, name) is not None})
    if settings.voice == "none":
        return replace(settings, voice=DEFAULT_VOICE, microphone="none")
    return settings


def perform(settings: Settings, args: argparse.Namespace) -> int:
    """Run a session without a window. Raises AppError when it cannot start or fails."""
    from app.desk.headless import Headless
    from app.session import Session

    stats = _open_stats(args.stats)
    process = psutil.Process()
    process.cpu_percent()
    session = Session(settings)
    headless = Headless(session, settings, lambda line: note(f"likeness: {line}"))
    started_s, told = time.monotonic(), Notices()
    previous = signal.signal(signal.SIGTERM, _interrupt)
    try:
        _listen(headless)
        session.start()
        _wait_until_running(headless)
        if runs_on := session.status().runs_on:
            note(f"likeness: {settings.engine} runs on {runs_on}")
        if args.record is not None:
            session.start_recording(args.record)
        if settings.stream_address:
            headless.stream(True)
        for status in _play(headless, args.duration):
            told.tell(status.notices)
            _write_stats(stats, status, process, time.monotonic() - started_s)
    except KeyboardInterrupt:
        if args.duration is not None:  # asked to run so long, and did not
            raise
    finally:
        status = session.status()
        alive = session.stop() + headless.close()
        signal.signal(signal.SIGTERM, previous)
        if stats is not None:
            stats.close()
    told.tell(session.status().notices)
    _report(status, time.monotonic() - started_s, as_json=args.json)
    if status.state == "failed":
        raise AppError(status.error or "the session failed", status.advice or "")
    return 1 if alive or session.status().notices else 0


def _play(headless: "Headless", duration_s: float | None) -> Iterator[SessionStatus]:
    """Go on until the time is over, the source ends or the end is ordered; yield how it goes once a second."""
    deadline_s = time.monotonic() + duration_s if duration_s else float("inf")
    while time.monotonic() < deadline_s and not headless.ended:
        headless.attend(min(1.0, deadline_s - time.monotonic()))
        status = headless.status
        yield status
        if status.state != "running":
            return


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _listen(headless: "Headless") -> None:
    """Obey `likeness ctl` from now on; a performance that cannot be steered goes on all the same."""
    try:
        headless.open()
    except AppError as error:
        note(f"likeness: this one cannot be steered: {error}")


def _wait_until_running(headless: "Headless") -> None:
    while (status := headless.status).state == "starting" and not headless.ended:
        headless.attend(0.02)
    if status.state == "failed":
        raise DeviceError(status.error or "the session could not start", status.advice or "")
    headless.foresee()


def _open_stats(path: Path | None) -> IO[str] | None:
    if path is None:
        return None
    try:
        return path.open("w", encoding="utf-8", buffering=1)
    except OSError as error:
        raise MediaError(f"{path}: {error.strerror}", "choose another place for the statistics") from error


def _write_stats(stats: IO[str] | None, status: SessionStatus, process: psutil.Process, elapsed_s: float) -> None:
    if stats is not None:
        row = _numbers(status) | {
            "elapsed_s": round(elapsed_s, 3),
            "state": status.state,
            "face": status.face,
            "cpu_percent": process.cpu_percent(),
            "memory_mb": round(process.memory_info().rss / 1e6, 1),
        }
        stats.write(json.dumps(row) + "\n")


def _numbers(status: SessionStatus) -> dict[str, Any]:
    return {
        "frames_in": status.frames_in,
        "frames_out": status.frames_out,
        "fps": round(status.fps_out, 2),
        "latency_ms_p50": round(status.latency_ms_p50, 2),
        "latency_ms_p95": round(status.latency_ms_p95, 2),
        "latency_ms_p99": round(status.latency_ms_p99, 2),
        "output_ms": _percentiles(status.output_ms),
        "jitter_ms": round(status.jitter_ms, 2),
        "drops": status.drops,
        "saving": list(status.saving),
        "faces_lost": status.faces_lost,
        "calibration": status.calibration.state,
        "calibration_score": status.calibration.score,
        "drift": status.calibration.drift,
        "voice": status.voice.voice,
        "voice_state": status.voice.state,
        "voice_engine": status.voice.engine,
        "voice_fallback": status.voice.fallback,
        "voice_latency_ms": {name: round(part, 2) for name, part in status.voice.latency_ms.items()},
        "voice_output_ms": _percentiles(status.voice.output_ms),
        "voice_jitter_ms": round(status.voice.jitter_ms, 2),
        "av_offset_ms": round(status.voice.av_offset_ms, 2),
        "stream": status.stream.state,
        "stream_kbit_s": round(status.stream.kbit_s),
        "stream_dropped": status.stream.dropped,
        "underruns": status.voice.underruns,
        "overruns": status.voice.overruns,
    }


def _percentiles(values_ms: tuple[float, float, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in zip(("p50", "p95", "p99"), values_ms, strict=True)}


def _report(status: SessionStatus, duration_s: float, *, as_json: bool) -> None:
    numbers = _numbers(status) | {"duration_s": round(duration_s, 3), "avatar": status.avatar, "engine": status.engine}
    numbers |= {"device": status.device, "runs_on": status.runs_on}
    if as_json:
        result_json(numbers)
    else:
        result(
            f"{status.frames_out} frames in {duration_s:.1f} s, {status.fps_out:.1f} per second, "
            f"latency {status.latency_ms_p50:.0f} ms (95 %: {status.latency_ms_p95:.0f} ms)"
        )
