"""Fetches one file over lines that break: resumed, measured, limited, from the first address that works.

What has arrived lies in a file `.part`, with a small record beside it of where it came from; a later call goes on from
its last byte (HTTP range requests, RFC 9110 section 14). Whether the whole is the right one, its sums decide.
"""

import json
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import ModelError
from models.portrait.fomm.file_kind import FileKind, kind_of
from models.supply import line
from models.supply.line import CutError, SlowError, UnavailableError, WorthlessError
from models.supply.manifest import Variant, sums_of

Report = Callable[[float], None]

_BLOCK_BYTES = 1 << 16
_SPARE_BYTES = 64 << 20  # room that a download leaves on the disk


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up.

    Attributes:
        stall_s: without a byte, or slower than `least_bytes_per_s` for so long: the connection counts as cut.
        least_bytes_per_s: see there.
        total_s: for one published file, over all its addresses.
        largest_bytes: more is never written.
        tries: connections in a row that bring nothing new, or drip, before an address is given up.
        pause_s: between two of them.
    """

    stall_s: float = 30.0
    least_bytes_per_s: float = 1000.0
    total_s: float = 6 * 3600.0
    largest_bytes: int = 1 << 30
    tries: int = 3
    pause_s: float = 1.0


class Download:
    """One file on its way; one object serves one call of the user."""

    def __init__(self, variant: Variant, part: Path, report: Report, limits: Limits) -> None:
        """Prepare; nothing is fetched yet.

        Args:
            variant: the file wanted; its size and sums are checked as far as they are known.
            part: where it is collected. It stays after a cut or Ctrl-C, and goes when its contents turn out wrong.
            report: gets the share done, 0..1, whenever bytes arrive and the length is known.
            limits: when to give up.
        """
        self._variant = variant
        self._part = part
        self._note = part.with_name(part.name + ".json")
        self._report = report
        self._limits = limits
        self._until_s = time.monotonic() + limits.total_s

    def fetch(self) -> str:
        """Bring `part` to its whole length, from the first address that delivers it, and check its sums.

        Returns:
            The server that had it.

        Raises:
            UnavailableError: no address delivers it; the text has a reason for each.
            ModelError: the disk is full or not writable, or an address is none.
        """
        reasons = []
        for address in self._variant.addresses:
            server = urlsplit(address).netloc or address
            try:
                self._fetch_from(address)
                self._note.unlink(missing_ok=True)
                return server
            except UnavailableError as error:
                if isinstance(error, WorthlessError):
                    self.discard()
                reasons.append(f"{server} {error}")
            except OSError as error:  # of the disk: those of the line have become one of ours
                raise ModelError(f"cannot write {self._part} ({error.strerror or error})", "make room there") from error
        raise UnavailableError("; ".join(reasons) or "no address is known")

    def discard(self) -> None:
        """Delete what has arrived."""
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _fetch_from(self, address: str) -> None:
        resumed = self._may_go_on(address) and self._have() > 0
        try:
            self._collect(address)
            self._require_sums()
        except WorthlessError:
            if not resumed:
                raise
            self.discard()
            self._collect(address)  # the older bytes may have been of another file: now without them
            self._require_sums()

    def _collect(self, address: str) -> None:
        """Connect until the file is whole; as long as each connection brings something, it goes on."""
        best, tries = self._have() if self._may_go_on(address) else 0, self._limits.tries
        while True:
            try:
                self._connect(address)
                return
            except CutError as cut:
                progressed = self._have() > best and not isinstance(cut, SlowError)
                best, tries = max(best, self._have()), self._limits.tries if progressed else tries - 1
                if tries <= 0 or time.monotonic() + self._limits.pause_s > self._until_s:
                    raise UnavailableError(str(cut)) from cut
                time.sleep(self._limits.pause_s)

    def _connect(self, address: str) -> None:
        # bytes of another address stay until this one answers
        have, note = self._have() if self._may_go_on(address) else 0, self._read_note()
        validator = note.get("validator", "") if note.get("address") == address else ""
        answer = line.connect(address, have, validator, self._limits.stall_s)
        if answer is None:
            return  # all of it is here
        with answer:
            start, total = line.extent(answer)
            if start not in (0, have):
                self.discard()
                raise CutError("sends another piece of the file than was asked for")
            self._require_size(start, total)
            self._note.write_text(json.dumps({"address": address, "validator": line.validator_of(answer)}), "utf-8")
            if start == 0:
                self._part.unlink(missing_ok=True)
            done = self._take(answer, start, total)
        if done < total:
            raise CutError(f"broke off after {done} of {total} bytes")
        if self._have() != done:
            raise WorthlessError("was fetched twice at the same time")

    def _take(self, answer: line.Answer, start: int, total: int) -> int:
        """Append all that comes; returns how much there is then."""
        done = window_bytes = start
        window_s = time.monotonic()
        with self._part.open("ab") as stream:
            while block := line.read(answer, _BLOCK_BYTES):
                stream.write(block)
                if done == 0:
                    stream.flush()
                    self._require_no_page()
                done += len(block)
                if total:
                    self._report(done / total)
                now_s = time.monotonic()
                self._require_within(done, now_s)
                if now_s - window_s > self._limits.stall_s:
                    speed = (done - window_bytes) / (now_s - window_s)
                    if speed < self._limits.least_bytes_per_s:
                        raise SlowError(f"is too slow ({speed:.0f} bytes a second)")
                    window_s, window_bytes = now_s, done
        return done

    def _require_size(self, start: int, total: int) -> None:
        wanted = self._variant.size_bytes
        if total and wanted and total != wanted:
            raise UnavailableError(f"has a file of {total} bytes instead of {wanted}")
        if total > self._limits.largest_bytes:
            raise UnavailableError(f"has a file of {total} bytes, which is too large")
        require_room(self._part.parent, (total or wanted) - start)

    def _require_within(self, done: int, now_s: float) -> None:
        if done > self._limits.largest_bytes:
            raise WorthlessError(f"sends more than {self._limits.largest_bytes} bytes")
        if now_s > self._until_s:
            raise UnavailableError(f"took longer than {self._limits.total_s:g} s")

    def _require_no_page(self) -> None:
        """Stop early where a server sends a page that asks for something, with the file's name and status 200."""
        if kind_of(self._part) is FileKind.HTML:
            raise WorthlessError("sends a web page instead of the file")

    def _require_sums(self) -> None:
        if not self._have():
            raise UnavailableError("sends an empty file")
        if self._variant.summed and not self._variant.is_file(sums_of(self._part)):
            raise WorthlessError("has another file: its checksum is wrong")

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _may_go_on(self, address: str) -> bool:
        """Bytes of one address go on from another one only if a checksum will judge the whole."""
        return self._variant.summed or self._read_note().get("address") == address

    def _read_note(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            note = json.loads(self._note.read_text(encoding="utf-8"))
            if isinstance(note, dict) and all(isinstance(value, str) for value in note.values()):
                return note
        return {}


def require_room(folder: Path, wanted_bytes: int) -> None:
    """Make a folder; raise ModelError if its disk cannot take so much and keep some room."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = wanted_bytes + _SPARE_BYTES - shutil.disk_usage(folder).free
    if missing > 0:
        raise ModelError(
            f"{folder} has no room for {wanted_bytes / 1e6:.0f} MB",
            f"free {missing / 1e6:.0f} MB or point LIKENESS_MODELS to another disk",
        )
