"""`likeness bench`: how fast this machine tracks a face, moves a portrait and converts a voice, stage by stage."""

import argparse
import itertools
import os
import platform
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.commands.console import Progress, result, result_json
from app.commands.options import VOICE_ENGINE_CHOICES, size
from app.errors import AppError, EndOfSource, MediaError
from app.media import VideoFrame
from app.paths import demo_film
from app.settings import Settings

_FRAMES_KEPT = 90  # read before the clock starts, so that decoding is not measured
_WARM_UP_FRAMES = 15
_FPS = 30.0

Measured = tuple[dict[str, Any], Callable[[dict[str, Any]], None]]
"""The table, and what prints it for people."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `bench`."""
    parser = subparsers.add_parser(
        "bench",
        help="measure speed on this machine",
        epilog="example: likeness bench portrait --seconds 20 --json",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=["portrait", "voice", "fomm"],
        default="portrait",
        help="what to measure; fomm: each runtime of the first-order motion model against a plain run of it",
    )
    parser.add_argument("--seconds", type=float, default=10.0, metavar="S", help="how long (default 10)")
    parser.add_argument(
        "--driver", type=Path, metavar="FILM", help="film with a face or speech; default: the bundled one"
    )
    parser.add_argument("--avatar", metavar="NAME|PICTURE", help="avatar by name, or any portrait picture")
    parser.add_argument("--engine", metavar="NAME", help="engine (default: landmark, for voices auto)")
    parser.add_argument("--voice-engine", choices=VOICE_ENGINE_CHOICES, help="voice: the same, for voices only")
    parser.add_argument("--voice", metavar="NAME|FILE", help="voice by name, or any voice file")
    parser.add_argument("--size", type=size, metavar="WxH", default=(1280, 720), help="output size (default 1280x720)")
    parser.add_argument("--device", default="auto", help="fomm: cpu, cuda, mps, or auto: all that work (default)")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and report; 0 unless the driver shows no face. Raises AppError, ModelError."""
    if not 0 < args.seconds <= 3600:
        raise AppError(f"--seconds {args.seconds:g} is no useful time", "give a number from 1 to 3600")
    measured = {"portrait": _measure_portrait, "voice": _measure_voice, "fomm": _measure_fomm}[args.what]
    table, show = measured(args)
    if args.json:
        result_json(table)
    else:
        show(table)
    return 0


def _measure_voice(args: argparse.Namespace) -> Measured:
    from app.commands.bench_voice import measure_voice, print_voice

    chosen = {"voice": args.voice, "voice_engine": args.voice_engine or args.engine}
    settings = Settings(**{name: value for name, value in chosen.items() if value is not None})
    with Progress("Measuring") as progress:
        return measure_voice(settings, args.seconds, args.driver, progress) | {"machine": machine()}, print_voice


def _measure_fomm(args: argparse.Namespace) -> Measured:
    from app.commands.bench_fomm import measure, print_fomm

    driver, frames = _driver_frames(args.driver)
    avatar = Settings().avatar if args.avatar is None else args.avatar
    with Progress("Measuring") as progress:
        table = measure(avatar, frames, args.device, args.seconds, progress)
    return table | {"driver": driver, "machine": machine()}, print_fomm


def _measure_portrait(args: argparse.Namespace) -> Measured:
    settings = Settings(
        **{name: getattr(args, name) for name in ("avatar", "engine") if getattr(args, name) is not None},
        width=args.size[0],
        height=args.size[1],
    )
    driver, frames = _driver_frames(args.driver)
    with Progress("Measuring") as progress:
        return measure(frames, settings, args.seconds, progress) | {"driver": driver, "machine": machine()}, _print


def measure(frames: list[NDArray[np.uint8]], settings: Settings, seconds: float, progress: Progress) -> dict[str, Any]:
    """Time tracking and animation of the same frames, in turn, in this process.

    Args:
        frames: (h, w, 3) uint8 RGB pictures of a film; played forwards and backwards.
        settings: avatar, engine and size.
        seconds: for how long.
        progress: is told the share done.

    Returns:
        Per stage ("track", "animate", "total") `ms_p50`, `ms_p95`, `ms_p99`, `ms_mean` on the clock and `cpu_ms_mean`
        of processor time (all threads); `fps` (from the mean of total), `frames`, `faces_lost`, sizes and the runtime
        of each network.
    """
    from app.portrayal import make_engine
    from models.engines import Driving, create_face_engine

    engine, tracker = make_engine(settings), create_face_engine()
    clock = _StageClock()
    lost, end_s, started_s = 0, float("inf"), 0.0
    for index, image in enumerate(_back_and_forth(frames)):
        if index == _WARM_UP_FRAMES:
            started_s = time.perf_counter()
            end_s = started_s + seconds
        if time.perf_counter() >= end_s:
            break
        clock.start()
        face = tracker.track(image, index / _FPS)
        clock.mark()
        if face is None:
            lost += 1
            continue
        engine.animate(Driving(image, face, index / _FPS))
        clock.mark()
        if index >= _WARM_UP_FRAMES:
            clock.keep()
            progress((time.perf_counter() - started_s) / seconds)
    stages = clock.stages(("track", "animate"))
    if not clock.frames:
        raise MediaError("no face was found in the driver", "use a film that shows one face")
    return {
        "stages": stages,
        "fps": 1000 / stages["total"]["ms_mean"],
        "frames": clock.frames,
        "faces_lost": lost,
        "engine": settings.engine,
        "avatar": settings.avatar,
        "width": engine.size[0],
        "height": engine.size[1],
        "driver_width": frames[0].shape[1],
        "driver_height": frames[0].shape[0],
        "networks": _networks(),
    }


def _networks() -> dict[str, str]:
    from models.runtime import loaded_nets

    return {net.file: f"{net.runtime} {net.precision}" for net in loaded_nets()}


def machine() -> dict[str, Any]:
    """Return what the numbers depend on: processor, cores, system, Python."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": name,
        "cores": os.cpu_count(),
        "load_1min": load,
        "system": platform.platform(),
        "python": platform.python_version(),
    }


