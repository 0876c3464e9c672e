"""What the microphone's sound passes on its way to being the voice, and how to steer it while it runs."""

from dataclasses import replace
from typing import Any

from app.errors import AppError, SettingsError
from app.flow import Stage
from app.live.ready_voices import ReadyVoices
from app.media import AudioBlock, now
from app.portrayal import words
from app.settings import Settings
from app.stages.sound.condition import Condition
from app.stages.sound.denoise import Denoise
from app.stages.sound.level import Level, Limiter
from app.stages.sound.listen import Listen
from app.stages.sound.mute import Mute
from app.stages.sound.voice import Voice
from app.stages.sound.voice_gate import VoiceGate
from app.voice.speaker import load_speaker
from app.voicing import PLAIN, LiveVoice, SilentVoice, engine_name, is_converted, make_live_voice, style_of
from models.errors import ModelError
from models.voice_engines import RATE_HZ as ENGINE_RATE_HZ
from models.voice_engines import VoiceEngine, VoicePrint

HUSH_S = 3.0


class VoiceChain:
    """Microphone -> gain, high-pass -> noise suppression -> gate -> voice -> mute -> limiter -> meter.

    Setters may be called from any thread.

    Attributes:
        listen: when and how late sound arrives.
        voice: the stage that converts.
        mute: the stage that silences.
        gate: its `open` says whether somebody talks.
        live: the voice that is spoken in and its engine, None if there is none.
        speaker: what is known of the user's own voice.
        failure: why there is none although one is wanted, and the remedy; others hear silence then.
        stages: all of them in order.
    """

    def __init__(self, settings: Settings, ready: ReadyVoices | None = None, *, plain: bool = False) -> None:
        """Load the voice; one that cannot be had is silence.

        Args:
            settings: what is to be heard.
            ready: where voices may lie ready.
            plain: by signal processing, since the chosen engine fails again and again.
        """
        self._ready = ready
        self.failure: tuple[str, str] | None = None
        self.live: LiveVoice | None = None
        self.speaker: VoicePrint | None = None
        self.listen, self.mute = Listen(), Mute(push_to_talk=settings.push_to_talk)
        self.gate, self.voice = VoiceGate(settings.noise_gate), Voice(self._engine(settings, plain=plain))
        self._condition, self._denoise = Condition(settings.input_gain_db), Denoise(settings.noise_suppression)
        self._heard, self._spoken = Level(), Level()
        self.stages: list[Stage[AudioBlock]] = [self.listen, self._condition, self._heard, self._denoise, self.gate]
        self.stages += [self.voice, self.mute, Limiter(), self._spoken]
        self.apply_quickly(settings)

    def apply_quickly(self, settings: Settings) -> None:
        """Take over what costs nothing."""
        self.voice.set_style(style_of(settings))
        self._condition.set_gain(settings.input_gain_db)
        self.gate.set_on(settings.noise_gate)
        self.mute.set_push_to_talk(settings.push_to_talk)
        if settings.voice == "original":
            self.voice.set_original(True)

    def apply_slowly(self, before: Settings, settings: Settings) -> None:
        """Take over what must be loaded."""
        if before.voice != settings.voice or self._other_engine(before, settings):
            if self._ready is not None and self.live is not None and self.voice.error is None:
                self._ready.leave(before, self.live)
            self.voice.swap(self._engine(settings))
            self.voice.set_style(style_of(settings))
            self.voice.set_original(settings.voice == "original")
        if before.noise_suppression != settings.noise_suppression:
            self._denoise.set_on(settings.noise_suppression)

    def take_over(self, old: "VoiceChain") -> None:
        """Take the place of another chain: as muted and as much the user's own voice as that one."""
        self.listen.watch = old.listen.watch
        self.stages[self.stages.index(self.mute)] = old.mute
        self.mute = old.mute
        self.voice.set_original(old.voice.original)

    @property
    def name(self) -> str:
        """Of the voice that is spoken in, "" if there is none."""
        return self.live.voice.name if self.live is not None else ""

    @property
    def load(self) -> float:
        """How long the engine takes for a block, as a share of its length, 95 % of the blocks of the last seconds."""
        if self.live is None:
            return 0.0
        block_ms = 1000 * self.live.engine.block / ENGINE_RATE_HZ
        return self.voice.meter.delay_ms(now(), 95)[0] / block_ms

    @property
    def latency_s(self) -> float:
        """Algorithmic delay of all stages."""
        return sum(stage.latency_s for stage in self.stages)

    @property
    def trouble(self) -> tuple[str, str] | None:
        """Why others hear nothing, and the remedy; None while all is well."""
        if self.voice.original:
            return None
        if self.failure is None and self.voice.failed and self.voice.error is not None:
            return words(self.voice.error)
        return self.failure

    @property
    def howls(self) -> bool:
        """The loudspeaker has howled in the microphone a moment ago."""
        return self.listen.howling_s > now() - HUSH_S

    def levels(self) -> dict[str, Any]:
        """Return the meters, as the fields of a VoiceStatus."""
        return {
            "input_db": self._heard.rms_db,
            "input_peak_db": self._heard.peak_db,
            "output_db": self._spoken.rms_db,
            "output_peak_db": self._spoken.peak_db,
        }

    def warnings(self) -> list[str]:
        """Return what the user should know of his sound, in words."""
        found = [
            (self._heard.clipping, "the microphone is too loud; turn its gain down"),
            (self.howls, "the loudspeaker howls in the microphone; use headphones"),
            (self._denoise.error is not None, self._denoise.error or ""),
        ]
        return [text for holds, text in found if holds]

    def _other_engine(self, before: Settings, settings: Settings) -> bool:
        """Whether another engine is meant; not if only its name was, as when "auto" means the one that speaks."""
        if before.voice_engine == settings.voice_engine:
            return False
        try:
            return self.live is None or engine_name(settings.voice_engine) != self.live.name
        except SettingsError:
            return True

    def _engine(self, settings: Settings, *, plain: bool = False) -> VoiceEngine:
        self.failure = self.live = None
        if not is_converted(settings):
            return SilentVoice()
        try:
            found = self._ready.find(settings) if self._ready is not None and not plain else None
            live = _plain_voice(settings) if plain else found or make_live_voice(settings)
            self.speaker = load_speaker()
            live.engine.set_speaker(self.speaker)
        except (AppError, ModelError) as error:
            self.failure = words(error)
            return SilentVoice()
        self.live = live
        return live.engine


def _plain_voice(settings: Settings) -> LiveVoice:
    live, wanted = make_live_voice(replace(settings, voice_engine=PLAIN)), engine_name(settings.voice_engine)
    return replace(live, fallback=f"the {wanted} voice engine fails again and again" if wanted != PLAIN else "")
