"""Which voices there are, and how one of them is named."""

import difflib
from pathlib import Path

from app.errors import VoiceError
from app.paths import bundled_avatars_dir, data_dir
from app.voice.voice import Voice
from app.voice.voice_file import SUFFIX, read_voice

RESERVED = ("original", "none")  # words that mean no voice where one is to be named


def bundled_voices_dir() -> Path:
    """Return the folder of the voices that ship with the program."""
    return bundled_avatars_dir() / "voices"


def user_voices_dir() -> Path:
    """Return the folder of the voices the user has added; made if missing."""
    folder = data_dir() / "voices"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def scan_voices() -> tuple[list[Voice], list[VoiceError]]:
    """Return all usable voices, bundled ones first, each group by name, and what is wrong with the broken files.

    A user's voice hides a bundled one with the same id.
    """
    found: dict[str, Voice] = {}
    broken: list[VoiceError] = []
    for root, bundled in ((bundled_voices_dir(), True), (user_voices_dir(), False)):
        for path in sorted(root.glob(f"*{SUFFIX}")):
            if path.name.startswith("."):
                continue
            try:
                voice = read_voice(path, bundled=bundled)
            except VoiceError as error:
                broken.append(error)
            else:
                found[voice.id] = voice
    return sorted(found.values(), key=lambda v: (not v.bundled, v.name.casefold(), v.id)), broken


def find_voice(text: str) -> Voice:
    """Return the voice with this id, name, path of its file, or part of id or name that only one voice has.

    Capitals make no difference in names.

    Raises:
        VoiceError: there is none, there are several, or the file is no voice file.
    """
    voices, broken = scan_voices()
    wanted = text.strip().casefold()
    for exact in ([v for v in voices if v.id.casefold() == wanted], [v for v in voices if v.name.casefold() == wanted]):
        if exact:
            return exact[0]
    for error in broken:
        if wanted and f"{wanted}{SUFFIX}: " in error.message.casefold():  # it is there, but damaged
            raise error
    path = Path(text).expanduser()
    try:
        if path.is_file() or path.suffix == SUFFIX:
            return read_voice(path, id=text)
    except (OSError, ValueError) as error:  # a name too long or with a zero byte in it
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise VoiceError(f"{text[:80]!r}: {why}", "name a voice or a voice file") from error
    return _by_part(text, wanted, voices)


def _by_part(text: str, wanted: str, voices: list[Voice]) -> Voice:
    part = [v for v in voices if wanted and (wanted in v.name.casefold() or wanted in v.id.casefold())]
    if len(part) == 1:
        return part[0]
    shown = " ".join(text.split())[:80]
    if part:
        raise VoiceError(f"{shown!r} may be {', '.join(v.name for v in part[:5])}", "write more of the name")
    names = {name.casefold(): name for voice in voices for name in (voice.id, voice.name)}
    near = difflib.get_close_matches(wanted, list(names), n=1)
    advice = f"did you mean '{names[near[0]]}'?" if near else "`likeness voices list` shows what there is"
    raise VoiceError(f"{shown!r}: no such voice or voice file", advice)
