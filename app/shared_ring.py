"""A ring of fixed-size slots in shared memory: one writer, one reader, in two processes.

Layout, little endian: a header of three 64-byte lines (constants; the writer's counters; the reader's counter, each
in a cache line of its own), then the slots, each a 64-byte slot header and the payload.

Two ways of working, fixed when the ring is made:

* newest wins: the writer never waits; it marks a slot odd, copies, marks it even (a sequence lock). The reader copies
  the newest even slot and reads the mark again; a torn copy is thrown away and tried again.
* keep all: the writer waits for a free slot; nothing is overwritten.

The parent creates and unlinks; a child attaches. `camera_writer.py` carries its own copy of the reader: a change of
the layout must be made there too.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker, shared_memory
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["RingItem", "SharedRing"]

MAGIC = 0x4C494B4E52494E47  # "LIKNRING"
VERSION = 1
LINE_BYTES = 64
HEADER_BYTES = 3 * LINE_BYTES
POLL_S = 0.001
TORN_TRIES = 50

# places in the header, counted in 8-byte words
_MAGIC, _VERSION, _SLOTS, _SLOT_BYTES, _KEEP_ALL = 0, 1, 2, 3, 4
_WRITTEN, _FINISHED = 8, 9
_TAKEN = 16

SLOT = np.dtype(
    {
        "names": ["mark", "length", "width", "height", "time_s", "index"],
        "formats": ["<u8", "<u8", "<u4", "<u4", "<f8", "<i8"],
        "offsets": [0, 8, 16, 20, 24, 32],
        "itemsize": LINE_BYTES,
    }
)


@dataclass(frozen=True, slots=True)
class RingItem:
    """A copy of one slot.

    Attributes:
        payload: (n,) uint8, the bytes that were put.
        width: pixels; for sound the rate in Hz.
        height: pixels; 0 for sound.
        time_s: time of the item, on the clock of whoever put it.
        index: running number of the item.
    """

    payload: NDArray[np.uint8]
    width: int
    height: int
    time_s: float
    index: int

    def picture(self) -> NDArray[np.uint8]:
        """Return the payload as (height, width, 3 or 4) uint8."""
        return self.payload.reshape(self.height, self.width, -1)

    def samples(self) -> NDArray[np.float32]:
        """Return the payload as (n,) float32."""
        return self.payload.view(np.float32)


class SharedRing:
    """One end of the ring. `name`, `slots`, `slot_bytes` and `keep_all` are the same at both ends."""

    def __init__(self, block: shared_memory.SharedMemory, *, owner: bool) -> None:
        """Wrap a block with a valid header; use `create` or `attach` instead."""
        self._block = block
        self._owner = owner
        self._lock = threading.Lock()
        self._words: NDArray[np.uint64] = np.ndarray((HEADER_BYTES // 8,), np.uint64, block.buf)
        self.name = block.name
        self.slots = int(self._words[_SLOTS])
        self.slot_bytes = int(self._words[_SLOT_BYTES])
        self.keep_all = bool(self._words[_KEEP_ALL])
        stride = _stride(self.slot_bytes)
        self._marks: NDArray[Any] = np.ndarray((self.slots,), SLOT, block.buf, HEADER_BYTES, (stride,))
        self._payloads: NDArray[np.uint8] = np.ndarray(
            (self.slots, self.slot_bytes), np.uint8, block.buf, HEADER_BYTES + LINE_BYTES, (stride, 1)
        )
        self._closed = False

    @classmethod
    def create(cls, slots: int, slot_bytes: int, *, keep_all: bool) -> "SharedRing":
        """Make a new ring; the caller's `close` removes it from the system."""
        block = shared_memory.SharedMemory(create=True, size=HEADER_BYTES + slots * _stride(slot_bytes))
        words: NDArray[np.uint64] = np.ndarray((HEADER_BYTES // 8,), np.uint64, block.buf)
        words[:] = 0
        words[[_VERSION, _SLOTS, _SLOT_BYTES, _KEEP_ALL]] = (VERSION, slots, slot_bytes, int(keep_all))
        words[_MAGIC] = MAGIC
        del words
        return cls(block, owner=True)

    @classmethod
    def attach(cls, name: str) -> "SharedRing":
        """Open the ring that another process made. Raises FileNotFoundError, ValueError if it is no such ring."""
        block = _attach(name)
        words: NDArray[np.uint64] = np.ndarray((HEADER_BYTES // 8,), np.uint64, block.buf)
        magic, version = int(words[_MAGIC]), int(words[_VERSION])
        del words
        if (magic, version) != (MAGIC, VERSION):
            block.close()
            raise ValueError(f"shared memory {name} is no ring of version {VERSION}")
        return cls(block, owner=False)

    @property
    def written(self) -> int:
        """How many items have been put."""
        return int(self._words[_WRITTEN])

    @property
    def taken(self) -> int:
        """How many items have been taken or, where the newest wins, passed over."""
        return int(self._words[_TAKEN])

    @property
    def finished(self) -> bool:
        """Whether the writer has put its last item and the reader has taken it."""
        return bool(self._words[_FINISHED]) and self.taken == self.written

    def finish(self) -> None:
        """Say that no item will follow."""
        self._fence()
        self._words[_FINISHED] = 1

    def put(
        self,
        payload: NDArray[Any],
        *,
        width: int = 0,
        height: int = 0,
        time_s: float = 0.0,
        index: int = 0,
        timeout_s: float = 0.0,
    ) -> bool:
        """Copy an array of any shape and strides into the next slot.

        Where all is kept, wait up to `timeout_s` for a free slot; False: none came free and nothing was put.
        Raises ValueError if the payload does not fit a slot.
        """
        if payload.nbytes > self.slot_bytes:
            raise ValueError(f"{payload.nbytes} bytes do not fit a slot of {self.slot_bytes}")
        number = self.written
        if self.keep_all and not self._wait_free(number, timeout_s):
            return False
        slot = number % self.slots
        head = self._marks[slot]
        head["mark"] = 2 * number + 1
        self._fence()
        target = self._payloads[slot, : payload.nbytes].view(payload.dtype).reshape(payload.shape)
        np.copyto(target, payload)
        for key, value in zip(
            ("length", "width", "height", "time_s", "index"),
            (payload.nbytes, width, height, time_s, index),
            strict=True,
        ):
            head[key] = value
        self._fence()
        head["mark"] = 2 * number + 2
        self._fence()
        self._words[_WRITTEN] = number + 1
        return True

    def get(self, timeout_s: float = 0.0, poll_s: float = POLL_S) -> RingItem | None:
        """Copy the next item (the newest where the newest wins), waiting up to `timeout_s`. None: nothing came."""
        deadline = time.perf_counter() + timeout_s
        while True:
            if self.written != self.taken:
                item = self._take_next() if self.keep_all else self._take_newest()
                if item is not None:
                    return item
            if time.perf_counter() >= deadline:
                return None
            time.sleep(poll_s)

    def close(self) -> None:
        """Let go of the memory; the end that made the ring removes it. May be called twice."""
        if self._closed:
            return
        self._closed = True
        # numpy views keep the mapping exported: they must go before it can be closed
        self._words = np.zeros(HEADER_BYTES // 8, np.uint64)
        self._marks = np.zeros(0, SLOT)
        self._payloads = np.zeros((0, 0), np.uint8)
        self._block.close()
        if self._owner:
            self._block.unlink()

    def _wait_free(self, number: int, timeout_s: float) -> bool:
        deadline = time.perf_counter() + timeout_s
        while number - self.taken >= self.slots:
            if time.perf_counter() >= deadline:
                return False
            time.sleep(POLL_S)
        return True

    def _take_next(self) -> RingItem:
        number = self.taken
        self._fence()
        item = self._copy(number % self.slots)
        self._fence()
        self._words[_TAKEN] = number + 1
        return item

    def _take_newest(self) -> RingItem | None:
        for _ in range(TORN_TRIES):
            written = self.written
            slot = (written - 1) % self.slots
            mark = int(self._marks[slot]["mark"])
            if mark != 2 * written:
                continue
            self._fence()
            item = self._copy(slot)
            self._fence()
            if int(self._marks[slot]["mark"]) == mark:
                self._words[_TAKEN] = written
                return item
        return None

    def _copy(self, slot: int) -> RingItem:
        head = self._marks[slot]
        length = min(int(head["length"]), self.slot_bytes)
        return RingItem(
            self._payloads[slot, :length].copy(),
            int(head["width"]),
            int(head["height"]),
            float(head["time_s"]),
            int(head["index"]),
        )

    def _fence(self) -> None:
        """Keep the processor from reordering memory accesses across this line.

        Two rounds of a lock: its release and the next acquire may not pass each other, also on ARM.
        """
        with self._lock:
            pass
        with self._lock:
            pass


def _stride(slot_bytes: int) -> int:
    return LINE_BYTES + -(-slot_bytes // LINE_BYTES) * LINE_BYTES


def _attach(name: str) -> shared_memory.SharedMemory:
    if sys.version_info >= (3, 13):
        return shared_memory.SharedMemory(name=name, track=False)
    with _untracked():
        return shared_memory.SharedMemory(name=name)


@contextmanager
def _untracked() -> Iterator[None]:
    """Keep the resource tracker out: it would remove the parent's block when the child ends (bpo-38119)."""
    register = resource_tracker.register
    resource_tracker.register = lambda name, rtype: None
    try:
        yield
    finally:
        resource_tracker.register = register
