"""Portraits that lie ready, so that going to another avatar or profile takes no longer than the cross-fade."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.avatar import find_avatar
from app.avatar.analyses import tidy
from app.errors import AppError
from app.heap import trim_heap
from app.live.ready import Ready
from app.portrayal import analyse, is_known, make_engine
from app.profiles import Profile, Profiles, load_profiles
from app.settings import Settings
from models.engines import PortraitEngine
from models.errors import ModelError

MOST = 5  # of some 35 MB each at 1280 x 720, twice that at 1920 x 1080; others come from the disk
AHEAD = MOST - 1  # one place is for the portrait that was left last
PROFILES = 4  # those nearest to the current one; further ones, like further avatars, are only analysed
KEPT_ENGINE = "landmark"  # others hold the networks of a GPU: one at a time


class ReadyPortraits(Ready[PortraitEngine]):
    """Portrait engines with their portraits set."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        """Begin with none; while `busy` is true none is made ahead but what takes next to no time."""
        super().__init__("portraits-ahead", portrait_key, make_engine, MOST, AHEAD, analyse)
        self._is_busy = busy

    def foresee(self, settings: Settings, avatars: Sequence[str] = (), pointed: str = "") -> None:
        """Make what may be asked for next; what was foreseen before counts no more.

        Args:
            settings: in force.
            avatars: that a key reaches, the nearest first.
            pointed: the avatar under the pointer or the keyboard, "" for none; it is the likeliest.
        """
        profiles = [profile.on(settings) for profile in _nearest(load_profiles())]
        first, *others = (replace(settings, avatar=name) for name in (pointed or settings.avatar, *avatars))
        found = {portrait_of(settings): settings}
        for one in (first, *profiles[:PROFILES], *others, *profiles[PROFILES:]):
            found.setdefault(portrait_of(one), one)
        self.expect(list(found.values())[1:], self._is_busy)

    def _is_cheap(self, settings: Settings) -> bool:
        """Whether only what is kept on disk has to be read."""
        try:
            return portrait_key(settings) is not None and is_known(settings)
        except (AppError, ModelError):
            return False

    def _work(self) -> None:
        tidy()
        super()._work()

    def _next(self) -> float:
        try:
            return super()._next()
        finally:
            trim_heap()  # taking a picture apart leaves some 100 MB behind


def portrait_of(settings: Settings) -> tuple[object, ...]:
    """Return what says which portrait is shown, and by what: if it changes, another one has to be made."""
    return settings.avatar, settings.engine, settings.device, settings.size


def portrait_key(settings: Settings) -> tuple[object, ...] | None:
    """Return what a prepared portrait was made of: an avatar whose picture or cut-out was edited is another one."""
    if settings.engine != KEPT_ENGINE:
        return None
    try:
        avatar = find_avatar(settings.avatar)
        parts = [part for part in (avatar.picture, avatar.touch) if part is not None]
        made_of = tuple((str(part), part.stat().st_mtime_ns) for part in parts)
        return settings.engine, settings.device, settings.size, *made_of
    except (AppError, OSError):
        return None


def _nearest(profiles: Profiles) -> list[Profile]:
    """Return the profiles, those first that fewest steps reach."""
    count = len(profiles.all)
    at = next((place for place, one in enumerate(profiles.all) if one.id == profiles.current), 0)
    return sorted(profiles.all, key=lambda one: min(step := (profiles.all.index(one) - at) % count, count - step))
