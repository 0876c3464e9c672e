"""Where things are: the checkout, its environment, and the stamps that say which steps are done."""

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

Level = Literal["run", "test"]  # test needs everything that run needs, and more

ROOT = Path(__file__).resolve().parents[2]
_STAMPS = "likeness-setup.json"


def environment_folder() -> Path:
    """Return LIKENESS_ENV, or `.venv` beside pyproject.toml."""
    chosen = os.environ.get("LIKENESS_ENV")
    return Path(chosen).expanduser().resolve() if chosen else ROOT / ".venv"


@dataclass(frozen=True)
class Setup:
    """One call of the set-up.

    Attributes:
        level: what it prepares for.
        env: folder of the environment, existing or not.
        cuda: the user wants torch for an NVIDIA GPU whatever the machine looks like.
        yes: ask nothing.
    """

    level: Level
    env: Path
    cuda: bool = False
    yes: bool = False

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.env / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def log(self) -> Path:
        """Full output of the commands that the steps run."""
        return self.env.with_name(self.env.name + "-setup.log")

    @property
    def site_packages(self) -> Path:
        """Where the environment's packages lie."""
        if sys.platform == "win32":
            return self.env / "Lib" / "site-packages"
        return next(iter(sorted((self.env / "lib").glob("python3.*/site-packages"))), self.env / "lib")

    def python_version(self) -> str:
        """Return the version of the environment's Python from its pyvenv.cfg, "" without an environment."""
        try:
            lines = (self.env / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except OSError:
            return ""
        entries = dict(line.replace(" ", "").split("=", 1) for line in lines if "=" in line)
        return entries.get("version") or entries.get("version_info", "")


class Stamps:
    """Which steps are done, for which state of the project; kept in the environment's folder."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._path = setup.env / _STAMPS
        self._done: dict[str, int] = {}  # step -> version, not yet written
        try:
            self._entries: dict[str, dict[str, str]] = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._entries = {}

    @cached_property
    def _pyproject(self) -> bytes:
        return (ROOT / "pyproject.toml").read_bytes()

    def _digest(self, version: int) -> str:
        facts = f"{version} {self._setup.python_version()} {ROOT}".encode()
        return hashlib.sha256(facts + self._pyproject).hexdigest()

    def level(self, step: str) -> Level:
        """Return the level to work for: what is there for the tests already stays complete."""
        return "test" if self._entries.get(step, {}).get("level") == "test" else self._setup.level

    def current(self, step: str, version: int) -> bool:
        """Whether the step is done for this project, this Python and this level."""
        entry = self._entries.get(step, {})
        return entry.get("digest") == self._digest(version) and entry.get("level") == self.level(step)

    def set(self, step: str, version: int) -> None:
        """Remember that a step is done; written as soon as the environment's folder exists."""
        self._done[step] = version
        if not self._setup.env.is_dir():
            return
        for name, done in self._done.items():  # with the Python of the environment, unknown before there was one
            self._entries[name] = {"digest": self._digest(done), "level": self.level(name)}
        self._done.clear()
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(self._entries, indent=1), encoding="utf-8")
        part.replace(self._path)
