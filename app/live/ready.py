"""Ready: what takes long to make lies ready: what was in use before, and what a profile may ask for next."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from app.errors import AppError
from app.settings import Settings
from models.errors import ModelError

log = logging.getLogger(__name__)

T = TypeVar("T")
FIRST_PAUSE_S = 3.0  # the performance has begun by then
PAUSE_S = 0.5  # so long the machine belongs to the performance between two things
BUSY_PAUSE_S = 5.0


class Ready(Generic[T]):
    """Keeps the things that were given back last, and makes those that are expected while nothing else is to do.

    Thread-safe. A thing is either in use or here, never both.
    """

    def __init__(
        self, name: str, key: Callable[[Settings], Hashable | None], make: Callable[[Settings], T], most: int
    ) -> None:
        """Describe the things.

        Args:
            name: of the thread that makes them ahead.
            key: what decides whether a thing fits some settings; None: such things are not kept.
            make: makes one; raises AppError or ModelError.
            most: how many are kept.
        """
        self._name = name
        self._key, self._make, self._most = key, make, most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()  # the one given back last is at the end
        self._made_of: dict[int, Hashable | None] = {}  # things in use: what they fitted when they were taken
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._maker: threading.Thread | None = None

    def take(self, settings: Settings) -> T:
        """Return a thing that fits, made now if none is ready. Raises what making it raises."""
        found = self.find(settings)
        if found is None:
            key = self._key(settings)
            found = self._make(settings)
            self._note(found, key)
        return found

    def begin_with(self, settings: Settings, thing: T) -> T:
        """Note what a thing that was made elsewhere was made of, so that it can be given back; returns it."""
        self._note(thing, self._key(settings))
        return thing

    def _note(self, thing: T, key: Hashable | None) -> None:
        with self._lock:
            self._made_of[id(thing)] = key

    def find(self, settings: Settings) -> T | None:
        """Return a thing that fits if one lies ready; from then on it is in use."""
        key = self._key(settings)
        with self._lock:
            found = self._kept.pop(key, None) if key is not None else None
            if found is not None:
                self._made_of[id(found)] = key
            return found

    def give_back(self, settings: Settings, thing: T) -> None:
        """Keep a thing that fits these settings and is no longer used; the oldest one goes if there are too many.

        What it was made of may have changed since it was taken: it is kept as what it was.
        """
        key = self._key(settings)
        with self._lock:
            key = self._made_of.pop(id(thing), key)
            if key is None:
                return
            self._kept[key] = thing
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def has(self, settings: Settings) -> bool:
        """Whether a thing lies ready for these settings."""
        key = self._key(settings)
        with self._lock:
            return key in self._kept

    def expect(self, wanted: Sequence[Settings], busy: Callable[[], bool] = lambda: False) -> None:
        """Make what will be asked for, one after the other, with pauses, on a thread of its own; once.

        Args:
            wanted: in the order in which they are made; those beyond the most that are kept are left out.
            busy: asked before each; while it is true nothing is made.
        """
        if self._maker is None and wanted:
            jobs = list(wanted)[: self._most]
            self._maker = threading.Thread(target=self._prepare, args=(jobs, busy), name=self._name, daemon=True)
            self._maker.start()

    def close(self, timeout_s: float) -> list[str]:
        """Make no more. Returns the name of the thread if it is still alive."""
        self._ending.set()
        if self._maker is None:
            return []
        self._maker.join(timeout_s)
        return [self._name] if self._maker.is_alive() else []

    def _prepare(self, jobs: list[Settings], busy: Callable[[], bool]) -> None:
        """Make them, with the priority of all others: a calm thread would starve and could not be ended in time."""
        pause_s = FIRST_PAUSE_S
        while jobs and not self._ending.wait(pause_s):
            pause_s = BUSY_PAUSE_S
            if busy():
                continue
            settings = jobs.pop(0)
            pause_s = PAUSE_S
            try:
                if self._key(settings) is not None and not self.has(settings):
                    self.give_back(settings, self._make(settings))
            except (AppError, ModelError) as error:  # told when it is asked for
                log.info("%s: %s", self._name, error)
