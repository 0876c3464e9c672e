"""Makes a voice of a recording: judges how good it is, says so in plain words, and keeps what is measured."""

from dataclasses import dataclass
from typing import Literal

from app.errors import VoiceError
from app.voice.edit import add_voice, check_name
from app.voice.voice import Voice, VoiceConsent
from models.errors import SpeechNotFound
from models.voice_engines import Samples, SpeechQuality, VoicePrint, analyse_voice, assess_speech

Grade = Literal["refused", "poor", "fair", "good"]

_GRADES: tuple[Grade, ...] = ("refused", "poor", "fair", "good")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a recording will do.

    Attributes:
        grade: "refused", "poor" (audibly worse), "fair" (usable) or "good".
        advice: sentences for the user, the most harmful defect first; empty if all is well.
    """

    grade: Grade
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Enrolment:
    """A voice that was made, and what of."""

    voice: Voice
    quality: SpeechQuality
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Limits:
    """Where a measure turns from refused to poor, to fair, to good; None where it never does."""

    refused: float | None
    poor: float
    fair: float


_SPEECH_S = _Limits(3.0, 5.0, 10.0)
_SNR_DB = _Limits(None, 10.0, 20.0)
_CONSISTENCY = _Limits(None, 0.80, 0.85)
_VOICED = _Limits(0.05, 0.15, 0.30)
_LEVEL_DBFS = _Limits(-65.0, -50.0, -40.0)
_CLIPPED = (0.001, 0.01)  # a tenth of a per cent is heard by the encoder, one per cent by everybody
_PEAK_DBFS = -1.0


def judge(quality: SpeechQuality) -> Verdict:
    """Say how well a recording will do as a voice, and how to make a better one."""
    findings = [
        _speech(quality),
        _below(
            quality.level_dbfs,
            _LEVEL_DBFS,
            f"the speech is very quiet ({quality.level_dbfs:.0f} dB): come nearer to the microphone or turn it up",
        ),
        _clipping(quality),
        _below(
            quality.snr_db,
            _SNR_DB,
            f"there is much noise behind the voice ({quality.snr_db:.0f} dB, 20 are good): "
            "choose a quiet room, switch off fans and music",
        ),
        _below(
            quality.voiced_share,
            _VOICED,
            "hardly any of it has a pitch: speak aloud, do not whisper, and record no music",
        ),
        _consistency(quality),
    ]
    found = sorted((finding for finding in findings if finding[1]), key=lambda finding: finding[0])
    return Verdict(_GRADES[found[0][0] if found else 3], tuple(words for _, words in found))


def analyse(samples: Samples) -> tuple[VoicePrint, SpeechQuality, Verdict]:
    """Judge and measure a recording.

    Args:
        samples: (n,) float32 at 16 kHz, -1..1.

    Raises:
        VoiceError: it is refused; the advice says why.
        ModelError: the speaker encoder is missing.
    """
    quality = assess_speech(samples)
    verdict = judge(quality)
    if verdict.grade == "refused":
        raise VoiceError(f"the recording cannot be used: {verdict.advice[0]}", "record 10 s of clear speech or more")
    try:
        return analyse_voice(samples), quality, verdict
    except SpeechNotFound as error:
        raise VoiceError(f"no speech was found in the recording ({error})", "record 10 s of clear speech") from error


def make_voice(samples: Samples, name: str, consent: VoiceConsent, *, licence: str = "", source: str = "") -> Enrolment:
    """Make a voice of a recording and keep it in the user's library; the recording itself is not kept.

    Args:
        samples: (n,) float32 at 16 kHz, -1..1; 10 s of speech are good, 30 s better.
        name: display name; a number is appended where it is taken.
        consent: the ground on which the voice may be used.
        licence: of the recording, needed where that is the ground.
        source: where the recording comes from.

    Raises:
        VoiceError: refused, an unusable name, or a ground without what belongs to it.
        ModelError: the speaker encoder is missing.
    """
    check_name(name)
    print_, quality, verdict = analyse(samples)
    return Enrolment(add_voice(name, print_, consent, licence=licence, source=source), quality, verdict)


def _speech(quality: SpeechQuality) -> tuple[int, str]:
    if quality.speech_s < 0.5:
        return 0, "no speech was found in it"
    rank, _ = _below(quality.speech_s, _SPEECH_S, "")
    words = (
        f"only {quality.speech_s:.1f} s of it are speech: 3 s are the least, 10 s are good",
        f"only {quality.speech_s:.1f} s of it are speech: 10 s are good, 30 s are better",
        f"{quality.speech_s:.0f} s of it are speech: 10 s or more would be better",
        "",
    )
    return rank, words[rank]


def _clipping(quality: SpeechQuality) -> tuple[int, str]:
    some, much = _CLIPPED
    if quality.clipped_share >= some:
        share = f"{quality.clipped_share:.1%} of it is overdriven"
        return 1 if quality.clipped_share >= much else 2, f"{share}: turn the microphone down or step back"
    if quality.peak_dbfs > _PEAK_DBFS:
        return 2, "it reaches the highest level: turn the microphone down a little"
    return 3, ""


def _consistency(quality: SpeechQuality) -> tuple[int, str]:
    if quality.self_consistency == 0.0:  # too short to say
        return 3, ""
    return _below(
        quality.self_consistency,
        _CONSISTENCY,
        f"its two halves do not sound like one person ({quality.self_consistency:.2f}, 0.95 is usual): "
        "are there two speakers, or noise?",
    )


def _below(value: float, limits: _Limits, words: str) -> tuple[int, str]:
    """Return the rank of the grade that a measure allows, and the words unless it is good."""
    if limits.refused is not None and value < limits.refused:
        return 0, words
    if value < limits.poor:
        return 1, words
    return (2, words) if value < limits.fair else (3, "")
