"""A live session beside programs that take all processors, and what was left of its output."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.support.likeness import ROOT, command

QUIET_S, BUSY_S, REACTION_S = 6.0, 30.0, 10.0
_SPIN = "import sys, time\nend = time.monotonic() + float(sys.argv[1])\nwhile time.monotonic() < end: sum(range(9999))"


@dataclass(frozen=True)
class Output:
    """What left the session in the last part of the busy time, when the governor had done what it could.

    Attributes:
        fps: pictures a second.
        p50_ms, p95_ms: from capture to the finished picture, the medians of what was told each second.
        dropped: share of the captured pictures that did not leave, 0..1.
        gaps: of the sound.
        saving: what was saved at the end.
    """

    fps: float
    p50_ms: float
    p95_ms: float
    dropped: float
    gaps: int
    saving: tuple[str, ...]


def perform(folder: Path, *, steady: bool, processes: int | None = None) -> Output:
    """Let the demo film drive portrait and voice at 1280 x 720 beside busy processes, one a processor if not said."""
    stats = folder / f"{'steady' if steady else 'plain'}.jsonl"
    options = [] if steady else ["--no-steady"]
    duration_s = QUIET_S + BUSY_S + 2.0
    live = ["live", "--headless", "--camera", "demo", "--virtual-camera", "none", "--size", "1280x720", *options]
    line = command(*live, "--duration", duration_s, "--stats", stats)
    session = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL)
    busy: list[subprocess.Popen[bytes]] = []
    try:
        _wait_for(stats, rows=round(QUIET_S))
        begin_s = _rows(stats)[-1]["elapsed_s"]
        count = processes or os.cpu_count() or 1
        busy = [subprocess.Popen([sys.executable, "-c", _SPIN, str(BUSY_S)]) for _ in range(count)]
        session.wait(duration_s + 60)
    finally:
        for process in (session, *busy):
            process.kill()
            process.wait()
    return _summary(_rows(stats), begin_s + REACTION_S, begin_s + BUSY_S)


def _wait_for(stats: Path, rows: int, limit_s: float = 90.0) -> None:
    deadline_s = time.monotonic() + limit_s
    while not stats.exists() or len(_rows(stats)) < rows:
        assert time.monotonic() < deadline_s, "the session does not start"
        time.sleep(0.1)


def _rows(stats: Path) -> list[dict[str, Any]]:
    lines = stats.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _summary(rows: list[dict[str, Any]], begin_s: float, end_s: float) -> Output:
    part = [row for row in rows if begin_s <= row["elapsed_s"] <= end_s]
    first, last = part[0], part[-1]
    captured, left = (last[name] - first[name] for name in ("frames_in", "frames_out"))
    gaps = [row["underruns"] + row["overruns"] for row in (first, last)]
    return Output(
        fps=round(left / (last["elapsed_s"] - first["elapsed_s"]), 2),
        p50_ms=median(row["latency_ms_p50"] for row in part),
        p95_ms=median(row["latency_ms_p95"] for row in part),
        dropped=round(max(0.0, 1 - left / max(captured, 1)), 3),
        gaps=gaps[1] - gaps[0],
        saving=tuple(last["saving"]),
    )
