"""Voices for the rest of the program: list, find, make, mix, rename, remove; and the user's own."""

from app.voice.edit import (
    add_voice,
    export_voice,
    import_voice,
    mix_voices,
    remove_voice,
    rename_voice,
    restore_voice,
)
from app.voice.library import find_voice, scan_voices, user_voices_dir
from app.voice.mix import mix_prints, mixed_voice
from app.voice.speaker import forget_speaker, load_speaker, save_speaker
from app.voice.voice import ConsentKind, Voice, VoiceConsent
from app.voice.voice_file import SUFFIX, read_voice, write_voice

__all__ = [
    "SUFFIX",
    "ConsentKind",
    "Voice",
    "VoiceConsent",
    "add_voice",
    "export_voice",
    "find_voice",
    "forget_speaker",
    "import_voice",
    "load_speaker",
    "mix_prints",
    "mix_voices",
    "mixed_voice",
    "read_voice",
    "remove_voice",
    "rename_voice",
    "restore_voice",
    "save_speaker",
    "scan_voices",
    "user_voices_dir",
    "write_voice",
]
