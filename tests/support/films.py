"""Films made on the spot by ffmpeg, and what ffprobe and ffmpeg have to say about ours."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None, reason="ffmpeg and ffprobe are not installed"
)


def ffmpeg(*arguments: str | Path) -> bytes:
    """Run ffmpeg and return its stdout; anything on stderr is a failure."""
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    return done.stdout


def film(path: Path, *, picture: str = "testsrc2=s=320x240:r=25:d=2", sound: str = "", options: str = "") -> Path:
    """Make a film from lavfi descriptions; `options` are further ffmpeg options."""
    inputs = ["-f", "lavfi", "-i", picture] + (["-f", "lavfi", "-i", sound] if sound else [])
    ffmpeg(*inputs, *(options or "-c:v libx264 -pix_fmt yuv420p -c:a aac").split(), path)
    return path


def flash_and_beep(path: Path) -> Path:
    """Make 6 s of black silence with one white frame and one 33 ms tone at 1, 3 and 5 s."""
    flash = "color=black:s=160x120:r=30:d=6,geq=lum='if(eq(mod(N,60),30),235,16)':cb=128:cr=128"
    beep = "aevalsrc='if(between(mod(t,2),1,1.0333),0.8*sin(2*PI*1000*t),0)':s=48000:d=6"
    return film(path, picture=flash, sound=beep)


def probe(path: Path) -> dict[str, Any]:
    """Return ffprobe's account of format and streams; the streams by their kind, with frames counted."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_streams", "-show_format", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)
    return {"format": said["format"]} | {stream["codec_type"]: stream for stream in said["streams"]}


def pictures(path: Path) -> NDArray[np.uint8]:
    """Decode with ffmpeg: (frames, height, width, 3) RGB."""
    video = probe(path)["video"]
    raw = ffmpeg("-i", path, "-an", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    return np.frombuffer(raw, np.uint8).reshape(-1, int(video["height"]), int(video["width"]), 3)


def picture_times_s(path: Path) -> list[float]:
    """Return the presentation time of every picture."""
    command = ["ffprobe", "-v", "error", "-select_streams", "v", "-of", "csv=p=0", "-show_entries", "frame=pts_time"]
    said = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True, timeout=120).stdout
    return [float(line.split(",")[0]) for line in said.split()]


def sound(path: Path) -> NDArray[np.float32]:
    """Decode with ffmpeg: mono at 48 kHz, sample 0 standing at time 0 of the film."""
    raw = ffmpeg(
        "-i", path, "-vn", "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", "48000", "-f", "f32le", "-"
    )
    return np.frombuffer(raw, np.float32)


def flashes_s(path: Path) -> list[float]:
    """Return the times of the white frames."""
    bright = pictures(path).mean((1, 2, 3)) > 127
    return [time_s for time_s, lit in zip(picture_times_s(path), bright, strict=True) if lit]


def beeps_s(path: Path) -> list[float]:
    """Return the times at which a tone begins after silence."""
    loud = np.flatnonzero(np.abs(sound(path)) > 0.2)
    return [int(n) / 48_000 for k, n in enumerate(loud) if k == 0 or n - loud[k - 1] > 24_000]
