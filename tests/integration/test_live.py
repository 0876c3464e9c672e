"""`likeness live --headless` as a user runs it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.face_film import face_film
from tests.support.ffprobe import streams
from tests.support.likeness import ROOT, command, likeness, refused

LIVE = ("live", "--headless", "--virtual-camera", "none", "--size", "256x256")


def test_live_records_and_writes_statistics(tmp_path: Path) -> None:
    stats, film = tmp_path / "stats.jsonl", tmp_path / "live.mp4"
    done = likeness(*LIVE, "--camera", "synthetic", "--duration", 3, "--stats", stats, "--record", film, "--json")
    assert done.status == 0, done.err
    report = done.json
    assert report["frames_out"] > 30
    assert report["faces_lost"] < report["frames_out"] / 4
    assert 0 < report["latency_ms_p50"] <= report["latency_ms_p95"]
    rows = [json.loads(line) for line in stats.read_text().splitlines()]
    assert len(rows) >= 2
    assert {"fps", "latency_ms_p99", "drops", "saving", "cpu_percent", "memory_mb"} <= rows[-1].keys()
    assert 0 < rows[-1]["output_ms"]["p50"] <= rows[-1]["output_ms"]["p95"] <= rows[-1]["output_ms"]["p99"]
    assert rows[-1]["jitter_ms"] > 0 and {"voice_output_ms", "voice_jitter_ms", "av_offset_ms"} <= rows[-1].keys()
    made = streams(film)["video"]
    assert (made.width, made.height) == (256, 256)
    assert made.duration_s > 1.5


@pytest.mark.alone
def test_a_film_drives_live_at_its_own_pace(tmp_path: Path) -> None:
    film = face_film(tmp_path / "talk.mp4", seconds=1.5, sound=False)
    done = likeness(*LIVE, "--camera", film, "--duration", 3, "--json")
    assert done.status == 0, done.err
    assert 20 <= done.json["fps"] <= 27


@contextmanager
def _recording(film: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a live recording and wait until some of it is written."""
    process = subprocess.Popen(
        command(*LIVE, "--camera", "synthetic", "--record", film), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not (film.exists() and film.stat().st_size > 30_000) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


def test_killing_the_program_leaves_a_recording_that_plays(tmp_path: Path) -> None:
    film = tmp_path / "live.mp4"
    with _recording(film) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    assert streams(film)["video"].frames > 10


def test_ctrl_c_completes_the_recording(tmp_path: Path) -> None:
    film = tmp_path / "live.mp4"
    with _recording(film) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0  # without --duration, Ctrl-C is the ordinary way to end
    assert streams(film)["video"].duration_s > 0.5


@pytest.mark.parametrize("camera", ["/dev/video987", "rtsp://127.0.0.1:9/none"])
def test_a_camera_that_is_not_there_is_told_in_one_line(camera: str, capfd: pytest.CaptureFixture[str]) -> None:
    refused(capfd, *LIVE, "--camera", camera, "--duration", 2).fails_in_one_line(camera)


@pytest.mark.parametrize("option", [("--record", "a.mp4"), ("--duration", "1"), ("--stats", "a.jsonl"), ("--json",)])
def test_what_the_window_would_ignore_is_wrong_usage(
    option: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    done = refused(capfd, "live", "--camera", "synthetic", *option)
    assert done.status == 2
    assert f"{option[0]} needs --headless" in done.err


def test_the_default_path_loads_neither_torch_nor_qt() -> None:
    code = (
        "import sys; from app.__main__ import main;"
        f"status = main({[*map(str, LIVE), '--camera', 'synthetic', '--duration', '1']!r});"
        "print([name for name in ('torch', 'PySide6', 'av', 'pyvirtualcam') if name in sys.modules], status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr
