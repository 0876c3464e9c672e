"""Headless: a performance without a window that obeys orders from outside."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app.avatar import scan_avatars
from app.control.inbox import Inbox
from app.control.server import ControlServer, refusal
from app.desk.absence import Absence
from app.desk.desk import Desk
from app.desk.performer import Named
from app.errors import MediaError, SettingsError
from app.profiles import Profile, Profiles, load_profiles
from app.recordings import film_suffix, new_file
from app.session_status import SessionStatus
from app.settings import Settings
from app.shelf_book import book_file, load_book, within_reach
from app.stream_target import StreamTarget
from app.voice.library import scan_voices, user_voices_dir
from app.voice.voice import Voice

if TYPE_CHECKING:
    from app.session import Session

_RECORDING_S = 5.0  # so long a film may take to begin or to be completed before the answer is given
_LOOK_S = 0.02

N = TypeVar("N", bound=Named)


class Headless:
    """One session under orders. It keeps nothing: what is changed holds until the session ends.

    Everything happens on the thread that calls `attend`; the orders wait meanwhile.

    Attributes:
        settings: what is set now.
        muted, paused, talking: as was ordered last.
        ended: `stop` was ordered.
    """

    def __init__(self, session: "Session", settings: Settings, tell: Callable[[str], None]) -> None:
        """Steer a session that has these settings; `tell` is given a line for the user now and then."""
        self.settings = settings
        self.muted = self.paused = self.talking = self.ended = False
        self._session = session
        self._profile = ""
        self._inbox = Inbox()
        self._server = ControlServer(self._inbox)
        self._desk = Desk(self)
        self._absence = Absence(self, tell)

    # -- listening

    def open(self) -> None:
        """Let orders come. Raises SettingsError if they go to somebody else already."""
        self._server.start()

    def attend(self, limit_s: float) -> None:
        """Carry out what comes within so many seconds, and pause while nobody is there; returns at once at the end."""
        self._absence.look()
        deadline_s = time.monotonic() + limit_s
        while not self.ended:
            left_s = deadline_s - time.monotonic()
            if self._inbox.wait(max(left_s, 0.0)):
                self._inbox.take_all(self._desk.act)
            if left_s <= 0.0:
                return

    def close(self) -> list[str]:
        """Let no more orders come; who still waits is told. Returns the names of threads still alive."""
        self._inbox.take_all(lambda _: refusal(SettingsError("the performance has ended", "start it again")))
        return self._server.stop()

    def foresee(self) -> None:
        """Let the avatars that are one order away be ready when it comes."""
        ids = [avatar.id for avatar in self.avatars()]
        self._session.expect(within_reach(ids, self.settings.avatar, numbers=True))

    # -- as a performer

    @property
    def status(self) -> SessionStatus:
        """The newest snapshot."""
        return self._session.status()

    @property
    def state(self) -> str:
        """What the session is doing."""
        return "stopping" if self.ended else self.status.state

    @property
    def recording(self) -> Path | None:
        """The film that is being written."""
        return self.status.recording

    @property
    def profiles(self) -> Profiles:
        """All of the user's, as they are now; the current one is the one that was taken here."""
        found = load_profiles()
        return replace(found, current=self._profile if found.get(self._profile) is not None else "")

    def avatars(self) -> Sequence[Named]:
        """Return the avatars in the order of the gallery."""
        return _arranged(scan_avatars()[0], "avatars")

    def voices(self) -> Sequence[Named]:
        """Return the voices in the order of the window's list."""
        folder = user_voices_dir()
        return _arranged(_voices_in(folder, folder.stat().st_mtime_ns), "voices")

    def start(self) -> None:
        """Do nothing: it has begun by itself."""

    def stop(self) -> None:
        """End the performance and the program."""
        self.ended = True

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change settings until the end. Raises SettingsError."""
        settings = replace(self.settings, **changes)
        if settings != self.settings:
            moved, self.settings = settings.avatar != self.settings.avatar, settings
            self._session.apply(settings)
            if moved:
                self.foresee()

    def take(self, profile: Profile) -> None:
        """Let everything be as a profile says."""
        self._profile = profile.id
        self.change(**asdict(profile.on(self.settings)))

    def mute(self, on: bool) -> None:
        """Silence the voice, or let it be heard."""
        self.muted = on
        self._session.mute(on)

    def pause(self, on: bool) -> None:
        """Show others the still portrait and let them hear nothing, or go on."""
        self.paused = on
        self._session.pause(on)

    def talk(self, pressed: bool) -> None:
        """Hold or let go of the push-to-talk key."""
        self.talking = pressed
        self._session.talk(pressed)

    def calibrate(self) -> None:
        """Take the face as it is now as the calm one."""
        self._session.calibrate()

    def record(self, on: bool) -> None:
        """Begin or finish a recording, and wait until it has. Raises MediaError."""
        if not on:
            self._session.stop_recording()
            self._wait(lambda: self.recording is None)
            return
        try:
            path = new_file(self.settings, film_suffix(self.settings))
        except OSError as error:
            raise MediaError(f"the folder for recordings cannot be used: {error}", "choose another one") from error
        before = self.status.notices
        self._session.start_recording(path)
        self._wait(lambda: self.recording is not None or self.status.notices != before)
        if self.recording is None and self.status.notices != before:
            what, _, advice = self.status.notices[-1].partition("; ")
            raise MediaError(what, advice)

    def stream(self, on: bool) -> None:
        """Send everything to the address that was set at the start, or end that. Raises StreamError."""
        settings = self.settings
        target = StreamTarget.read(settings.stream_address, settings.stream_key) if on else None
        self._session.stream(target, settings.stream_kbit_s)

    def _wait(self, until: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + _RECORDING_S
        while not until() and time.monotonic() < deadline_s:
            time.sleep(_LOOK_S)


@lru_cache(maxsize=1)
def _voices_in(folder: Path, changed_ns: int) -> list[Voice]:
    """Return the voices; reading their files takes too long to do it for every answer."""
    return scan_voices()[0]


def _arranged(things: Sequence[N], shelf: str) -> list[N]:
    """Return the things of a shelf in the user's order."""
    by_id = {thing.id: thing for thing in things}
    order = load_book(book_file(shelf)).arranged(list(by_id), [thing.name for thing in by_id.values()])
    return [by_id[one] for one in order]
