"""The log file of one run: of bounded size, in the log folder, and without what tells who sits at the computer."""

import faulthandler
import logging
import platform
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import metadata
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app import paths
from app.commands.redact import Redactor, own_names

__all__ = ["LOGGED", "log_to_file"]

LOGGED = ("gui", "demo", "live", "render", "convert")  # commands that run long enough for anybody to ask what happened
FILE_BYTES = 500_000
OLDER_FILES = 2
_OURS = ("app", "models")  # of other libraries only what reaches the screen
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s]: %(message)s"
_LAST_WORDS = 20_000  # characters
# pictures, films and sounds are the user's own, and named by the user: with their folders, and with spaces in them
_USERS_FILES = re.compile(
    r"""(?:(?:\b[a-z]:|~)?[/\\][^"'\n:]*|[\w.-]+)(\.(?:mp4|mkv|mov|webm|avi|png|jpe?g|webp|bmp|wav|flac|ogg|mp3|m4a|voice))\b""",
    re.IGNORECASE,
)
log = logging.getLogger(__name__)


class _Discreet(logging.Formatter):
    """Writes lines and tracebacks without names, folders and addresses."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)
        self._redactor = Redactor(own_names())

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole text of a record."""
        return _USERS_FILES.sub(r"(file)\1", self._redactor.text(super().format(record)))


class _File(RotatingFileHandler):
    """A file that never troubles the program: what cannot be written, on a full disk say, is lost."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name logging gives it
        """Say nothing."""

    def close(self) -> None:
        """Give up what cannot be written."""
        with suppress(OSError):
            super().close()

    def doRollover(self) -> None:  # noqa: N802 - the name logging gives it
        """Begin a new file; where another run of the program holds the old one (Windows), go on in it."""
        with suppress(OSError):
            super().doRollover()
        if self.stream is None:
            self.stream = self._open()


@contextmanager
def log_to_file(command: str) -> Iterator[Path | None]:
    """Write what happens meanwhile into `COMMAND.log` of the log folder, and what ends the program, too.

    Yields:
        The file; None where none can be written: the program runs without.
    """
    try:
        path = paths.log_dir() / f"{command}.log"
        handler = _File(path, maxBytes=FILE_BYTES, backupCount=OLDER_FILES, encoding="utf-8", delay=True)
    except OSError:
        yield None
        return
    handler.setFormatter(_Discreet())
    handler.setLevel(logging.INFO)
    with ExitStack() as stack:
        stack.callback(handler.close)
        logging.getLogger().addHandler(handler)
        stack.callback(logging.getLogger().removeHandler, handler)
        for name in _OURS:
            logger = logging.getLogger(name)
            stack.callback(logger.setLevel, logger.level)
            logger.setLevel(min(logging.INFO, logging.getLogger().level))
        _keep_last_words(stack, path.with_suffix(".crash.log"))
        log.info("likeness %s, %s, Python %s, %s", _version(), command, platform.python_version(), platform.platform())
        yield path
        log.info("%s has ended", command)


def _keep_last_words(stack: ExitStack, crash: Path) -> None:
    """Write what nobody catches into the log, and where the program was when a library broke it."""
    before, threads_before = sys.excepthook, threading.excepthook

    def hook(*error: object) -> None:
        log.critical("the program ends", exc_info=error)  # type: ignore[arg-type]  # as sys.exc_info() gives it
        before(*error)  # type: ignore[arg-type]

    def thread_hook(failed: threading.ExceptHookArgs, /) -> None:
        error = failed.exc_value
        log.error("thread %s failed", failed.thread.name if failed.thread else "?", exc_info=error)
        threads_before(failed)

    sys.excepthook, threading.excepthook = hook, thread_hook
    stack.callback(setattr, sys, "excepthook", before)
    stack.callback(setattr, threading, "excepthook", threads_before)
    with suppress(OSError):
        if crash.exists() and (words := crash.read_text(encoding="utf-8", errors="replace")):
            log.critical("the last run was broken off by a library:\n%s", words[:_LAST_WORDS])
        stack.callback(_drop_empty, crash)
        file = stack.enter_context(crash.open("w", encoding="utf-8"))
        if not faulthandler.is_enabled():
            faulthandler.enable(file)
            stack.callback(faulthandler.disable)


def _drop_empty(crash: Path) -> None:
    """The run has ended well: nothing is left."""
    with suppress(OSError):
        if not crash.stat().st_size:
            crash.unlink()


def _version() -> str:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version("likeness")
    return "from source"
