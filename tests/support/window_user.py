"""Somebody who has never seen the program: sits before a screen, reads what is there, clicks, types, and looks."""

import json
import os
import subprocess
import time
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image

from tests.support.box import Box
from tests.support.desktop import HEIGHT, WIDTH, Desktop, Pixels, wait_until
from tests.support.likeness import ROOT, command
from tests.support.pixels import contrast_in, moved
from tests.support.screen_reader import Thing, things

MAIN = r"^Likeness( — (Live|Starting|Paused))?$"
_TEXT, _SIGN = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
_SIGNS = ("push button", "button", "toggle button", "check box", "radio button", "combo box", "page tab")
_NOT_A_USERS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # set for the tests' own process
_MARGIN_PX = 24
_MOVING, _STILL = 0.01, 0.001  # share of the portrait's pixels that change within a quarter of a second


class WindowUser:
    """One who starts the program and uses it.

    Attributes:
        process: the program.
        clicks: how often the mouse was pressed.
        looked: how many pictures of the screen were kept.
    """

    def __init__(self, desktop: Desktop, home: Path, album: Path, *arguments: str) -> None:
        """Start the program with a home of its own; pictures of the screen go into the album, a folder."""
        self.desktop, self.home = desktop, home
        self.clicks = self.looked = 0
        self._album = album
        album.mkdir(parents=True, exist_ok=True)
        self.env = {name: value for name, value in desktop.env.items() if name not in _NOT_A_USERS}
        self.env |= {"LIKENESS_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
        self._said = home / "said.txt"
        with self._said.open("w", encoding="utf-8") as file:
            self.process = subprocess.Popen(
                command("gui", *arguments), cwd=ROOT, env=self.env, stdout=file, stderr=file, start_new_session=True
            )
        self._started_s = time.monotonic()

    # -- reading

    @property
    def said(self) -> str:
        """What the program has written into the terminal."""
        return self._said.read_text(encoding="utf-8")

    @cached_property
    def window(self) -> int:
        """The main window."""
        wait_until(lambda: bool(self.desktop.windows(MAIN)), "there is no window", timeout_s=60.0)
        return self.desktop.windows(MAIN)[0]

    @property
    def title(self) -> str:
        """What stands over the main window."""
        return self.desktop.title(self.window)

    @property
    def box(self) -> Box:
        """Where the main window is."""
        return self.desktop.box(self.window)

    def wait_for_window(self) -> float:
        """Wait until the program shows itself; returns how long it took since its start, in seconds."""
        _ = self.window
        return time.monotonic() - self._started_s

    def things(self) -> list[Thing]:
        """Return everything that a screen reader is told of."""
        return things(self.process.pid, self.env)

    def find(self, name: str, role: str = "", timeout_s: float = 30.0) -> Thing:
        """Wait for a thing with this name, or whose name begins so; the largest if there are several."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            shown = self.things()
            found = [thing for thing in shown if thing.name == name and role in thing.role]
            found = found or [thing for thing in shown if thing.name.startswith(name) and role in thing.role]
            if found:
                return max(found, key=lambda thing: thing.box.width * thing.box.height)
            names = sorted({thing.name for thing in shown if thing.name})
            assert time.monotonic() < deadline_s, f"nothing is called {name!r}; there are {names}"
            time.sleep(0.2)

    def sees(self, name: str) -> bool:
        """Whether something is called so, or begins so."""
        return any(thing.name.startswith(name) for thing in self.things())

    def state(self) -> dict[str, Any]:
        """Return what `likeness ctl status` says."""
        words = command("ctl", "status", "--json")
        done = subprocess.run(words, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        table: dict[str, Any] = json.loads(done.stdout)
        return table

    def wait_for_state(self, timeout_s: float = 30.0, **wanted: object) -> dict[str, Any]:
        """Wait until the status says this; return it."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            state = self.state()
            if all(state[name] == value for name, value in wanted.items()):
                return state
            assert time.monotonic() < deadline_s, f"{wanted} did not come: {state}"

    # -- acting

    def click(self, name: str, role: str = "") -> None:
        """Press the mouse on what has this name."""
        self.click_on(self.find(name, role).box)

    def click_on(self, box: Box) -> None:
        """Press the mouse in the middle of a box."""
        self.clicks += 1
        self.desktop.hand("mousemove", box.left + box.width // 2, box.top + box.height // 2, "sleep", 0.1, "click", 1)

    def press(self, *keys: str) -> None:
        """Press keys one after another, as xdotool calls them."""
        self.desktop.hand("key", "--delay", 60, *keys)

    def resize(self, width: int, height: int) -> None:
        """Make the main window so large, without its frame."""
        self.desktop.resize(self.window, width, height)
        wait_until(lambda: (self.box.width, self.box.height) == (width, height), f"it does not become {width}x{height}")
        time.sleep(0.5)  # what is in it follows

    # -- looking

    def look(self, name: str) -> Pixels:
        """Return the windows of the program as they are on the screen, and keep the picture under this name."""
        time.sleep(0.3)  # what has just been done is drawn
        boxes = [self.desktop.box(window) for window in self.desktop.all_windows()] or [Box(0, 0, WIDTH, HEIGHT)]
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.around(box)
        left, top = max(whole.left - _MARGIN_PX, 0), max(whole.top - _MARGIN_PX, 0)
        right, bottom = min(whole.right + _MARGIN_PX, WIDTH), min(whole.bottom + _MARGIN_PX, HEIGHT)
        picture = self.desktop.grab(Box(left, top, right - left, bottom - top))
        self.looked += 1
        Image.fromarray(picture).save(self._album / f"{name}.png")
        return picture

    def portrait(self) -> Box:
        """Return where the portrait is."""
        return self.find("Avatar", timeout_s=10.0).box

    def motion(self, box: Box, times: int = 4) -> list[float]:
        """Return which share of the pixels there changes from one quarter of a second to the next."""
        pictures = []
        for _ in range(times + 1):
            pictures.append(self.desktop.grab(box))
            time.sleep(0.25)
        return [moved(one, other) for one, other in zip(pictures, pictures[1:], strict=False)]

    def moves(self, box: Box) -> bool:
        """Whether it moves all the time."""
        return min(self.motion(box)) > _MOVING

    def rests(self, box: Box) -> bool:
        """Whether it does not move at all."""
        return max(self.motion(box)) < _STILL

    def pale(self, window: str = "") -> list[str]:
        """Return what can hardly be read in a window, the main one or the one of this name, by its pixels."""
        screen = self.desktop.grab()
        shown = [thing for thing in self.things() if thing.window.startswith(window or "Likeness")]
        frame = next((thing.box for thing in shown if thing.name == thing.window), self.box)
        found = []
        for thing in shown:
            box = thing.box
            readable = thing.role == "label" or thing.role in _SIGNS
            if not (readable and thing.name and "sensitive" in thing.states and frame.holds(box)):
                continue
            if min(box.width, box.height) < 4:
                continue
            ratio = contrast_in(screen[box.top + 2 : box.bottom - 2, box.left + 2 : box.right - 2])
            if ratio < (_TEXT if thing.role == "label" else _SIGN):
                found.append(f"{thing.role} {thing.name!r}: contrast {ratio:.1f}")
        return found

    # -- going

    def close(self) -> float:
        """Close the window by the key of the window manager; returns how long the program took to end, in seconds."""
        self.press("alt+F4")
        start_s = time.monotonic()
        self.process.wait(40.0)
        return time.monotonic() - start_s

    def left_behind(self) -> list[str]:
        """Return the command lines of the program's processes that still run."""
        mine, lines = f"LIKENESS_HOME={self.home}".encode(), []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                settings = (entry / "environ").read_bytes().split(b"\0")
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            except OSError:  # it has ended meanwhile, or belongs to another user
                continue
            if mine in settings and words:
                lines.append(words)
        return lines

    def give_up(self) -> None:
        """End the program if it still runs, as a test that has failed must."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10.0)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, 9)
                self.process.wait()
