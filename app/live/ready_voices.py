"""Voices that lie ready, so that going from one profile to another takes no time for the voice either."""

from app.live.ready import Ready
from app.media import now
from app.profiles import load_profiles
from app.settings import Settings
from app.voice.library import bundled_voices_dir, user_voices_dir
from app.voice.voice_file import SUFFIX
from app.voicing import LiveVoice, PartlyLearned, is_converted, make_live_voice, style_of

MOST = 4
SETTLED_S = 1.0  # so long after a change the old engine is no longer heard, and may be told something else


class ReadyVoices:
    """Keeps the engines that have spoken, and makes those that profiles will ask for. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        """Expect what the profiles name, on top of these settings."""
        self._store = Ready("voices-ahead", voice_key, make_live_voice, MOST)
        self._store.expect([profile.on(settings) for profile in load_profiles().all])
        self._left: tuple[float, Settings, LiveVoice] | None = None

    def find(self, settings: Settings) -> LiveVoice | None:
        """Return a voice with its engine, ready to speak; None if it is still to be made."""
        if self._left is not None and now() - self._left[0] > SETTLED_S:
            self._store.give_back(*self._left[1:])
            self._left = None
        live = self._store.find(settings)
        if live is None:
            return None
        live.engine.style = style_of(settings)
        if isinstance(live.engine, PartlyLearned):
            live.engine.learned = True
        return live

    def leave(self, settings: Settings, live: LiveVoice) -> None:
        """Keep a voice that fits these settings and is being left now."""
        self._left = (now(), settings, live) if not live.fallback else None

    def close(self, timeout_s: float) -> list[str]:
        """Make no more. Returns the names of threads still alive."""
        return self._store.close(timeout_s)


def voice_key(settings: Settings) -> tuple[object, ...] | None:
    """Return what a prepared voice was made of: one whose file was changed is another one."""
    if not is_converted(settings):
        return None
    for folder in (user_voices_dir(), bundled_voices_dir()):
        try:
            age = (folder / f"{settings.voice}{SUFFIX}").stat().st_mtime_ns
        except (OSError, ValueError):
            continue
        return settings.voice, settings.voice_engine, str(folder), age
    return None
