"""Ready: what takes long to make lies ready: what was in use before, and what may be asked for next."""

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
LAY_BY_PAUSE_S = 2.0  # of that nobody is in a hurry
IN_USE = 2  # the new one and the one that is being left
PATIENCE_S = 5.0  # what is being made is waited for, but not for ever


class Ready(Generic[T]):
    """Keeps the things that were given back last, and makes those that are expected while nothing else is to do.

    Thread-safe. A thing is either in use or here, never both.
    """

    def __init__(
        self,
        name: str,
        key: Callable[[Settings], Hashable | None],
        make: Callable[[Settings], T],
        most: int,
        ahead: int | None = None,
        lay_by: Callable[[Settings], None] | None = None,
    ) -> None:
        """Describe the things.

        Args:
            name: of the thread that makes them ahead.
            key: what decides whether a thing fits some settings; None: such things are not kept.
            make: makes one; raises AppError or ModelError.
            most: how many are kept.
            ahead: how many of them may be expected ones; None: all. The rest is for what was in use.
            lay_by: what is done, once, for those that are expected beyond that; None: nothing.
        """
        self._name = name
        self._key, self._make, self._lay_by = key, make, lay_by
        self._most, self._ahead = most, most if ahead is None else ahead
        self._kept: OrderedDict[Hashable, T] = OrderedDict()  # the one given back last is at the end
        self._in_use: list[tuple[T, Hashable | None]] = []  # what was taken last, and what it fitted then
        self._making: Hashable | None = None
        self._taking = threading.Event()  # somebody waits for one that is made now
        self._wanted: list[tuple[Settings, Hashable | None]] = []  # that are to be kept, and what they must fit
        self._jobs: list[tuple[Settings, bool]] = []  # still to be made, or only laid by
        self._laid_by: set[Hashable] = set()
        self._busy: Callable[[], bool] = lambda: False
        self._changed = threading.Condition()
        self._ending = threading.Event()
        self._maker: threading.Thread | None = None

    def take(self, settings: Settings) -> T:
        """Return a thing that fits, made now if none is ready. Raises what making it raises."""
        found = self.find(settings)
        if found is None:
            key = self._key(settings)
            self._taking.set()
            try:
                found = self._make(settings)
            finally:
                self._taking.clear()
            self._note(found, key)
        return found

    def begin_with(self, settings: Settings, thing: T) -> T:
        """Note what a thing that was made elsewhere was made of, so that it can be given back; returns it."""
        self._note(thing, self._key(settings))
        return thing

    def _note(self, thing: T, key: Hashable | None) -> None:
        with self._changed:
            self._in_use = [(one, other) for one, other in self._in_use if other != key][1 - IN_USE :] + [(thing, key)]

    def find(self, settings: Settings) -> T | None:
        """Return a thing that fits if one lies ready, or is just being made; from then on it is in use."""
        key = self._key(settings)
        if key is None:
            return None
        with self._changed:
            self._changed.wait_for(lambda: self._making != key, PATIENCE_S)
            found = self._kept.pop(key, None)
            if found is not None:
                self._note(found, key)
            return found

    def give_back(self, settings: Settings, thing: T) -> None:
        """Keep a thing that fits these settings and is no longer used; the oldest one goes if there are too many.

        What it was made of may have changed since it was taken: it is kept as what it was.
        """
        key = self._key(settings)
        with self._changed:
            key = next((other for one, other in self._in_use if one is thing), key)
            self._in_use = [(one, other) for one, other in self._in_use if one is not thing and other != key]
            if key is not None:
                self._keep(key, thing)

    def has(self, settings: Settings) -> bool:
        """Whether a thing lies ready for these settings."""
        key = self._key(settings)
        with self._changed:
            return key in self._kept

    def expect(self, wanted: Sequence[Settings], busy: Callable[[], bool] = lambda: False) -> None:
        """Make what may be asked for, one after the other, with pauses, on a thread of its own.

        What was expected before is not any more; what has been made of it stays as long as there is room.

        Args:
            wanted: the likeliest first; those beyond what may be kept are only laid by.
            busy: asked before each; while it is true nothing is made.
        """
        with self._changed:
            self._busy = busy
            self._wanted = [(settings, None) for settings in wanted[: self._ahead]]
            self._jobs = [(settings, number < self._ahead) for number, settings in enumerate(wanted)]
            if self._maker is None and wanted and not self._ending.is_set():
                self._maker = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._maker.start()
            self._changed.notify_all()

    def close(self, timeout_s: float) -> list[str]:
        """Make no more. Returns the name of the thread if it is still alive."""
        self._ending.set()
        with self._changed:
            self._changed.notify_all()
        if self._maker is None:
            return []
        self._maker.join(timeout_s)
        return [self._name] if self._maker.is_alive() else []

    def _keep(self, key: Hashable, thing: T) -> None:
        """Keep a thing; what is expected stays before what is not, of each the newest. Under the lock."""
        self._kept[key] = thing
        self._kept.move_to_end(key)
        wanted = {other for _, other in self._wanted}
        while len(self._kept) > self._most:
            oldest = next((other for other in self._kept if other not in wanted), next(iter(self._kept)))
            del self._kept[oldest]

    def _work(self) -> None:
        """Make them, with the priority of all others: a calm thread would starve and could not be ended in time."""
        pause_s = FIRST_PAUSE_S
        while not self._ending.wait(pause_s):
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._ending.is_set())
            self._find_keys()
            pause_s = self._next()

    def _find_keys(self) -> None:
        """Find out what the wanted things must fit, once for each list; files are looked at, so without the lock."""
        with self._changed:
            wanted = self._wanted
        found = [(settings, self._key(settings) if key is None else key) for settings, key in wanted]
        with self._changed:
            if self._wanted is wanted:
                self._wanted = found

    def _next(self) -> float:
        """Do the next job; returns how long to pause, in seconds."""
        if self._ending.is_set():
            return 0.0
        if self._taking.is_set():
            return PAUSE_S
        with self._changed:
            jobs = self._jobs
        job = self._first(jobs, cheap=self._busy())
        with self._changed:
            if job is None or self._jobs is not jobs:
                self._changed.wait_for(lambda: self._jobs is not jobs or self._ending.is_set(), BUSY_PAUSE_S)
                return 0.0
            self._jobs.remove(job)
        settings, kept = job
        try:
            return self._prepare(settings) if kept else self._store(settings)
        except (AppError, ModelError) as error:  # told when it is asked for
            log.info("%s: %s", self._name, error)
            return PAUSE_S

    def _first(self, jobs: Sequence[tuple[Settings, bool]], *, cheap: bool) -> tuple[Settings, bool] | None:
        """Return the next job, while the machine is busy only one that costs next to nothing; None if there is none."""
        return next((job for job in jobs if not cheap or (job[1] and self._is_cheap(job[0]))), None)

    def _is_cheap(self, settings: Settings) -> bool:
        """Whether a thing takes so little to make that it may be made on a busy machine."""
        return False

    def _prepare(self, settings: Settings) -> float:
        key = self._key(settings)
        with self._changed:
            if key is None or key in self._kept or any(key == other for _, other in self._in_use):
                return 0.0
            self._making = key
        try:
            made = self._make(settings)
            with self._changed:
                self._keep(key, made)
        finally:
            with self._changed:
                self._making = None
                self._changed.notify_all()
        return PAUSE_S

    def _store(self, settings: Settings) -> float:
        key = self._key(settings)
        if self._lay_by is None or key is None or key in self._laid_by:
            return 0.0
        self._laid_by.add(key)
        self._lay_by(settings)
        return LAY_BY_PAUSE_S
