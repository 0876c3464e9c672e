"""Takes out of texts what tells who somebody is: names of user and computer, folders, addresses, serial numbers."""

import getpass
import os
import re
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.paths import data_dir

__all__ = ["Redactor", "own_names"]

_SHORT = 3  # shorter names are only taken out as whole words: they are part of too many others
_PATTERNS = (
    (re.compile(r"\b([a-z][a-z0-9+.-]{1,9})://[^\s\"'<>]+", re.IGNORECASE), r"\1://(address)"),
    (re.compile(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b"), "(mail)"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE), "(id)"),
    (re.compile(r"\b[0-9a-f]{2}([:_-][0-9a-f]{2}){5}\b", re.IGNORECASE), "(address)"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?![.\w])"), "(address)"),
    # as udev and PulseAudio name devices: usb-MAKER_MODEL_SERIAL-..., the maker's and model's words stay in the report
    (re.compile(r"\b((?:usb|bluez_\w+|ieee1394)[-.])[^\s\"']+"), r"\1(device)"),
    # what is long and of capitals and digits, as serial numbers are
    (re.compile(r"\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{10,}\b"), "(serial)"),
    (re.compile(r"([/\\](?:home|Users)[/\\])[^/\\\s\"':]+", re.IGNORECASE), r"\1(user)"),
)


class Redactor:
    """Replaces in texts what it knows of this user and computer, and whatever looks like an address or a serial.

    Args:
        names: more to take out, such as the names of avatars.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        folders = {str(Path.home()), os.environ.get("HOME", ""), os.environ.get("LIKENESS_HOME", "")}
        hosts = {socket.gethostname(), socket.gethostname().split(".")[0], os.environ.get("COMPUTERNAME", "")}
        self._words = [
            *((folder, "~") for folder in _longest_first(folders) if len(folder) > 1),
            *((name, "(user)") for name in _longest_first(_user_names())),
            *((name, "(computer)") for name in _longest_first(hosts - {"localhost"})),
            *((name, "(name)") for name in _longest_first(set(names))),
        ]

    def names(self, text: str) -> str:
        """Return a text without the names that are known."""
        for word, instead in self._words:
            pattern = re.escape(word) if len(word) > _SHORT else rf"(?<!\w){re.escape(word)}(?!\w)"
            text = re.sub(pattern, instead.replace("\\", "\\\\"), text, flags=re.IGNORECASE)
        return text

    def text(self, text: str) -> str:
        """Return a text without these names and without what looks like an address or a serial number."""
        text = self.names(text)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text

    def tree(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return lists and tables with every text in them redacted; names of fields stay."""
        if isinstance(value, dict):
            return {key: self.tree(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.tree(part) for part in value]
        return self.text(value) if isinstance(value, str) else value


def own_names() -> set[str]:
    """Return the names of the user's own avatars and voices; those that ship with the program are no secret."""
    files = [path for kind in ("avatars", "voices") for path in (data_dir() / kind).glob("[!.]*")]
    return {name for path in files for name in (path.name, path.stem, path.stem.replace("-", " "))}


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word}, key=len, reverse=True)


def _user_names() -> set[str]:
    """Return how the system calls the user: login names, and the full name where there is one."""
    names = {os.environ.get(name, "") for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER")} | {Path.home().name}
    try:
        names.add(getpass.getuser())
    except (OSError, KeyError, ImportError):
        pass  # a user id without an account has no name
    if sys.platform != "win32":
        import pwd

        try:
            full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
        except KeyError:
            full = ""
        names |= {full, *(part for part in full.split() if len(part) > _SHORT)}
    return names
