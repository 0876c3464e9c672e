"""Fault after fault in random order, with everything that came out judged at the end."""

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.sinks.recorder import Recorder, RecorderStatus
from tests.integration.faults.catalogue import FAULTS, Fault
from tests.integration.faults.films import FilmReport, judge_film
from tests.integration.faults.held import Resources, resources
from tests.integration.faults.world import World
from tests.support.sound_server import SoundServer

__all__ = ["Happened", "Report", "run"]


WORDLESS_S = 10.0
MOST_LOST = 30  # pictures inside an encoder that is killed: one second


@dataclass(frozen=True)
class Happened:
    """One fault and how the session came through.

    Attributes:
        back_s: from its end until everything came out as before.
        words: what the session told of it.
        before: what the process held before it, well and recording.
    """

    name: str
    back_s: float
    words: str
    before: Resources
    problem: str = ""


@dataclass
class Report:
    """What a run has come to; the numbers of pictures and pieces of sound are those that were judged.

    Attributes:
        kept: per film, pictures that the encoder has taken, those in the film, and whether it was not broken off.
    """

    seed: int
    happened: list[Happened] = field(default_factory=list)
    given: tuple[int, int] = (0, 0)
    lane_pictures: int = 0
    device_pictures: int = 0
    lane_sounds: int = 0
    device_sounds: int = 0
    films: list[FilmReport] = field(default_factory=list)
    kept: dict[str, tuple[int, int, bool]] = field(default_factory=dict)
    leaks: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def growth_mb(self) -> float:
        """How much more memory of its own this process has for each fault, once all kinds have happened."""
        held = [fault.before.own_mb for fault in self.happened[len({fault.name for fault in self.happened}) :]]
        return float(np.polyfit(np.arange(len(held)), held, 1)[0]) if len(held) > 1 else 0.0

    @property
    def problems(self) -> list[str]:
        """Return what a session must not do, in words."""
        found = [f"{fault.name}: {fault.problem}" for fault in self.happened if fault.problem]
        found += [f"{count} leaks at {where}" for where, count in self.leaks.items() if count]
        found += [f"{film.name}: {film.leaks} leaks" for film in self.films if film.leaks]
        found += [
            f"{name}: {have} of {want} pictures"
            for name, (want, have, whole) in self.kept.items()
            if have < (want if whole else want - MOST_LOST)
        ]
        return found


@contextmanager
def _recorders() -> Iterator[dict[str, RecorderStatus]]:
    """Keep the last word of every recording, by name of the film."""
    last: dict[str, RecorderStatus] = {}
    before = Recorder.status

    def status(self: Recorder) -> RecorderStatus:
        found = last[self.path.name] = before(self)
        return found

    Recorder.status = status  # type: ignore[method-assign]
    try:
        yield last
    finally:
        Recorder.status = before  # type: ignore[method-assign]


def _kept(status: RecorderStatus, film: FilmReport) -> tuple[int, int, bool]:
    return status.frames, film.frames, status.error is None


def _order(count: int, faults: Sequence[Fault], chance: random.Random) -> list[Fault]:
    """Every kind before any comes again, in another order each time."""
    found: list[Fault] = []
    while len(found) < count:
        deck = list(faults)
        chance.shuffle(deck)
        found += deck
    return found[:count]


def _hold(world: World, fault: Fault, hold_s: float) -> str:
    """Let it last; return what the session says meanwhile. On a busy machine that may take longer."""
    words, began_s = "", time.monotonic()
    while (lasted_s := time.monotonic() - began_s) < hold_s or (fault.told and not words and lasted_s < WORDLESS_S):
        words = words or world.line()
        time.sleep(0.02)
    return words or world.line()


def _one(world: World, fault: Fault, chance: random.Random, pace: float) -> Happened:
    world.record()
    world.until(lambda: world.pid("encoder") is not None, 40.0, lambda: "no recording")
    gc.collect()
    before = resources()
    world.session._notices.clear()
    words, problem, back_s = "", "", 0.0
    try:
        fault.begin(world)
        words = _hold(world, fault, pace * chance.uniform(*fault.hold_s))
    except AssertionError as error:
        problem = f"while it lasts: {error}"
    fault.end(world)
    try:
        back_s = world.await_well()
    except AssertionError as error:
        problem = problem or str(error)
    words = words or world.line()
    if fault.told and not words:
        problem = problem or "nothing was said of it"
    return Happened(fault.name, back_s, words, before, problem)


def run(
    seed: int,
    count: int,
    folder: Path,
    server: SoundServer | None,
    *,
    names: Sequence[str] = (),
    tell: Callable[[Happened], None] = lambda _: None,
    limit_s: float = float("inf"),
    pace: float = 1.0,
    fps: float = 30.0,
) -> Report:
    """Let `count` faults befall one session; those of the sound devices happen only with a sound server.

    `names`: only these; `limit_s`: no new one after that; `pace`: how long they last, as a share of the usual.
    """
    faults = [fault for fault in FAULTS if (server or not fault.real) and (not names or fault.name in names)]
    chance, report, world = random.Random(seed), Report(seed), World(folder, server, fps)
    random.seed(seed)
    began_s = time.monotonic()
    world.catch()
    with _recorders() as statuses:
        try:
            with world.running():
                for fault in _order(count, faults, chance):
                    report.happened.append(_one(world, fault, chance, pace))
                    tell(report.happened[-1])
                    if time.monotonic() - began_s > limit_s:
                        break
        finally:
            speaker = world.heard()
    report.given = (world.switches.given[0], world.switches.given[1])
    report.lane_pictures, report.lane_sounds = world.pictures.seen, world.sounds.seen
    report.device_pictures, report.device_sounds = world.device_seen(), speaker.seen
    report.leaks = {
        "the picture's lane": len(world.pictures.leaks),
        "the virtual camera": world.device_leaks(),
        "the voice's lane": len(world.sounds.leaks),
        "the sound output": len(speaker.leaks),
    }
    report.films = [judge_film(path) for path in sorted(folder.glob("film*.mp4"))]
    report.kept = {film.name: _kept(statuses[film.name], film) for film in report.films}
    report.seconds = time.monotonic() - began_s
    return report
