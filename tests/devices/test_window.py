"""A stranger at a real screen: the program's window on an X server, by mouse and keys, judged by the screen's pixels.

Targets are found by what a screen reader is told of them, so the names that it reads out are tested, too. Pictures of
all states lie in `window/` of `$OUT`. The stories of one theme share one program and follow each other.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.settings import Settings, load_settings, save_settings
from app.ui.look.palettes import DARK, LIGHT, Palette
from tests.devices.conftest import Found
from tests.support import ffprobe
from tests.support.box import Box
from tests.support.desktop import Desktop, desktop, wait_until
from tests.support.foreign_readers import version_of
from tests.support.likeness import ROOT, command
from tests.support.pixels import brightness, moved, share_of
from tests.support.sound_server import sound_server
from tests.support.window_user import WindowUser

pytestmark = pytest.mark.skipif("VM" in os.environ, reason="needs a real processor; it runs on the host")
PALETTES = {"dark": DARK, "light": LIGHT}
PAGES = {"F6": "motion", "F3": "voice", "F4": "outputs", "F2": "portrait"}
DARKEST = 25.0  # of 255, what a picture with a face in it is never below on the average


@pytest.fixture(scope="module")
def desk() -> Iterator[Desktop]:
    """A screen, and a sound system without the user's devices."""
    with sound_server(), desktop() as made:
        yield made


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the screen are kept."""
    return Path(os.environ.get("OUT") or tmp_path_factory.mktemp("screen")) / "window"


@pytest.fixture(scope="module", params=["dark", "light"])
def user(
    request: pytest.FixtureRequest, desk: Desktop, album: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WindowUser]:
    """One who likes this theme and uses the demo film, since no camera is wanted here."""
    home = home_with(tmp_path_factory.mktemp("home"), Settings(camera="demo", theme=request.param))
    made = WindowUser(desk, home, album / request.param)
    yield made
    made.give_up()


@pytest.fixture
def palette(request: pytest.FixtureRequest) -> Palette:
    """The colours that the user likes."""
    return PALETTES[request.node.callspec.params["user"]]


def home_with(home: Path, settings: Settings) -> Path:
    """Put settings into a home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIKENESS_HOME", str(home))
        save_settings(settings)
    return home


