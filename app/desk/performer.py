"""Performer: what an order desk steers: the performance of a window, or one without."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from app.profiles import Profile, Profiles
from app.session_status import SessionStatus
from app.settings import Settings


class Named(Protocol):
    """An avatar or a voice."""

    @property
    def id(self) -> str:
        """By which settings name it."""

    @property
    def name(self) -> str:
        """What the user calls it."""


class Performer(Protocol):
    """A performance that can be told what to do. Everything is called on one thread."""

    @property
    def settings(self) -> Settings:
        """What is set now."""

    @property
    def status(self) -> SessionStatus:
        """The newest snapshot."""

    @property
    def state(self) -> str:
        """Return "stopped", "starting", "running", "stopping" or "failed"."""

    @property
    def muted(self) -> bool:
        """The voice is silenced."""

    @property
    def paused(self) -> bool:
        """Others see the still portrait and hear nothing."""

    @property
    def talking(self) -> bool:
        """The push-to-talk key is held."""

    @property
    def recording(self) -> Path | None:
        """The film that is being written."""

    @property
    def profiles(self) -> Profiles:
        """All of them, and which one was taken last."""

    def avatars(self) -> Sequence[Named]:
        """Return the avatars in the user's order."""

    def voices(self) -> Sequence[Named]:
        """Return the voices in the user's order."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change settings. Raises SettingsError."""

    def take(self, profile: Profile) -> None:
        """Let everything be as a profile says."""

    def mute(self, on: bool) -> None:
        """Silence the voice, or let it be heard."""

    def pause(self, on: bool) -> None:
        """Show others the still portrait and let them hear nothing, or go on."""

    def talk(self, pressed: bool) -> None:
        """Hold or let go of the push-to-talk key."""

    def calibrate(self) -> None:
        """Take the face as it is now as the calm one."""

    def record(self, on: bool) -> None:
        """Begin or finish a recording. Raises AppError."""

    def stream(self, on: bool) -> None:
        """Send everything to the address that is set, or end that. Raises AppError."""
