"""What a voice is to the application: a print, a name, and the ground on which it may be used."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.shelf_book import Tuning
from models.voice_engines import VoicePrint

ConsentKind = Literal["self", "synthetic", "licence", "present"]


@dataclass(frozen=True, slots=True)
class VoiceConsent:
    """On what ground a voice may be used.

    Attributes:
        kind: "self" (the user's own voice), "synthetic" (a speech synthesiser's), "licence" (recordings with a
            licence that allows it), "present" (another person, who agreed and spoke the phrase).
        who: whose voice it is.
        statement: in words, what was agreed or why nobody has to be asked.
        date: when the statement was made.
        phrase_sha256: of the phrase that was spoken, "" if none was.
        phrase_similarity: cosine of the spoken phrase to the enrolment, 0.0 if none was spoken.
    """

    kind: ConsentKind
    who: str
    statement: str
    date: datetime.date
    phrase_sha256: str = ""
    phrase_similarity: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """A voice that can be taken on.

    Attributes:
        id: name of its file without the ending, unique; for a voice file named by its path, the path as given.
        name: display name.
        path: the voice file.
        print: what the engines need.
        consent: on what ground it may be used.
        licence: under which it may be used, "" for none.
        source: where the recording comes from, "" if it was recorded here.
        bundled: ships with the program and cannot be removed.
        tuning: how it was fine-tuned when it was exported; what the user has changed since is kept elsewhere.
    """

    id: str
    name: str
    path: Path
    print: VoicePrint
    consent: VoiceConsent
    licence: str
    source: str
    bundled: bool
    tuning: Tuning = Tuning()
