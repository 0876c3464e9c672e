"""How long a portrait takes to be made: never seen, kept on disk, ready in memory. Run it with `-m benchmark -s`.

The three are taken in turn for each avatar, so that whatever else the machine does meets all of them alike.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import cv2
from PIL import Image

from app.avatar import Avatar, Statement, find_avatar, keep_draft, list_avatars, open_photo
from app.avatar.analyses import forget
from app.live.ready_portraits import ReadyPortraits
from app.portrayal import make_engine
from app.session import Session
from app.settings import Settings
from models.engines import create_face_engine
from models.portrait.landmark.ready import READY
from tests.support.avatars import bundled_portrait

BASE = Settings(width=1280, height=720, steady=False, microphone="none", camera="synthetic")
TURNS = 3
KEPT_S, KEPT_SHARE = 0.15, 0.35


def _seconds(work: Callable[[], object]) -> float:
    begun_s = time.perf_counter()
    work()
    return time.perf_counter() - begun_s


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


def _large(tmp_path: Path) -> Avatar:
    """Return an avatar whose picture is 2000 pixels high."""
    photo = tmp_path / "large.png"
    picture = bundled_portrait("mira")
    size = (round(2000 * picture.shape[1] / picture.shape[0]), 2000)
    Image.fromarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)).save(photo)
    said = Statement("Large", "as Mira", "made for this test", "a drawn character", "own-character")
    return keep_draft(open_photo(photo, create_face_engine()), said)


def _fresh(settings: Settings) -> None:
    READY.clear()
    forget(find_avatar(settings.avatar).id)
    make_engine(settings)


def test_a_picture_that_was_seen_before_is_there_in_no_time(tmp_path: Path) -> None:
    names = [avatar.id for avatar in list_avatars()] + [_large(tmp_path).id]
    store = ReadyPortraits(lambda: False)
    took_s: dict[str, list[tuple[float, float, float]]] = {name: [] for name in names}
    make_engine(replace(BASE, avatar=names[0]))  # networks are loaded
    for _ in range(TURNS):
        for name in names:
            settings = replace(BASE, avatar=name)
            fresh_s = _seconds(lambda: _fresh(settings))  # noqa: B023 - called at once
            READY.clear()
            kept_s = _seconds(lambda: make_engine(settings))  # noqa: B023
            store.give_back(settings, make_engine(settings))
            took_s[name].append((fresh_s, kept_s, _seconds(lambda: store.take(settings))))  # noqa: B023
    for name, turns in took_s.items():
        _say(f"{name:14}", *(f"{1000 * median(column):7.1f} ms" for column in zip(*turns, strict=True)))
    fresh, kept, ready = (median(column) for column in zip(*sum(took_s.values(), []), strict=True))
    _say(f"{'median':14} never seen {fresh:.3f} s, kept {kept:.3f} s, ready {ready:.4f} s")
    assert kept < max(KEPT_S, KEPT_SHARE * fresh), (fresh, kept)
    assert ready < 0.02


def _until(condition: Callable[[], bool], limit_s: float = 60.0) -> None:
    deadline_s = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen in time"
        time.sleep(0.002)


def _switch(session: Session, name: str) -> float:
    def switch() -> None:
        session.apply(replace(BASE, avatar=name))
        _until(lambda: session.status().avatar == name)

    took_s = _seconds(switch)
    time.sleep(0.7)  # the cross-fade
    return took_s


def test_a_live_switch_takes_no_longer_than_the_cross_fade() -> None:
    """From the order to the new portrait, in turn: never seen, kept on disk but not expected, expected."""
    home, *others = [avatar.id for avatar in list_avatars()][:5]
    session = Session(replace(BASE, avatar=home))
    session.start()
    _until(lambda: session.status().state == "running")
    ready = session._picture.ready if session._picture is not None else None
    assert ready is not None
    took_s: list[tuple[float, float, float]] = []
    for name in others:
        turn = []
        for mode in range(3):
            ready._kept.clear()
            READY.clear()
            if mode == 0:
                forget(name)
            if mode == 2:
                session.expect([name])
                _until(lambda: ready.has(replace(BASE, avatar=name)))  # noqa: B023 - called at once
            turn.append(_switch(session, name))
            session.expect([])
            _switch(session, home)
        took_s.append((turn[0], turn[1], turn[2]))
    assert session.stop() == []
    fresh, kept, expected = (median(column) for column in zip(*took_s, strict=True))
    for name, one in zip(others, took_s, strict=True):
        _say(f"{name:14}", *(f"{1000 * part:7.1f} ms" for part in one))
    _say(f"live switch    never seen {fresh:.3f} s, kept {kept:.3f} s, expected {expected:.3f} s")
    assert kept < max(KEPT_S, KEPT_SHARE * fresh)
    assert expected < KEPT_S
