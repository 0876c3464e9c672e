"""The virtual cable on Linux: what is played into one end, call programs hear as "Likeness Microphone" at the other.

A null sink, and a source remapped from its monitor, because many programs hide monitors. PulseAudio and pipewire-pulse
keep both in their own process: they outlive a crash of ours. Which program made them stands in the sink itself, so
that nothing has to be remembered in files. A cable that somebody listens to is never taken away: the server would
move the listener to another microphone without a word, and a call would hear the real voice.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

import psutil

from app.errors import DeviceError
from app.sound.pulse import ask, module_indices, order

__all__ = ["CABLE", "OUTPUT_ID", "PROBE", "CableStatus", "Names", "create", "look", "release", "remove", "tidy"]

State = Literal["unavailable", "missing", "damaged", "ready"]
Row = dict[str, Any]
RATE_HZ = 48000
QUIET_LIMIT_S = 3.0  # how long a program that ends may still play
_LOOK_AGAIN_S = 0.1
_OWNER = "likeness.owner"


@dataclass(frozen=True, slots=True)
class Names:
    """What the two ends are called: for programs, and for people."""

    sink: str
    source: str
    sink_words: str
    source_words: str


CABLE = Names("likeness_cable", "likeness_microphone", "Likeness Cable", "Likeness Microphone")
PROBE = Names("likeness_probe", "likeness_probe_microphone", "Likeness Test", "Likeness Test Microphone")
OUTPUT_ID = f"PulseAudio: {CABLE.sink}"  # for Settings.audio_output


@dataclass(frozen=True, slots=True)
class CableStatus:
    """How the cable is.

    Attributes:
        state: "damaged": only one end is there, as a crash may leave it; "unavailable": there is no sound server.
        listeners: names of the programs that listen to it.
        players: how many play into it.
        owner: the program that made it: "us", "another" that runs, "gone", or "nobody" (it stays until removed).
        why, advice: why it is unavailable, and what to do; else empty.
    """

    state: State
    listeners: tuple[str, ...] = ()
    players: int = 0
    owner: Literal["us", "another", "gone", "nobody"] = "nobody"
    why: str = ""
    advice: str = ""

    @property
    def words(self) -> str:
        """The state in words: "missing", "ready", "in use by 2 programs"."""
        count = len(self.listeners)
        if self.state == "ready" and count:
            return f"in use by {count} program{'s' if count > 1 else ''}"
        return self.state


def look(names: Names = CABLE) -> CableStatus:
    """Return how the cable is; takes some 50 ms. Never fails."""
    try:
        return _look(names)
    except DeviceError as error:
        return CableStatus("unavailable", why=error.message, advice=error.advice)


def create(names: Names = CABLE, *, stay: bool = False) -> CableStatus:
    """Make the cable unless it is there; one that a crash has left is made anew where nobody listens to it.

    Args:
        names: of its ends.
        stay: it belongs to nobody and stays until `remove`; else it is this program's, see `release`.

    Raises:
        DeviceError: there is no sound server, or it refuses.
    """
    found = _look(names)
    left_over = found.owner == "gone" and not found.listeners and not found.players
    if found.state == "ready" and not (left_over and not stay):
        return found
    _unload(names)
    before = ask("info")
    owner = "0-0" if stay else _mark(os.getpid())
    words = f"device.description='{names.sink_words}' device.class=abstract {_OWNER}={owner}"
    form = [f"rate={RATE_HZ}", "channels=2", "channel_map=front-left,front-right"]
    order("load-module", "module-null-sink", f"sink_name={names.sink}", *form, f'sink_properties="{words}"')
    try:
        words = f"device.description='{names.source_words}'"
        ends = [f"source_name={names.source}", f"master={names.sink}.monitor"]
        order("load-module", "module-remap-source", *ends, f'source_properties="{words}"')
        _give_back_defaults(names, before)
    except DeviceError:
        with suppress(DeviceError):  # the first error says more
            _unload(names)
        raise
    return _look(names)


def remove(names: Names = CABLE, *, force: bool = False) -> bool:
    """Take the cable away; returns whether there was one.

    A program of ours that still plays is given three seconds to end.

    Args:
        names: of its ends.
        force: also while programs use it.

    Raises:
        DeviceError: programs use it, there is no sound server, or it refuses.
    """
    deadline_s = time.monotonic() + QUIET_LIMIT_S
    while not force:
        found = _look(names)
        if found.listeners:
            raise DeviceError(
                f"{names.source_words} is in use by {', '.join(found.listeners)}",
                "choose another microphone there first, or the sound server may hand it your real one",
            )
        if not found.players:
            break
        if time.monotonic() > deadline_s:
            raise DeviceError(f"a program still plays into {names.sink_words}", "stop it there first")
        time.sleep(_LOOK_AGAIN_S)
    return _unload(names) > 0


def release(names: Names = CABLE) -> bool:
    """Remove the cable if this program made it and nobody listens; for a clean end. Returns whether it was removed."""
    found = look(names)
    if found.owner != "us" or found.listeners:
        return False
    try:
        return remove(names)
    except DeviceError:
        return False  # the next start finds it


def tidy() -> list[str]:
    """Remove what crashed programs have left behind, where nobody uses it; returns the names of what was removed."""
    removed = []
    for names in (CABLE, PROBE):
        found = look(names)
        left = found.state == "damaged" or (found.state == "ready" and found.owner == "gone")
        if left and not found.listeners and not found.players:
            with suppress(DeviceError):  # somebody was faster, or the server has gone
                if _unload(names):
                    removed.append(names.source_words)
    return removed


def _look(names: Names) -> CableStatus:
    sinks, sources = ask("list", "sinks"), ask("list", "sources")
    sink = next((row for row in sinks if row["name"] == names.sink), None)
    ends = {row["index"] for row in sources if row["name"] in (names.source, f"{names.sink}.monitor")}
    has_source = any(row["name"] == names.source for row in sources)
    if sink is None and not has_source:
        return CableStatus("missing")
    listeners = [row for row in ask("list", "source-outputs") if row.get("source") in ends and not _is_remap(row)]
    players = [] if sink is None else [row for row in ask("list", "sink-inputs") if row.get("sink") == sink["index"]]
    return CableStatus(
        "ready" if sink is not None and has_source else "damaged",
        _programs(listeners),
        len(players),
        _owner_of(sink),
    )


def _is_remap(row: Row) -> bool:
    """Whether this listener is the cable's own second end: without a client, or PipeWire's loopback."""
    return row.get("client") in (None, "n/a") or row.get("properties", {}).get("media.role") == "filter"


def _programs(rows: list[Row]) -> tuple[str, ...]:
    """Return a name for each program, one that listens twice only once."""
    found: dict[str, str] = {}
    for row in rows:
        about = row.get("properties", {})
        name = about.get("application.name") or about.get("application.process.binary") or about.get("media.name")
        key = about.get("application.process.id") or f"stream {row.get('index')}"
        found.setdefault(str(key), str(name or "an unknown program"))
    return tuple(found.values())


def _owner_of(sink: Row | None) -> Literal["us", "another", "gone", "nobody"]:
    pid, _, started = str((sink or {}).get("properties", {}).get(_OWNER, "0-0")).partition("-")
    if not pid.isdigit() or pid == "0":
        return "nobody"
    if _mark(int(pid)) != f"{pid}-{started}":
        return "gone"
    return "us" if int(pid) == os.getpid() else "another"


def _mark(pid: int) -> str:
    """Return a process with the second of its start: numbers of processes are used again."""
    try:
        return f"{pid}-{int(psutil.Process(pid).create_time())}"
    except psutil.Error:
        return f"{pid}-0"


def _unload(names: Names) -> int:
    """Unload both modules, the source first; returns how many. Raises DeviceError."""
    indices = module_indices(f"sink_name={names.sink}", f"source_name={names.source}")
    for index in indices:
        try:
            order("unload-module", str(index))
        except DeviceError:  # one end takes the other with it
            if index in module_indices(f"sink_name={names.sink}", f"source_name={names.source}"):
                raise
    return len(indices)


def _give_back_defaults(names: Names, before: Row) -> None:
    """Let the user's own speaker and microphone stay the default: some servers prefer what came last."""
    after = ask("info")
    for key, kind, ours in (
        ("default_sink_name", "set-default-sink", names.sink),
        ("default_source_name", "set-default-source", names.source),
    ):
        old = before.get(key) or ""
        if after.get(key) == ours and old not in ("", ours, "auto_null", "auto_null.monitor", "@DEFAULT_SINK@"):
            order(kind, old)
