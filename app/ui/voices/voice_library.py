"""VoiceLibrary: what the window does with voices on disk; every call is slow and meant for a background thread."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import VoiceError

if TYPE_CHECKING:
    from app.enrolment import VoiceTake
    from app.shelf_book import Tuning
    from app.voice.enrol import Verdict
    from app.voice.phrase import PhraseResult
    from app.voice.voice import ConsentKind, Voice
    from app.voice_preview import Sentence
    from models.voice_engines import Samples, SpeechQuality, VoicePrint


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """All voices there are.

    Attributes:
        voices: bundled ones first.
        scores: by id, how near each is to the user's own voice, 0..100; empty while that voice is not known.
        problems: what is wrong with voice files that cannot be used, (message, advice).
    """

    voices: "list[Voice]" = field(default_factory=list)
    scores: dict[str, int] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceDetails:
    """What the user states about a new voice; see app.voice.voice.VoiceConsent."""

    name: str
    kind: "ConsentKind"
    who: str
    statement: str
    licence: str = ""
    source: str = ""
    phrase: tuple[str, ...] = ()
    phrase_similarity: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A recording that has been judged.

    Attributes:
        speech: mono at 16 kHz.
        verdict: how well it will do.
        print: what was measured, None if it was refused.
        source: name of the file it comes from, "" if it was recorded here.
    """

    speech: "Samples"
    quality: "SpeechQuality"
    verdict: "Verdict"
    print: "VoicePrint | None"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Engines:
    """The voice engines of this computer.

    Attributes:
        names: all there are.
        best: the one that is meant by "auto".
    """

    names: tuple[str, ...] = ()
    best: str = ""


Judging = Callable[[], Take]
Doing = Callable[[], None]


def shelf() -> Shelf:
    """Return all voices and how near they are to the user's own."""
    from app.voice.library import scan_voices
    from models.voice_engines import likeness_score, similarity

    voices, errors = scan_voices()
    own = own_voice()
    scores = {}
    if own is not None:
        scores = {v.id: likeness_score(similarity(v.print.embedding, own.embedding)) for v in voices}
    return Shelf(voices, scores, tuple((error.message, error.advice) for error in errors))


def own_voice() -> "VoicePrint | None":
    """Return the user's own voice, None while it has not been taught."""
    from app.voice.speaker import load_speaker

    return load_speaker()


def engines() -> Engines:
    """Return the voice engines there are."""
    from models.voice_engines import VOICE_ENGINES, best_voice_engine

    return Engines(tuple(VOICE_ENGINES), best_voice_engine())


def sentence_of(recording: "Samples") -> "Sentence":
    """Return the first words of a recording, to hear them in other voices."""
    from app.voice_preview import own_sentence

    return own_sentence(recording)


def preview_score(print_: "VoicePrint", engine: str, sentence: "Sentence | None") -> int | None:
    """Say how much a sentence converted by an engine sounds like a voice, 0..100. Raises AppError, ModelError."""
    from app.voice_preview import likeness

    return likeness(print_, engine, sentence)


def new_take(microphone: str, limit_s: float) -> "VoiceTake":
    """Make a recording of a microphone ready to start."""
    from app.enrolment import VoiceTake

    return VoiceTake(microphone, limit_s)


def judge(speech: "Samples", source: str = "") -> Take:
    """Say how good a recording is, and measure it if it is good enough. Raises SpeechNotFound, ModelError."""
    from app.voice.enrol import judge
    from models.voice_engines import analyse_voice, assess_speech

    quality = assess_speech(speech)
    verdict = judge(quality)
    return Take(speech, quality, verdict, None if verdict.grade == "refused" else analyse_voice(speech), source)


def judge_file(path: Path) -> Take:
    """Take the speech out of any sound or film file and judge it. Raises MediaError, VoiceError, ModelError."""
    from app.enrolment import speech_of_file

    return judge(speech_of_file(str(path)), path.name)


def new_phrase() -> tuple[str, ...]:
    """Return six words that nobody can foresee."""
    from app.voice.phrase import new_phrase

    return new_phrase()


def check_phrase(speech: "Samples", enrolled: "VoicePrint") -> "PhraseResult":
    """Say whether a phrase was spoken by the enrolled voice. Raises ModelError."""
    from app.voice.phrase import check

    return check(speech, enrolled)


def add(take: Take, details: VoiceDetails) -> "Voice":
    """Keep what was measured of a recording as a voice; the sound is not kept. Raises VoiceError."""
    from app.voice.edit import add_voice
    from app.voice.phrase import phrase_hash
    from app.voice.voice import VoiceConsent

    if take.print is None:
        raise VoiceError("the recording cannot be used", "record 10 s of clear speech")
    consent = VoiceConsent(
        kind=details.kind,
        who=details.who,
        statement=details.statement,
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        phrase_sha256=phrase_hash(details.phrase) if details.phrase else "",
        phrase_similarity=details.phrase_similarity,
    )
    return add_voice(details.name, take.print, consent, licence=details.licence, source=details.source)


def save_own_voice(print_: "VoicePrint") -> None:
    """Keep this as the user's own voice. Raises VoiceError."""
    from app.voice.speaker import save_speaker

    save_speaker(print_)


def forget_own_voice() -> None:
    """Delete what is known of the user's own voice."""
    from app.voice.speaker import forget_speaker

    forget_speaker()


def remove(voice_id: str) -> None:
    """Move a voice to the trash. Raises VoiceError."""
    from app.voice.edit import remove_voice

    remove_voice(voice_id)


def restore(voice_id: str) -> "Voice":
    """Take a voice back out of the trash. Raises VoiceError."""
    from app.voice.edit import restore_voice

    return restore_voice(voice_id)


def rename(voice_id: str, name: str) -> "Voice":
    """Give a voice another name. Raises VoiceError."""
    from app.voice.edit import rename_voice

    return rename_voice(voice_id, name)


def export(voice: "Voice", path: Path, tuning: "Tuning | None" = None) -> Path:
    """Write a voice with its consent, and how it is tuned, to a file. Raises VoiceError."""
    from app.voice.edit import export_voice

    return export_voice(voice if tuning is None else replace(voice, tuning=tuning), path)


def import_(path: Path) -> "Voice":
    """Add a voice file to the user's voices. Raises VoiceError."""
    from app.voice.edit import import_voice

    return import_voice(path)


def mix(a: "Voice", b: "Voice", ratio: float, name: str) -> "Voice":
    """Keep the voice between two voices; ratio is the share of the second, 0..1. Raises VoiceError."""
    from app.voice.edit import mix_voices

    return mix_voices(a, b, ratio, name)


def between(a: "Voice", b: "Voice", ratio: float) -> "VoicePrint":
    """Return the print between two voices, to listen to."""
    from app.voice.mix import mix_prints

    return mix_prints(a.print, b.print, ratio)
