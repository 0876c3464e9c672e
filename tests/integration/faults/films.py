"""Judges recordings: every picture and every piece of sound in them, and whether anything is lost."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.integration.faults.codes import PictureJudge, SoundJudge
from tests.support.ffprobe import streams


@dataclass(frozen=True)
class FilmReport:
    """What is in a recording.

    Attributes:
        frames: pictures that can be decoded; the container says the same.
        leaks: pictures and pieces of sound that hold something of the driver.
    """

    name: str
    frames: int
    seconds: float
    sound_s: float
    leaks: int


def _decoded(path: Path, *options: str) -> bytes:
    return subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), *options, "-"], stdout=subprocess.PIPE, check=True
    ).stdout


def judge_film(path: Path) -> FilmReport:
    """Play a film to the end. Raises AssertionError, CalledProcessError if it does not play."""
    made = streams(path)
    video = made["video"]
    pictures, sounds = PictureJudge(), SoundJudge()
    size = video.width * video.height * 3
    raw = ["ffmpeg", "-v", "fatal", "-i", str(path), "-map", "0:v", "-fps_mode", "passthrough"]
    player = subprocess.Popen([*raw, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], stdout=subprocess.PIPE)
    assert player.stdout is not None
    while len(data := player.stdout.read(size)) == size:
        pictures.look(np.frombuffer(data, np.uint8).reshape(video.height, video.width, 3))
    player.stdout.close()
    assert player.wait() == 0
    assert pictures.seen == video.frames, f"{path.name}: {pictures.seen} pictures decoded, {video.frames} counted"
    sound_s = 0.0
    if "audio" in made:
        samples = np.frombuffer(_decoded(path, "-map", "0:a", "-ac", "1", "-ar", "48000", "-f", "f32le"), "<f4")
        sounds.listen(samples)
        sound_s = len(samples) / 48_000
    return FilmReport(path.name, video.frames, video.duration_s, sound_s, len(pictures.leaks) + len(sounds.leaks))