def settings_in(home: Path) -> Settings:
    """Return the settings that a program has kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIKENESS_HOME", str(home))
        return load_settings()


def test_two_clicks_from_a_fresh_start_to_a_moving_avatar(
    desk: Desktop, album: Path, tmp_path: Path, found: Found
) -> None:
    """Nothing is set and nothing is known; where there is a camera, the demo film is chosen instead of it."""
    if list(Path("/dev").glob("video*")):
        home_with(tmp_path, Settings(camera="demo"))
    user = WindowUser(desk, tmp_path, album / "fresh")
    try:
        window_s = user.wait_for_window()
        start, place = user.find("Start now", "button"), user.portrait()
        user.look("welcome")
        assert off_centre(user, "Welcome to Likeness") < 80  # Qt guesses how high title bars are
        begun_s = time.monotonic()
        user.click_on(start.box)
        if not _moves_soon(user, 20.0):  # the film had to be asked for
            user.click("Use the demo film", "button")
        wait_until(lambda: user.moves(place), "the avatar does not move", timeout_s=60.0)
        moving_s = time.monotonic() - begun_s - 1.0  # of which one second proved that it moves
        user.look("live")
        peer = f"Xvfb, openbox, {version_of('xdotool')}"
        found(peer=peer, clicks=user.clicks, window_after_s=window_s, moving_after_click_s=moving_s)
        assert user.clicks <= 2 and user.wait_for_state(state="running")
        assert brightness(desk.grab(user.portrait())) > DARKEST
        assert user.close() < 20.0 and user.process.returncode == 0
        assert user.left_behind() == [] and "Traceback" not in user.said
    finally:
        user.give_up()


def off_centre(user: WindowUser, title: str) -> float:
    """Return how far the middle of a dialog is from that of the main window, in pixels."""
    inner, outer = user.desktop.box(user.desktop.windows(title)[0]), user.box
    return max(
        abs(inner.left + inner.right - outer.left - outer.right) / 2,
        abs(inner.top + inner.bottom - outer.top - outer.bottom) / 2,
    )


def _moves_soon(user: WindowUser, limit_s: float) -> bool:
    deadline_s = time.monotonic() + limit_s
    while time.monotonic() < deadline_s:
        if user.title.endswith("Live"):
            return True
        time.sleep(0.1)
    return False


def test_the_welcome_is_read_step_by_step(user: WindowUser, palette: Palette, found: Found) -> None:
    user.wait_for_window()
    pale = []
    for step in ("camera", "microphone", "avatar and voice", "outputs"):
        user.find("Next" if step != "outputs" else "Done", "button")
        pale += user.pale("Welcome")
        picture = user.look(f"01 welcome, {step}")
        assert share_of(picture, palette.background) + share_of(picture, palette.panel) > 0.2
        user.click("Next" if step != "outputs" else "Done", "button")
    wait_until(lambda: not user.sees("Welcome to Likeness"), "the welcome stays")
    user.look("02 ready")
    found(screenshots=user.looked, pale="; ".join(pale) or "nothing")
    assert not pale


def test_every_page_can_be_read(user: WindowUser, palette: Palette, found: Found) -> None:
    pale = []
    for key, page in PAGES.items():
        user.press(key)
        picture = user.look(f"03 page, {page}")
        pale += [f"{page}: {what}" for what in user.pale()]
        assert share_of(picture, palette.panel) > 0.1
    things = [thing for thing in user.things() if thing.role in ("push button", "check box", "combo box", "slider")]
    nameless = [thing for thing in things if not thing.name]
    found(things=len(things), pale="; ".join(pale) or "nothing")
    assert len(things) > 20 and not nameless and not pale


def test_space_starts_and_keys_change_the_avatar(user: WindowUser, found: Found) -> None:
    user.press("space")
    live_s = wait_until(lambda: user.title.endswith("Live"), "it does not start", 60.0)
    user.wait_for_state(state="running")
    place = user.portrait()
    wait_until(lambda: user.moves(place), "the avatar does not move")
    user.look("04 live")
    first = user.state()
    changed_s, darkest = next_avatar(user, place)
    second = user.state()
    user.look("05 live, next avatar")
    wait_until(lambda: user.moves(place), "the next avatar does not move")
    user.press("o")
    user.find("Strength of the overlay", "slider")
    user.look("06 live, overlay")
    user.press("o")
    found(live_after_s=live_s, avatar_changed_after_s=changed_s, darkest=darkest)
    found(fps=second["fps"], latency_ms=second["latency_ms_p50"])
    assert second["avatar"] != first["avatar"]
    assert darkest > DARKEST, "no black frame while the avatar changes"


def next_avatar(user: WindowUser, place: Box) -> tuple[float, float]:
    """Press the key; return after how many seconds another portrait is there, and how dark the darkest picture was."""
    before, levels = user.desktop.grab(place), list[float]()
    begun_s = time.monotonic()
    user.press("d")

    def another() -> bool:
        now = user.desktop.grab(place)
        levels.append(brightness(now))
        return moved(before, now) > 0.5

    wait_until(another, "the avatar stays", every_s=0.02)
    return time.monotonic() - begun_s, min(levels)


def test_panic_and_mute_are_seen_at_once_and_taken_back(user: WindowUser, palette: Palette, found: Found) -> None:
    place = user.portrait()
    user.press("p")
    bar = user.find("Paused. Others see")
    assert share_of(user.desktop.grab(bar.box), palette.alarm) > 0.5
    place = user.portrait()
    wait_until(lambda: user.rests(place), "it still moves")
    user.look("07 panic")
    assert user.state()["panic"] is True and user.title.endswith("Paused")
    user.click("Go on", "button")
    begun_s = time.monotonic()
    wait_until(lambda: not user.sees("Paused. Others see"), "the bar stays")
    place = user.portrait()
    wait_until(lambda: user.moves(place), "it does not move again")
    back_s = time.monotonic() - begun_s
    user.press("u")
    user.wait_for_state(muted=True)
    muted = user.find("Muted", "check box")
    assert share_of(user.desktop.grab(muted.box), palette.alarm) > 0.5
    user.look("08 muted")
    user.press("u")
    user.wait_for_state(muted=False, panic=False)
    found(moves_again_after_s=back_s)


def test_a_recording_is_a_film_that_plays(user: WindowUser, found: Found) -> None:
    user.press("r")
    wait_until(lambda: bool(user.state()["recording"]), "it does not record")
    path = Path(user.state()["recording"])
    time.sleep(4.0)
    user.look("09 recording")
    user.press("r")
    user.wait_for_state(recording="")
    user.find("Recorded:")
    user.look("10 recorded")
    streams = ffprobe.streams(path)
    video, audio = streams["video"], streams["audio"]
    found(peer=f"ffprobe of {version_of('ffmpeg')}", codecs=f"{video.codec}, {audio.codec}")
    found(seconds=video.duration_s, frames=video.frames)
    assert (video.width, video.height) == (1280, 720) and video.frames > 20
    assert video.duration_s > 3.0 and audio.duration_s == pytest.approx(video.duration_s, abs=0.5)
    user.press("Escape")


def test_help_keys_and_colours_open_and_close(user: WindowUser, palette: Palette, found: Found) -> None:
    pale = []
    for key, title, name in (("F1", "Likeness help", "11 help"), ("ctrl+k", "Keys", "12 keys and remote control")):
        user.press(key)
        wait_until(partial(is_open, user, title), f"{title} does not open")
        user.find("Close", "button")  # by then it is drawn, too
        user.look(name)
        pale += user.pale(title)
        user.press("Escape")
        wait_until(partial(is_closed, user, title), f"{title} stays")
    other = LIGHT if palette is DARK else DARK
    for wanted in (other, palette):
        choose_colours(user, wanted.name)
        wait_until(partial(is_dressed, user, wanted), "the colours stay")
    found(pale="; ".join(pale) or "nothing")
    assert not pale and user.state()["state"] == "running"


def is_open(user: WindowUser, title: str) -> bool:
    """Whether there is a window whose title begins so."""
    return bool(user.desktop.windows(f"^{title}"))


def is_closed(user: WindowUser, title: str) -> bool:
    """Whether there is none."""
    return not is_open(user, title)


def is_dressed(user: WindowUser, palette: Palette) -> bool:
    """Whether the window has these colours."""
    return share_of(user.desktop.grab(user.box), palette.background) > 0.1


def choose_colours(user: WindowUser, name: str) -> None:
    """Choose "dark" or "light" in the menu of the colours."""
    user.click("Colours of the window", "button")
    time.sleep(0.3)
    user.look(f"13 colours, to {name}")
    user.press(*["Down"] * {"dark": 2, "light": 3}[name], "Return")


@pytest.mark.parametrize("size", [(1280, 720), (820, 480)], ids=["1280x720", "820x480"])
def test_it_is_whole_in_every_size(user: WindowUser, found: Found, size: tuple[int, int]) -> None:
    user.resize(*size)
    user.look(f"14 live, {size[0]} x {size[1]}")
    box, place, stop = user.box, user.portrait(), user.find("Stop", "button")
    wait_until(lambda: user.moves(place), "the avatar does not move")
    pale = user.pale()
    found(portrait=f"{place.width} x {place.height}", pale="; ".join(pale) or "nothing")
    assert box.holds(place) and box.holds(stop.box) and place.bottom <= stop.box.top
    assert not pale and place.height > 90


def test_closing_ends_it_and_leaves_nothing_behind(user: WindowUser, found: Found) -> None:
    """While it is live; what was set is kept."""
    assert user.state()["state"] == "running"
    seconds = user.close()
    found(closed_after_s=seconds, screenshots=user.looked)
    assert user.process.returncode == 0, user.said
    assert user.left_behind() == [] and not user.desktop.all_windows()
    assert "Traceback" not in user.said and "Warning" not in user.said
    done = subprocess.run(command("ctl", "status"), cwd=ROOT, env=user.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "not running" in done.stderr
    assert settings_in(user.home).camera == "demo" and user.looked >= 12
