"""Takes a short film of the real window at work, with its voice: `python -m app.ui.guide.film [FILE]`.

The window drives itself on the bundled film; every face is a bundled avatar or the film's own drawn character.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.media import VideoFrame, now
from app.settings import Settings
from app.sinks.recorder import Recorder
from app.sources.media_file import MediaFile
from app.ui.guide.film_set import FilmSet, film_set

SIZE_PX = QSize(960, 540)
FPS = 15.0
LENGTH_S = 16.0
_CRF, _PRESET, _BIT_RATE = 29, "slow", 64_000  # small, since it ships with the program
_RATE_HZ = 48_000


def _acts(at: FilmSet) -> list[tuple[float, Callable[[], object]]]:
    """Return what happens when, in seconds."""
    model, window = at.window.model, at.window
    return [
        (3.0, lambda: model.change(avatar="edda")),
        (5.5, lambda: model.change(avatar="nova", voice="robin")),
        (8.0, lambda: window.sidebar.show_page("voice")),
        (9.0, lambda: model.change(avatar="tobias", voice="conrad")),
        (12.0, lambda: window.sidebar.show_page("portrait")),
        (13.0, lambda: model.change(avatar="grace-hopper", voice="clara")),
    ]


def grab(at: FilmSet) -> NDArray[np.uint8]:
    """Return the window as it is, (h, w, 3) uint8 RGB."""
    image = at.window.grab().toImage()
    small = image.scaled(SIZE_PX, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    rgb = small.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()  # the image's memory goes with it


def shoot(at: FilmSet, sound: Path, length_s: float) -> tuple[list[VideoFrame], float]:
    """Play all acts, and let the program record itself meanwhile, for the sound.

    Args:
        at: the window, live.
        sound: film that the program writes of what others see and hear.
        length_s: of the film.

    Returns:
        The pictures with their time on the session clock, and when on that clock the recording has begun.
    """
    model = at.window.model
    model.start_recording(sound)
    at.wait(lambda: model.status.recorded_s > 0, "the recording begins")
    began_s = now() - model.status.recorded_s
    acts, start_s = _acts(at), now()
    frames: list[VideoFrame] = []
    while now() - start_s < length_s:
        while acts and now() - start_s >= acts[0][0]:
            acts.pop(0)[1]()
        frames.append(VideoFrame(grab(at), now(), len(frames)))
        at.pause(max(0.005, start_s + len(frames) / FPS - now()))
    model.stop_recording()
    at.wait(lambda: model.recording is None, "the recording is complete")
    return frames, began_s


def cut(frames: list[VideoFrame], sound: Path, began_s: float, path: Path) -> None:
    """Write pictures and the sound that belongs to them into one film. Raises MediaError."""
    recorder = Recorder(
        path,
        fps=FPS,
        size=(SIZE_PX.width(), SIZE_PX.height()),
        audio_rate_hz=_RATE_HZ,
        lossless=True,
        crf=_CRF,
        preset=_PRESET,
        audio_bit_rate=_BIT_RATE,
    )
    source = MediaFile(str(sound), live=False, with_video=False).audio
    assert source is not None and recorder.audio is not None
    source.open()
    recorder.video.open()
    recorder.audio.open()
    try:
        block = source.read()
        for frame in frames:
            recorder.video.write(frame)
            while began_s + block.time_s <= frame.time_s:
                if began_s + block.time_s >= frames[0].time_s:
                    recorder.audio.write(type(block)(block.samples, block.rate_hz, began_s + block.time_s))
                block = source.read()
    finally:
        source.close()
        recorder.close()


def main(arguments: list[str]) -> int:
    """Take the film and write it."""
    parser = argparse.ArgumentParser(prog="python -m app.ui.guide.film", description=__doc__)
    default = Path(__file__).resolve().parent / "likeness.mp4"
    parser.add_argument("file", nargs="?", type=Path, default=default)
    parser.add_argument("--length", type=float, default=LENGTH_S, metavar="SECONDS")
    args = parser.parse_args(arguments)
    # as large as it is seen in the film: so there is time for the film, too
    settings = Settings(
        camera="demo", microphone="camera", mirror_preview=False, theme="dark", language="en", width=640, height=360
    )
    with film_set(settings) as at:
        at.go_live()
        sound = args.file.with_suffix(".part.mp4")
        frames, began_s = shoot(at, sound, args.length)
        at.stop()
    try:
        cut(frames, sound, began_s, args.file)
    finally:
        sound.unlink(missing_ok=True)
    sys.stdout.write(f"{args.file}: {len(frames)} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
