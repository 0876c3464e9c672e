"""Recorder: pictures and sound into one MP4 file (H.264 and AAC)."""

import os
from pathlib import Path

from app.media import AudioBlock, VideoFrame
from app.sinks.film_file import FilmFile, RecorderStatus

__all__ = ["Recorder", "RecorderStatus"]


class Recorder:
    """One film being written: a sink for its picture and, if wanted, one for its sound.

    The film begins with the earlier of the two first items; each item stands at its `time_s`, so picture and sound
    keep their offset, a picture holds until the next, and missing sound is silence. The file is complete when every
    sink is closed (or `close` is called). Until then, and if anything fails, what has been written plays.

    Args:
        path: file to write; replaced if it is there. MP4 whatever its name, or MOV if transparent.
        fps: nominal frames per second.
        size: (width, height) in pixels, made even; None: that of the first frame. Other frames are fitted into it.
        audio_rate_hz: rate of the sound; None: a film without sound.
        lossless: `write` waits for the encoder and drops nothing (films); else it never waits and drops are counted.
        crf: constant quality of H.264, 0..51, lower is better.
        preset: speed of libx264; superfast takes 60 % of the time of veryfast for a file larger by a quarter.
        audio_bit_rate: bits per second.
        transparent: write ProRes 4444 with the matte of the frames; those without one are solid.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        fps: float,
        size: tuple[int, int] | None = None,
        audio_rate_hz: int | None = None,
        lossless: bool = False,
        crf: int = 20,
        preset: str = "superfast",
        audio_bit_rate: int = 128_000,
        transparent: bool = False,
    ) -> None:
        self._film = FilmFile(
            path,
            fps=fps,
            size=size,
            audio_rate_hz=audio_rate_hz,
            lossless=lossless,
            crf=crf,
            preset=preset,
            audio_bit_rate=audio_bit_rate,
            transparent=transparent,
        )
        self.video: _VideoSink = _VideoSink(self._film)
        self.audio: _AudioSink | None = _AudioSink(self._film) if audio_rate_hz else None

    @property
    def path(self) -> Path:
        """The file, absolute."""
        return self._film.path

    @property
    def frames(self) -> int:
        """How many pictures are in the file."""
        return self.status().frames

    @property
    def duration_s(self) -> float:
        """Length of the film in seconds."""
        return self.status().duration_s

    @property
    def child_pid(self) -> int | None:
        """Process id of the encoder, None while there is none."""
        return self._film.child_pid

    def status(self) -> RecorderStatus:
        """Return counters; callable from any thread."""
        return self._film.status()

    def close(self) -> None:
        """Complete the file; what is written afterwards is refused. Raises MediaError if that fails, once."""
        self._film.close()


class _VideoSink:
    """The picture of a recording: a Sink[VideoFrame]."""

    name = "recorder"
    backlog = 8

    def __init__(self, film: FilmFile) -> None:
        self._film = film

    def open(self) -> None:
        """Start the encoder. Raises MediaError if the file cannot be written."""
        self._film.begin()

    def write(self, frame: VideoFrame) -> None:
        """Add a frame. Raises MediaError, once, when the recording has failed."""
        self._film.put_picture(frame)

    def close(self) -> None:
        """End the picture; may be called twice. Raises MediaError if completing the file fails."""
        self._film.end("video")


class _AudioSink:
    """The sound of a recording: a Sink[AudioBlock]."""

    name = "recorder sound"
    backlog = 100

    def __init__(self, film: FilmFile) -> None:
        self._film = film

    def open(self) -> None:
        """Start the encoder. Raises MediaError if the file cannot be written."""
        self._film.begin()

    def write(self, block: AudioBlock) -> None:
        """Add a block. Raises MediaError, once, when the recording has failed."""
        self._film.put_sound(block)

    def close(self) -> None:
        """End the sound; may be called twice. Raises MediaError if completing the file fails."""
        self._film.end("audio")
