"""Denoise: take steady noise (fans, hiss) out of the microphone's sound, with WebRTC's audio processing module."""

import logging
from typing import TYPE_CHECKING

import numpy as np

from app.stages.sound.stage import BLOCK, RATE_HZ, Frames, Ramp, Samples, SoundStage

if TYPE_CHECKING:
    from livekit.rtc.apm import AudioProcessingModule

log = logging.getLogger(__name__)

_DELAY = 336  # samples, 7 ms: what the module's filter banks and windows hold back at 48 kHz; measured
_FADE_S = 0.01
_WARM = 3  # frames until the module's delay lines hold present sound
_SCALE = 32768.0


class Denoise(SoundStage):
    """Suppresses steady noise by about 12 dB; switched off, the sound passes unchanged and without delay.

    The library is loaded when the stage is first switched on, by the thread that does so. If the module fails, the
    sound goes on unchanged: this stage protects nobody, it only makes the voice cleaner.

    Attributes:
        error: why noise is not suppressed although it was wanted, or None.
    """

    _warm: int

    def __init__(self, on: bool = False, *, quantum: int = BLOCK) -> None:
        """Start on or off; blocks are multiples of `quantum` samples."""
        self._quantum = quantum
        self._frames = Frames(BLOCK, quantum)
        self._wet = Ramp(False, _FADE_S)
        self._module: AudioProcessingModule | None = None
        self.error: str | None = None
        self._on = False
        self.set_on(on)
        self._restart()

    @property
    def on(self) -> bool:
        """Noise is being suppressed."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Switch it, through a short crossfade; from any thread. The first time takes a tenth of a second.

        The delay changes by 7 ms, too little to be heard or to be taken for missing sound.
        """
        if on and self._module is None:
            self._module = self._made()
        self._on = on and self._module is not None

    def _made(self) -> "AudioProcessingModule | None":
        """A new module, which knows no noise yet; None if there is no library for this system."""
        try:
            from livekit.rtc.apm import AudioProcessingModule

            module = AudioProcessingModule(noise_suppression=True)
        except (ImportError, OSError, RuntimeError) as error:
            self.error = f"noise cannot be suppressed: {error}"
            log.warning("%s", self.error)
            return None
        self.error = None
        return module

    def _run(self, samples: Samples) -> Samples:
        out = self._frames.process(samples, self._frame)
        self._measure()
        return out

    def _frame(self, frame: Samples) -> Samples:
        if not self._on:
            self._warm = 0
            if self._wet.level == 0.0:
                return frame
        clean = self._clean(frame)
        if clean is None:
            self._wet.jump(False)
            return frame
        self._warm += 1
        self._wet.up = self._on and self._warm > _WARM
        share = self._wet.take(BLOCK)
        return np.asarray(frame + share * (clean - frame))

    def _clean(self, frame: Samples) -> Samples | None:
        """The frame without its noise, _DELAY samples late; None if the module cannot do it."""
        from livekit.rtc import AudioFrame

        numbers = np.clip(np.rint(frame * _SCALE), -_SCALE, _SCALE - 1.0).astype(np.int16)
        sound = AudioFrame(bytearray(numbers.tobytes()), RATE_HZ, 1, BLOCK)
        try:
            if self._module is None:
                raise RuntimeError("its library is gone")
            self._module.process_stream(sound)
        except RuntimeError as error:
            self._on, self.error = False, f"noise cannot be suppressed: {error}"
            log.warning("%s", self.error)
            return None
        return np.frombuffer(sound.data, np.int16).astype(np.float32) / np.float32(_SCALE)

    def _restart(self) -> None:
        if self._module is not None:
            self._module = self._made()
        self._frames.reset()
        self._warm = _WARM  # a stream begins with silence, as the module does
        self._wet.jump(self._on)
        self._measure()

    def _measure(self) -> None:
        self.latency_s = (self._frames.delay + (_DELAY if self._wet.level > 0.5 else 0)) / RATE_HZ
