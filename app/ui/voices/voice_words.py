"""VoiceWords: voices, their grounds and their scores in words."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.voice.voice import ConsentKind, Voice

_DEEP_HZ, _HIGH_HZ = 140.0, 195.0  # between men's and women's usual ranges


@dataclass(frozen=True, slots=True)
class VoiceGround:
    """One reason why a voice may be used.

    Attributes:
        kind: how the consent record names it, see app.voice.voice.VoiceConsent.
        words: for the user to choose.
        statement, licence, source: proposals, may be empty.
        needs_phrase: the person speaks a phrase, so that nobody is recorded without knowing.
        needs_licence: the licence and the source must be stated.
    """

    kind: "ConsentKind"
    words: str
    statement: str
    licence: str = ""
    source: str = ""
    needs_phrase: bool = False
    needs_licence: bool = False


class VoiceWords(QObject):
    """All words about voices; a QObject so that they can be translated."""

    def grounds(self) -> list[VoiceGround]:
        """Return the reasons in the order in which they are offered."""
        return [
            VoiceGround(
                "self", self.tr("It is my own voice"), self.tr("This is my own voice, and I want to use it here.")
            ),
            VoiceGround(
                "present",
                self.tr("Another person, who is here and agrees"),
                self.tr("The speaker has agreed that I may speak with this voice."),
                needs_phrase=True,
            ),
            VoiceGround(
                "licence",
                self.tr("A recording whose licence allows it"),
                self.tr("The licence of the recording allows this use, and nobody is deceived."),
                needs_licence=True,
            ),
            VoiceGround(
                "synthetic",
                self.tr("A speech synthesiser, no real person"),
                self.tr("The voice comes from a speech synthesiser; nobody's voice is imitated."),
            ),
        ]

    def ground(self, voice: "Voice") -> str:
        """Say in a few words why a voice may be used."""
        kinds: dict[str, str] = {
            "self": self.tr("own voice"),
            "synthetic": self.tr("synthetic"),
            "licence": self.tr("licensed"),
            "present": self.tr("with consent"),
        }
        return kinds.get(voice.consent.kind, voice.consent.kind)

    def engine(self, name: str) -> str:
        """Return the name of a voice engine within a sentence."""
        return {"dsp": self.tr("signal processing"), "neural": self.tr("neural")}.get(name, name)

    def pitch(self, voice: "Voice") -> str:
        """Say how high a voice lies."""
        hz = pitch_hz(voice)
        if hz <= 0:
            return ""
        high = self.tr("high") if hz > _HIGH_HZ else self.tr("deep") if hz < _DEEP_HZ else self.tr("medium")
        return self.tr("{height}, {hz:.0f} Hz").format(height=high, hz=hz)

    def line(self, voice: "Voice") -> str:
        """Return the second line of a voice in the list."""
        hz = pitch_hz(voice)
        own = [self.tr("mine"), self.ground(voice), self.tr("{hz:.0f} Hz").format(hz=hz) if hz else ""]
        line = " · ".join(part for part in ([self.ground(voice), self.pitch(voice)] if voice.bundled else own) if part)
        return line[:1].upper() + line[1:]

    def tip(self, voice: "Voice", score: int | None) -> str:
        """Return everything there is to know about a voice."""
        lines = [voice.name, voice.consent.statement]
        if voice.licence:
            lines.append(self.tr("Licence: {licence}").format(licence=voice.licence))
        if voice.source:
            lines.append(self.tr("Source: {source}").format(source=voice.source))
        if score is not None:
            lines.append(self.tr("Alike to your own voice: {score} of 100").format(score=score))
        return "\n".join(line for line in lines if line)


def pitch_hz(voice: "Voice") -> float:
    """Return the middle of a voice's pitch in Hz, 0.0 if it has none."""
    mean = voice.print.log_f0_mean
    return math.exp(mean) if mean > 0 else 0.0
