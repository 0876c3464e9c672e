"""A film with its matte: written by the real encoder process, read back by another program's words."""

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.commands.render import render
from app.errors import MediaError
from app.media import AudioBlock, VideoFrame
from app.settings import Settings
from app.sinks.recorder import Recorder
from app.stages.picture.compose import Compose
from tests.support import ffprobe, films

pytestmark = films.needs_ffmpeg
WIDTH, HEIGHT = 160, 120


def portrait(step: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A disc of a warm colour that moves, and its soft matte."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    away = np.hypot(columns - 60 - 2 * step, rows - 60)
    alpha = np.clip((40 - away) * 25, 0, 255).astype(np.uint8)
    image = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    image[:] = (220, 160, 120)
    return image, alpha


def test_pictures_keep_their_matte_and_colours_in_a_mov_file(tmp_path: Path) -> None:
    path = tmp_path / "cut out.mov"
    recorder = Recorder(path, fps=25, size=(WIDTH, HEIGHT), audio_rate_hz=48_000, lossless=True, transparent=True)
    assert recorder.audio is not None
    recorder.video.open()
    recorder.audio.open()
    compose = Compose("transparent")
    for step in range(10):
        image, alpha = portrait(step)
        recorder.video.write(compose.process(VideoFrame(image, step / 25, step, alpha=alpha)))
        recorder.audio.write(AudioBlock(np.zeros(1920, np.float32), 48_000, step / 25))
    recorder.video.close()
    recorder.audio.close()
    found = ffprobe.streams(path)
    assert found["video"].codec == "prores" and found["video"].frames == 10 and found["audio"].codec == "aac"
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgba", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    pictures = np.frombuffer(raw, np.uint8).reshape(10, HEIGHT, WIDTH, 4)
    for step in (0, 9):
        image, alpha = portrait(step)
        assert np.abs(pictures[step, ..., 3].astype(int) - alpha).mean() < 1.0
        solid = alpha == 255
        assert np.abs(pictures[step, ..., :3].astype(int) - image)[solid].mean() < 4, "no green is left in it"


def test_a_name_in_mov_is_for_transparent_films_alone(tmp_path: Path) -> None:
    settings = Settings(width=0, height=0)
    with pytest.raises(MediaError, match="transparent"):
        render(tmp_path / "a.mp4", tmp_path / "b.mov", settings, as_json=False)
    with pytest.raises(MediaError, match="a.mp4"):  # the name is good; the driver is not there
        render(tmp_path / "a.mp4", tmp_path / "b.mov", replace(settings, background="transparent"), as_json=False)