class _StageClock:
    """Takes time on the clock and processor time after each stage of a frame."""

    def __init__(self) -> None:
        self._marks: list[tuple[float, float]] = []
        self._kept: list[list[tuple[float, float]]] = []

    @property
    def frames(self) -> int:
        return len(self._kept)

    def start(self) -> None:
        self._marks = []
        self.mark()

    def mark(self) -> None:
        self._marks.append((time.perf_counter(), time.process_time()))

    def keep(self) -> None:
        self._kept.append(self._marks)

    def stages(self, names: tuple[str, ...]) -> dict[str, dict[str, float]]:
        """Return the numbers of each stage and of "total"; empty without frames."""
        if not self._kept:
            return {}
        marks_ms = 1000 * np.array(self._kept)  # (frames, stages + 1, clock and processor)
        steps_ms = np.concatenate([np.diff(marks_ms, axis=1), marks_ms[:, -1:] - marks_ms[:, :1]], axis=1)
        return {name: _spread(steps_ms[:, i]) for i, name in enumerate((*names, "total"))}


def _spread(steps_ms: NDArray[np.float64]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(steps_ms[:, 0], (50, 95, 99))
    mean, cpu_mean = steps_ms.mean(axis=0)
    return {
        "ms_p50": float(p50),
        "ms_p95": float(p95),
        "ms_p99": float(p99),
        "ms_mean": float(mean),
        "cpu_ms_mean": float(cpu_mean),
    }


def _back_and_forth(frames: list[NDArray[np.uint8]]) -> Iterator[NDArray[np.uint8]]:
    """Play forwards, then backwards, without end: no jump where the film begins again."""
    return itertools.cycle([*frames, *frames[-2:0:-1]])


def _driver_frames(film: Path | None) -> tuple[str, list[NDArray[np.uint8]]]:
    """Return the name and the first frames of the driver: the film given, the bundled one, or a moved portrait."""
    from app.sources.media_file import MediaFile
    from app.sources.synthetic import SyntheticFace

    if film is None and not demo_film().exists():
        synthetic = SyntheticFace(live=False)
        return "synthetic", [synthetic.draw(index) for index in range(_FRAMES_KEPT)]
    path = film or demo_film()
    source = MediaFile(str(path), live=False, max_side=1280, with_audio=False).video
    frames: list[NDArray[np.uint8]] = []
    source.open()
    try:
        while len(frames) < _FRAMES_KEPT:
            frame: VideoFrame = source.read()
            frames.append(frame.image.copy())
    except EndOfSource:
        if not frames:
            raise MediaError(f"{path.name}: no picture could be decoded", "use another film") from None
    finally:
        source.close()
    return path.name, frames


def _print(table: dict[str, Any]) -> None:
    for name, spread in table["stages"].items():
        result(f"{name:8} {spread['ms_p50']:6.1f} ms median  {spread['ms_p95']:6.1f} ms p95")
    result(
        f"{table['fps']:.0f} frames per second at {table['width']}x{table['height']}, "
        f"{table['stages']['total']['cpu_ms_mean']:.1f} ms of processor time each ({table['machine']['processor']}, "
        f"{table['machine']['cores']} cores)"
    )
