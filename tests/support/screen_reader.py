"""What a screen reader is told of a program: every thing that it shows, by the accessibility service (AT-SPI).

    python -m tests.support.screen_reader PROCESS-ID

prints them as JSON. A process of its own asks each time: the service's library keeps the first desktop it has found,
and it waits for programs that do not answer.
"""

import ctypes
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.box import Box
from tests.support.likeness import ROOT

_STATES = {4: "checked", 8: "enabled", 12: "focused", 16: "modal", 23: "selected", 24: "sensitive", 25: "showing"}
_MANY = 400  # things in one thing: more are further down in a list that nobody sees
_WAIT_MS = 3000
_POINTER, _NUMBER, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
# function: what it returns, what it takes; a last pointer is for errors, which show in what is returned
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "init": (_NUMBER, ()),
    "set_timeout": (None, (_NUMBER, _NUMBER)),
    "get_desktop": (_POINTER, (_NUMBER,)),
    "accessible_get_child_count": (_NUMBER, (_POINTER, _POINTER)),
    "accessible_get_child_at_index": (_POINTER, (_POINTER, _NUMBER, _POINTER)),
    "accessible_get_process_id": (ctypes.c_uint, (_POINTER, _POINTER)),
    "accessible_get_name": (_TEXT, (_POINTER, _POINTER)),
    "accessible_get_role_name": (_TEXT, (_POINTER, _POINTER)),
    "accessible_get_state_set": (_POINTER, (_POINTER,)),
    "state_set_contains": (_NUMBER, (_POINTER, _NUMBER)),
    "accessible_get_component_iface": (_POINTER, (_POINTER,)),
    "component_get_extents": (_POINTER, (_POINTER, _NUMBER, _POINTER)),
}


@dataclass(frozen=True)
class Thing:
    """One thing on the screen.

    Attributes:
        window: name of the window it belongs to.
        role: "push button", "label", ...
        name: what it is called.
        states: of "checked", "enabled", "focused", "modal", "selected", "sensitive", "showing".
        box: where it is.
    """

    window: str
    role: str
    name: str
    states: frozenset[str]
    box: Box


def things(process_id: int, env: Mapping[str, str]) -> list[Thing]:
    """Return what a program shows; nothing while the service does not know it yet."""
    command = [sys.executable, "-m", "tests.support.screen_reader", str(process_id)]
    done = subprocess.run(command, env=dict(env), cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    return [Thing(window, role, name, frozenset(states), Box(*box)) for window, role, name, states, box in rows]


class _Rect(ctypes.Structure):
    _fields_ = (("left", _NUMBER), ("top", _NUMBER), ("width", _NUMBER), ("height", _NUMBER))


class _Service:
    """The library's functions. What they return is never given back: the process ends soon."""

    def __init__(self) -> None:
        self.library = library = ctypes.CDLL("libatspi.so.0")
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, f"atspi_{name}")
            function.restype, function.argtypes = result, arguments
        library.atspi_init()
        library.atspi_set_timeout(_WAIT_MS, _WAIT_MS)

    def of(self, thing: int, what: str) -> str:
        said: bytes | None = getattr(self.library, f"atspi_accessible_get_{what}")(thing, None)
        return (said or b"").decode()

    def children(self, thing: int) -> Iterator[int]:
        for index in range(min(self.library.atspi_accessible_get_child_count(thing, None), _MANY)):
            if child := self.library.atspi_accessible_get_child_at_index(thing, index, None):
                yield child

    def program(self, process_id: int) -> int | None:
        for one in self.children(self.library.atspi_get_desktop(0)):
            if self.library.atspi_accessible_get_process_id(one, None) == process_id:
                return one
        return None

    def states(self, thing: int) -> list[str]:
        found = self.library.atspi_accessible_get_state_set(thing)
        return [word for number, word in _STATES.items() if self.library.atspi_state_set_contains(found, number)]

    def box(self, thing: int) -> list[int]:
        part = self.library.atspi_accessible_get_component_iface(thing)
        where = self.library.atspi_component_get_extents(part, 0, None) if part else None
        if not where:
            return [0, 0, 0, 0]
        rect = _Rect.from_address(where)
        return [rect.left, rect.top, rect.width, rect.height]

    def shown(self, thing: int, window: str) -> Iterator[list[Any]]:
        for child in self.children(thing):
            states = self.states(child)
            if "showing" not in states:
                continue
            name = self.of(child, "name")
            owner = window or name
            yield [owner, self.of(child, "role_name"), name, states, self.box(child)]
            yield from self.shown(child, owner)


def main(process_id: int) -> int:
    """Print what the program shows; return 0."""
    service = _Service()
    program = service.program(process_id)
    sys.stdout.write(json.dumps(list(service.shown(program, "")) if program else []))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
