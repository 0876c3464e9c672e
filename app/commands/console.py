"""How commands speak: results on stdout, messages and progress on stderr."""

import json
import sys
import time
from types import TracebackType
from typing import Any, Self


def result(text: str) -> None:
    """Write one line of result to stdout."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def result_json(table: Any) -> None:  # noqa: ANN401 - anything JSON can hold
    """Write one JSON object as the last line of stdout."""
    result(json.dumps(table, default=str))


def note(text: str) -> None:
    """Write one line of message to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class Progress:
    """A progress bar on a terminal; silent when piped and for work shorter than a second."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started_s = time.monotonic()
        self._shown = False
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Start the clock."""
        return self

    def __call__(self, share: float) -> None:
        """Show the share done, 0..1, with the time left."""
        elapsed_s = time.monotonic() - self._started_s
        if not self._live or elapsed_s < 1.0:
            return
        share = min(max(share, 0.0), 1.0)
        left = f"{elapsed_s * (1 - share) / share:4.0f} s left" if share > 0.01 else ""
        bar = "#" * round(30 * share)
        sys.stderr.write(f"\r{self._label} [{bar:<30}] {share:4.0%} {left}\x1b[K")
        sys.stderr.flush()
        self._shown = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Remove the bar."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
