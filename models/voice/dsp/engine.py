"""The voice converter without a network: other pitch, formants and colour, a block of 10 ms at a time."""

import numpy as np
from numpy.typing import NDArray

from models.voice.dsp import plan
from models.voice.dsp.colour import BANDS, Colour, make_colour
from models.voice.dsp.conditioning import HighPass, IdleNoise, Limiter
from models.voice.dsp.learning import LearnedSpeaker
from models.voice.dsp.marks import Marks
from models.voice.dsp.pitch import CENTRE, HOP, PitchTracker
from models.voice.dsp.refine import refine
from models.voice.dsp.statistics import Speaker, measure_speaker, of_print
from models.voice.dsp.synthesis import Ratio, Synthesis
from models.voice.dsp.touch import Touch
from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle

DELAY = 360  # samples by which the output lags the input
_MOST_FIT_S = 10  # of the user's speech; more takes longer and changes little
_RENEWED = 10  # blocks between two looks at what has been learned of the user's voice


class DspVoiceEngine:
    """A VoiceEngine: pitch-synchronous overlap-add with a changed spectrum.

    Args:
        delay: samples by which the output lags the input, at least `DELAY`; what a touch that looks ahead needs. The
            pitch is decided on as much later.
        touch: changes the spectrum of each moment further; None: all moments alike.
    """

    block: int = HOP

    def __init__(self, delay: int = DELAY, touch: Touch | None = None) -> None:
        self.style = VoiceStyle()
        self.latency_s = delay / RATE_HZ
        self._delay, self._touch = delay, touch
        self._target: Speaker | None = None
        self._embedding: NDArray[np.float32] | None = None
        self._speaker: Speaker | None = None
        self._scale: float | None = None  # of the formants, if chosen by `fit`
        self._extra = np.zeros(BANDS, np.float32)
        self._high_pass, self._idle, self._limiter = HighPass(), IdleNoise(), Limiter()
        self._pitch, self._marks = _pitch_and_marks(delay)
        self._synthesis = Synthesis(delay)
        self._learned = LearnedSpeaker(self._marks.centre)
        self.reset()

    @property
    def learned(self) -> bool:
        """Whether a trained network takes part; setting it fades the network in or out, the lag stays as it is."""
        return self._touch is not None and self._touch.wanted

    @learned.setter
    def learned(self, wanted: bool) -> None:
        if self._touch is not None:
            self._touch.wanted = wanted

    def set_voice(self, target: VoicePrint) -> None:
        """Take on this voice."""
        self._target, self._embedding = of_print(target), target.embedding
        self._forget_fit()

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        """Take this as the user's own voice; None: learn it while converting."""
        self._know(of_print(speaker) if speaker is not None else None)

    def fit(self, speech: Samples) -> None:
        """Measure the user's voice, and choose formants and colour for the voice that is set.

        Raises:
            SpeechNotFound: there is too little speech.
            ModelError: the speaker encoder is missing.
        """
        source = measure_speaker(speech)
        self._know(source)
        if self._target is None or self._embedding is None:
            return
        ratio = plan.pitch_ratio(source, self._target, VoiceStyle())
        sound = np.asarray(speech[: _MOST_FIT_S * RATE_HZ], np.float32)
        flat = np.zeros(BANDS, np.float32)
        self._scale, self._extra = refine(
            lambda scale: self._render(sound, ratio, make_colour(scale, flat, flat)),
            source,
            self._target,
            self._embedding,
        )

    def reset(self) -> None:
        """Forget the stream, keep voice, speaker and style."""
        self.faults = 0
        self.pitch_hz = 0.0
        for part in (self._high_pass, self._idle, self._limiter, self._pitch, self._marks, self._synthesis):
            part.reset()
        if self._touch is not None:
            self._touch.reset()
        self._learned.reset()
        self._made_for: VoiceStyle | None = None
        self._blocks = 0
        self._gains, self._gain = [1.0, 1.0, 1.0], 1.0
        self._ratio, self._colour = Ratio(), make_colour(1.0, self._extra, self._extra)

    def convert(self, block: Samples) -> Samples:
        """Convert (160,) samples; the output lags the input by `latency_s`."""
        if not np.isfinite(block).all():
            self.faults += 1
            block = np.zeros(HOP, np.float32)
        sound = self._high_pass.push(block)
        self.pitch_hz = self._pitch.push(sound)
        gain = self._idle.push(sound, self.pitch_hz > 0)
        self._marks.push(sound, self.pitch_hz)
        if self._speaker is None:
            self._learned.push(self._marks.past, self.pitch_hz)
        self._renew()
        if self._touch is not None:
            self._touch.push(self._marks)
        out = self._synthesis.pull(self._marks, self._ratio, self._colour, self._touch)
        return self._limiter.push(out * self._fade(gain))

    def _fade(self, gain: float) -> NDArray[np.float32]:
        """Return the gain of the idle noise, delayed to the output and without steps."""
        self._gains = [*self._gains[1:], gain]
        ahead = max(self._gains)  # open before a word begins
        curve = np.linspace(self._gain, ahead, HOP + 1, dtype=np.float32)[1:]
        self._gain = ahead
        return curve

    def _renew(self) -> None:
        """Follow a change of the style and what has been learned."""
        learning = self._speaker is None and self._blocks % _RENEWED == 0
        self._blocks += 1
        if self._made_for == self.style and not learning:
            return
        self._made_for = self.style
        source, trust = (self._speaker, 1.0) if self._speaker else self._learned.speaker()
        if self._target is None or source is None:
            self._ratio = Ratio(self.style.semitones / 12 * float(np.log(2)))
            self._colour = make_colour(2 ** (self.style.formant / 12), self._extra, self._extra)
            return
        scale = self._scale or plan.formant_scale(source, self._target)
        self._ratio = plan.pitch_ratio(source, self._target, self.style)
        self._colour = plan.colour(source, self._target, scale, trust, self._extra, self.style)
        if self._touch is not None and self._embedding is not None:
            self._touch.set_voices(source, self._target, self._embedding, trust * self.style.strength)

    def _know(self, speaker: Speaker | None) -> None:
        self._speaker = speaker
        self._pitch.expect(speaker.f0_hz if speaker is not None else None)
        self._forget_fit()

    def _forget_fit(self) -> None:
        self._scale, self._extra = None, np.zeros(BANDS, np.float32)
        self._made_for = None

    def _render(self, speech: Samples, ratio: Ratio, colour: Colour) -> Samples:
        """Convert a recording with one pitch ratio and one colour, and the touch that belongs to the voices."""
        assert self._speaker is not None and self._target is not None and self._embedding is not None
        touch = self._touch
        if touch is not None:
            touch.reset()
            touch.set_voices(self._speaker, self._target, self._embedding, 1.0)
        sound = render(speech, ratio, colour, self._delay, touch, self._speaker.f0_hz)
        if touch is not None:
            touch.reset()
        return sound


def _pitch_and_marks(delay: int) -> tuple[PitchTracker, Marks]:
    """Return what finds the periods, with all the hindsight that this lag allows."""
    hindsight = (delay - DELAY) // HOP
    return PitchTracker(hindsight), Marks(CENTRE + hindsight * HOP)


def render(
    speech: Samples,
    ratio: Ratio,
    colour: Colour,
    delay: int = DELAY,
    touch: Touch | None = None,
    f0_hz: float | None = None,
) -> Samples:
    """Convert a recording of about `f0_hz` with one pitch ratio and one colour; the result lags by `delay` samples."""
    high_pass, synthesis = HighPass(), Synthesis(delay)
    pitch, marks = _pitch_and_marks(delay)
    pitch.expect(f0_hz)
    out = []
    for block in np.pad(speech, (0, -len(speech) % HOP)).reshape(-1, HOP):
        sound = high_pass.push(block)
        marks.push(sound, pitch.push(sound))
        if touch is not None:
            touch.push(marks)
        out.append(synthesis.pull(marks, ratio, colour, touch))
    return np.concatenate(out)
