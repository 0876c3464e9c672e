"""Adds voices to the user's library, renames them and takes them out again; every change is whole or not at all."""

import os
from dataclasses import replace
from pathlib import Path

from app.errors import VoiceError
from app.names import NAME_LENGTH, clean_name, numbered, slug
from app.voice.library import RESERVED, bundled_voices_dir, scan_voices, user_voices_dir
from app.voice.mix import mixed_voice
from app.voice.voice import Voice, VoiceConsent
from app.voice.voice_file import SUFFIX, read_voice, write_voice
from models.voice_engines import VoicePrint

_TRASH = ".trash"
_LIST = "`likeness voices list` shows what there is"


def add_voice(name: str, print_: VoicePrint, consent: VoiceConsent, *, licence: str = "", source: str = "") -> Voice:
    """Keep a voice in the user's library.

    Args:
        name: display name; " 2", " 3" ... is appended where it is taken.
        print_: what is known of it.
        consent: the ground on which it may be used.
        licence: under which it may be used; needed where that is the ground.
        source: where the recording comes from.

    Raises:
        VoiceError: an unusable name, a ground without what belongs to it, or the disk is full.
    """
    voice = Voice("", check_name(name), Path(), print_, consent, licence.strip(), source.strip(), bundled=False)
    return _keep(voice)


def mix_voices(a: Voice, b: Voice, ratio: float, name: str) -> Voice:
    """Keep the voice between two voices; `ratio` is the share of the second, 0..1. Raises VoiceError."""
    return _keep(mixed_voice(a, b, ratio, check_name(name)))


def import_voice(path: Path | str) -> Voice:
    """Add a voice file to the user's library, under a free id and name. Raises VoiceError."""
    return _keep(read_voice(Path(path)))


def export_voice(voice: Voice, path: Path | str) -> Path:
    """Write a voice with its consent to a file, or into a folder; returns the file's path. Raises VoiceError."""
    path = Path(path)
    if path.is_dir():
        path = path / f"{slug(voice.name, 'voice')}{SUFFIX}"
    write_voice(voice, path)
    return path


def rename_voice(voice_id: str, name: str) -> Voice:
    """Give a voice of the user's another name; its id stays, so settings that name it go on working.

    Raises:
        VoiceError: no such voice, one of the program's, or an unusable name.
    """
    path = _own_file(voice_id)
    voice = read_voice(path)
    name = check_name(name)
    others = [other.name for other in scan_voices()[0] if other.id != voice_id]
    voice = replace(voice, name=_free_name(name, others))
    write_voice(voice, path)
    return voice


def remove_voice(voice_id: str) -> None:
    """Move a voice of the user's to the trash; restore_voice brings it back.

    Raises:
        VoiceError: no such voice, or one that is bundled with the program.
    """
    path = _own_file(voice_id)
    trash = user_voices_dir() / _TRASH
    trash.mkdir(exist_ok=True)
    os.replace(path, trash / path.name)  # an older one of the same name is given up


def restore_voice(voice_id: str) -> Voice:
    """Take a voice back out of the trash.

    Raises:
        VoiceError: it is not in the trash, or a new voice has its id.
    """
    path = _file_of(voice_id)
    removed = user_voices_dir() / _TRASH / path.name
    if not removed.is_file():
        raise VoiceError(f"{voice_id}: not among the removed voices", "add it again from its recording")
    if path.exists():
        raise VoiceError(f"{voice_id}: there is a new voice of this id", "remove that one first")
    os.replace(removed, path)
    return read_voice(path)


def check_name(name: str) -> str:
    """Return the name as it will be shown. Raises VoiceError."""
    clean = clean_name(name)
    if not 1 <= len(clean) <= NAME_LENGTH:
        raise VoiceError(f"a voice's name has 1 to {NAME_LENGTH} characters, not {len(clean)}", "choose another")
    if clean.casefold() in RESERVED:
        raise VoiceError(f"no voice can be called {clean!r}: the word means something else", "choose another name")
    return clean


def _keep(voice: Voice) -> Voice:
    """Write a voice under a free id and name."""
    voices = scan_voices()[0]
    taken = {known.id for known in voices} | {path.stem for path in user_voices_dir().glob(f"*{SUFFIX}")}
    voice_id = numbered(slug(voice.name, "voice", RESERVED), taken, "-")
    path = user_voices_dir() / f"{voice_id}{SUFFIX}"
    name = _free_name(voice.name, [known.name for known in voices])
    write_voice(replace(voice, id=voice_id, name=name, path=path, bundled=False), path)
    return read_voice(path)


def _free_name(name: str, taken: list[str]) -> str:
    free = numbered(name, taken)
    return free if len(free) <= NAME_LENGTH else numbered(name[: NAME_LENGTH - 5], taken)


def _own_file(voice_id: str) -> Path:
    """Return the file of a voice that the user has added. Raises VoiceError."""
    path = _file_of(voice_id)
    if not path.is_file():
        if (bundled_voices_dir() / path.name).is_file():
            raise VoiceError(f"voice {voice_id} belongs to the program", "only voices you have added can be changed")
        raise VoiceError(f"{voice_id}: no such voice of yours", _LIST)
    return path


def _file_of(voice_id: str) -> Path:
    """Return where a voice with this id would lie; ids that leave the folder are refused."""
    if not voice_id or voice_id.startswith(".") or Path(voice_id).name != voice_id or "\0" in voice_id:
        raise VoiceError(f"{voice_id!r} is no voice id", _LIST)
    return user_voices_dir() / f"{voice_id}{SUFFIX}"
