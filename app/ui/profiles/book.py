"""ProfileBook: the profiles of the window: takes, saves, changes and takes back; the file follows by itself."""

from collections.abc import Callable
from dataclasses import asdict, replace

from PySide6.QtCore import QObject, Signal

from app.errors import SettingsError
from app.profiles import Profile, Profiles, load_profiles, save_profiles
from app.ui.message import Level, Message
from app.ui.session_model import SessionModel


class ProfileBook(QObject):
    """What every list and button of profiles shows, and the only one that changes them.

    Attributes:
        profiles: as they are now.
    """

    changed = Signal()  # the profiles, or whether the current one is as it was saved

    def __init__(self, model: SessionModel, *, remember: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._remember = remember
        self.profiles = Profiles()
        self._as_saved = True
        model.settings_changed.connect(lambda _: self._compare())

    def load(self) -> None:
        """Read the file."""
        told: list[str] = []
        self.profiles = load_profiles(told.append)
        for words in told:
            text, _, advice = words.partition("; ")
            self._model.message.emit(Message(text, advice, Level.WARNING))
        self._compare(always=True)

    @property
    def current(self) -> Profile | None:
        """The one that was taken last."""
        return self.profiles.get(self.profiles.current)

    @property
    def as_saved(self) -> bool:
        """Nothing was changed since the current one was taken."""
        return self._as_saved

    # -- taking

    def take(self, profile_id: str) -> None:
        """Let the performance be as this profile says."""
        profile = self.profiles.get(profile_id)
        if profile is not None:
            self._set(replace(self.profiles, current=profile.id))
            self._model.change(**asdict(profile.on(self._model.settings)))
            self._compare(always=True)

    def take_named(self, name: str) -> None:
        """Take a profile by id, name or number. Raises SettingsError."""
        self.take(self.profiles.find(name).id)

    def take_row(self, row: int) -> None:
        """Take the profile at this place, counted from 0, if there is one."""
        if row < len(self.profiles.all):
            self.take(self.profiles.all[row].id)

    def step(self, by: int) -> None:
        """Take a neighbour, around the ends."""
        found = self.profiles.neighbour(by)
        if found is not None:
            self.take(found.id)

    # -- changing

    def save_as(self, name: str) -> None:
        """Save what is set now under a name."""
        self._try(lambda: self.profiles.add(name, self._model.settings))

    def update(self) -> None:
        """Let the current profile be as everything is set now; offers to take it back."""
        before, profile = self.profiles, self.current
        if profile is not None:
            self._set(before.update(profile.id, self._model.settings))
            self._offer(self.tr("“{name}” is saved").format(name=profile.name), before)

    def rename(self, profile_id: str, name: str) -> None:
        """Give another name."""
        self._try(lambda: self.profiles.rename(profile_id, name))

    def duplicate(self, profile_id: str) -> None:
        """Make a copy of a profile."""
        self._set(self.profiles.duplicate(profile_id))

    def move(self, profile_id: str, to: int) -> None:
        """Put a profile at another place, counted from 0."""
        self._set(self.profiles.move(profile_id, to))

    def remove(self, profile_id: str) -> None:
        """Leave a profile out; offers to take it back."""
        before, profile = self.profiles, self.profiles.get(profile_id)
        if profile is not None:
            self._set(before.remove(profile_id))
            self._offer(self.tr("“{name}” is removed").format(name=profile.name), before)

    # -- inside

    def _offer(self, text: str, before: Profiles) -> None:
        undo = Message(text, action=self.tr("Undo"), act=lambda: self._set(before))
        self._model.message.emit(undo)

    def _try(self, change: Callable[[], Profiles]) -> None:
        try:
            self._set(change())
        except SettingsError as error:
            self._model.message.emit(Message(error.message, error.advice, Level.WARNING))

    def _set(self, profiles: Profiles) -> None:
        self.profiles = profiles
        if self._remember:
            self._model.background.run(lambda: save_profiles(profiles), failed=self._tell_error, lane="profiles")
        self._compare(always=True)

    def _compare(self, *, always: bool = False) -> None:
        """Find out whether the current profile is as it was saved."""
        profile = self.current
        settings = self._model.settings
        as_saved = profile is None or profile.on(settings) == settings
        if always or as_saved != self._as_saved:
            self._as_saved = as_saved
            self.changed.emit()

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
