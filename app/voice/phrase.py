"""The phrase of consent: six random words that a person speaks to show that the voice is theirs and they are there.

Nobody has them on record, so they can hardly be spoken by somebody absent. What is checked is whose voice it is, not
which words were said: the program does not recognise speech. Whoever adds the voice hears that.
"""

import datetime
import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import VoiceError
from app.paths import data_dir
from app.voice.record import PHRASE_PASS
from app.voice.words import WORDS
from models.errors import SpeechNotFound
from models.voice_engines import Samples, VoicePrint, analyse_voice, similarity

WORD_COUNT = 6
LIFETIME = datetime.timedelta(hours=1)
MIN_SPEECH_S = 1.6  # six words at a run; less cannot be judged
SAME_RECORDING = 0.995  # one person speaking twice stays below


@dataclass(frozen=True, slots=True)
class PhraseResult:
    """What a spoken phrase has shown.

    Attributes:
        similarity: cosine of the phrase to the enrolment, -1..1; 0.0 if there was no speech.
        accepted: the voice is the same, and it is another recording.
        reason: why not, with what to do; "" if accepted.
    """

    similarity: float
    accepted: bool
    reason: str


def new_phrase() -> tuple[str, ...]:
    """Return six different words that nobody can foresee."""
    return tuple(secrets.SystemRandom().sample(WORDS, WORD_COUNT))


def phrase_hash(words: Sequence[str]) -> str:
    """Return the SHA-256 of the phrase in hexadecimal: of its words in small letters, joined by single blanks."""
    return hashlib.sha256(" ".join(words).lower().encode()).hexdigest()


def check(samples: Samples, enrolled: VoicePrint) -> PhraseResult:
    """Compare a spoken phrase with the voice that is being added.

    Args:
        samples: the spoken phrase, (n,) float32 at 16 kHz.
        enrolled: the print of the enrolment.

    Raises:
        ModelError: the speaker encoder is missing.
    """
    try:
        spoken = analyse_voice(samples)
    except SpeechNotFound:
        return PhraseResult(0.0, False, "there is no speech in the recording of the phrase; speak all six words")
    return compare(spoken, enrolled)


def compare(spoken: VoicePrint, enrolled: VoicePrint) -> PhraseResult:
    """Compare the print of a spoken phrase with that of the enrolment."""
    cosine = similarity(spoken.embedding, enrolled.embedding)
    reason = ""
    if spoken.speech_s < MIN_SPEECH_S:
        reason = f"only {spoken.speech_s:.1f} s of the phrase are speech; speak all six words, without haste"
    elif cosine < PHRASE_PASS:
        reason = (
            f"the phrase sounds like somebody else (similarity {cosine:.2f}, {PHRASE_PASS:.2f} is needed); "
            "let the person whose voice it is speak it, with the same microphone"
        )
    elif cosine > SAME_RECORDING:
        reason = "the phrase is the same recording as the enrolment; record the phrase by itself"
    return PhraseResult(cosine, not reason, reason)


def offer_phrase() -> tuple[str, ...]:
    """Make a phrase and remember its hash until it is spoken or an hour has passed. Raises VoiceError."""
    words = new_phrase()
    until = datetime.datetime.now(tz=datetime.UTC) + LIFETIME
    path = _pending_file()
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(json.dumps({"sha256": phrase_hash(words), "until": until.isoformat()}), encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        raise VoiceError(f"{path}: cannot be written ({error.strerror})", "free some space there") from error
    return words


def offered_hash() -> str:
    """Return the hash of the phrase that waits to be spoken. Raises VoiceError if there is none."""
    path = _pending_file()
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        sha256, until = str(table["sha256"]), datetime.datetime.fromisoformat(table["until"])
        if datetime.datetime.now(tz=datetime.UTC) <= until:
            return sha256
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VoiceError(
            f"{_pending_file()}: cannot be read ({error})", "run `likeness voices phrase` again"
        ) from error
    raise VoiceError(
        "no phrase waits to be spoken",
        "run `likeness voices phrase`, let the person speak its words within the hour, and record that",
    )


def forget_offered() -> None:
    """Let no further voice be added on the phrase that was spoken."""
    _pending_file().unlink(missing_ok=True)


def _pending_file() -> Path:
    return data_dir() / "phrase.json"
