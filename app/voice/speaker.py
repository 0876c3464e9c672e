"""The user's own voice, measured once, so that pitch and colour are right from the first word."""

import datetime
from pathlib import Path

from app.errors import VoiceError
from app.paths import data_dir
from app.voice.voice import Voice, VoiceConsent
from app.voice.voice_file import read_voice, write_voice
from models.voice_engines import VoicePrint


def speaker_file() -> Path:
    """Return where the user's own voice is kept: not among the voices that can be taken on."""
    return data_dir() / "speaker.voice"


def load_speaker() -> VoicePrint | None:
    """Return the user's own voice, None if it was never measured. Raises VoiceError if the file is damaged."""
    path = speaker_file()
    if not path.is_file():
        return None
    try:
        return read_voice(path).print
    except VoiceError as error:
        raise VoiceError(error.message, "run `likeness voices calibrate` again, or delete the file") from error


def save_speaker(print_: VoicePrint) -> None:
    """Keep the user's own voice; only the numbers, no sound. Raises VoiceError."""
    consent = VoiceConsent(
        kind="self",
        who="the user of this computer",
        statement="Measured by the user to fit the conversion to the own voice.",
        date=datetime.datetime.now(tz=datetime.UTC).date(),
    )
    path = speaker_file()
    write_voice(Voice("speaker", "My own voice", path, print_, consent, "", "", bundled=False), path)


def forget_speaker() -> bool:
    """Delete the user's own voice; False if there was none."""
    path = speaker_file()
    existed = path.is_file()
    path.unlink(missing_ok=True)
    return existed
