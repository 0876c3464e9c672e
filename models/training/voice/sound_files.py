"""Recordings in files and in memory: any kind is read, Opus is written."""

from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

from models.voice_engines import RATE_HZ, Samples

_OPUS_RATE_HZ, _OPUS_FRAME = 48_000, 960


def load(file: Path | BinaryIO, longest_s: float = 60.0) -> Samples:
    """Return a recording, (n,) float32 mono at 16 kHz. Raises av.FFmpegError, OSError."""
    parts = []
    with av.open(str(file) if isinstance(file, Path) else file, "r") as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
        for frame in container.decode(audio=0):
            parts += [made.to_ndarray()[0] for made in resampler.resample(frame)]
        parts += [made.to_ndarray()[0] for made in resampler.resample(None)]
    return np.ascontiguousarray(np.concatenate(parts)[: round(longest_s * RATE_HZ)])


def write_opus(sound: Samples, file: Path | BinaryIO, bit_s: int) -> None:
    """Write (n,) float32 mono at 16 kHz with so many bits a second. Raises av.FFmpegError, OSError."""
    pcm = np.clip(np.round(sound * 32767), -32768, 32767).astype(np.int16)
    with av.open(str(file) if isinstance(file, Path) else file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=_OPUS_RATE_HZ)
        stream.bit_rate, stream.layout = bit_s, "mono"
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        resampler = av.AudioResampler(format="s16", layout="mono", rate=_OPUS_RATE_HZ, frame_size=_OPUS_FRAME)
        for made in resampler.resample(frame):
            container.mux(stream.encode(made))
        container.mux(stream.encode(None))
