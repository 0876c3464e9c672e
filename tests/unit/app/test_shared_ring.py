"""The ring in shared memory: order, bounds, tearing, and who removes it."""

import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import shared_memory
from pathlib import Path

import numpy as np
import pytest

from app.shared_ring import SharedRing

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def keeping() -> Iterator[SharedRing]:
    ring = SharedRing.create(3, 4000, keep_all=True)
    yield ring
    ring.close()


@pytest.fixture
def newest() -> Iterator[SharedRing]:
    ring = SharedRing.create(3, 300_000, keep_all=False)
    yield ring
    ring.close()


def in_other_process(code: str) -> str:
    """Run Python in a process of its own; nothing may be said on stderr (the resource tracker would)."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_everything_arrives_in_order_with_what_belongs_to_it(keeping: SharedRing) -> None:
    """Sizes differ from slot to slot; nothing of an earlier, longer item may show through."""
    reader = SharedRing.attach(keeping.name)
    rng = np.random.default_rng(1)
    for number in range(40):
        height, width = (int(n) for n in rng.integers(1, 36, 2))
        image = rng.integers(0, 256, (height, width, 3)).astype(np.uint8)
        assert keeping.put(image, width=width, height=height, time_s=number / 7, index=number * 2)
        item = reader.get()
        assert item is not None
        np.testing.assert_array_equal(item.picture(), image)
        assert (item.time_s, item.index) == (number / 7, number * 2)
    assert reader.get() is None
    reader.close()


def test_a_full_ring_refuses_instead_of_overwriting(keeping: SharedRing) -> None:
    taken = [keeping.put(np.full(8, n, np.uint8), index=n) for n in range(5)]
    assert taken == [True, True, True, False, False]
    first = keeping.get()
    assert first is not None and first.index == 0
    assert keeping.put(np.zeros(8, np.uint8), index=9)
    rest = [item.index for item in iter(keeping.get, None)]
    assert rest == [1, 2, 9]


def test_the_newest_wins_and_the_writer_never_waits(newest: SharedRing) -> None:
    for number in range(10):
        assert newest.put(np.full(100, number, np.uint8), index=number)
    item = newest.get()
    assert item is not None and item.index == 9 and set(item.payload) == {9}
    assert newest.get() is None


def test_strided_pictures_and_sound_are_carried_as_they_are(keeping: SharedRing) -> None:
    image = np.arange(2 * 5 * 3, dtype=np.uint8).reshape(2, 5, 3)
    keeping.put(image[:, ::-1], width=5, height=2)
    sound = np.linspace(-1, 1, 33, dtype=np.float32)
    keeping.put(sound, width=48_000, time_s=2.5)
    first, second = keeping.get(), keeping.get()
    assert first is not None and second is not None
    np.testing.assert_array_equal(first.picture(), image[:, ::-1])
    np.testing.assert_array_equal(second.samples(), sound)
    assert (second.width, second.time_s) == (48_000, 2.5)


def test_finished_only_when_the_last_item_is_taken(keeping: SharedRing) -> None:
    keeping.put(np.zeros(4, np.uint8))
    keeping.finish()
    assert not keeping.finished
    keeping.get()
    assert keeping.finished


def test_an_item_that_does_not_fit_is_an_error(keeping: SharedRing) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        keeping.put(np.zeros(4001, np.uint8))


def test_a_reader_never_sees_a_torn_picture(newest: SharedRing) -> None:
    """Another process writes as fast as it can, each picture of one value: a mixture would be a torn copy."""
    code = f"""
import numpy as np
from app.shared_ring import SharedRing
ring = SharedRing.attach({newest.name!r})
for number in range(20_000):
    ring.put(np.full(300_000, number % 251, np.uint8), index=number)
ring.finish()
ring.close()
"""
    writer = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    seen: list[int] = []
    try:
        while not newest.finished and len(seen) < 100_000:
            item = newest.get(0.05)
            if item is not None:
                assert item.payload.min() == item.payload.max() == item.index % 251
                seen.append(item.index)
    finally:
        assert writer.wait(60) == 0
    assert seen == sorted(set(seen))
    assert seen[-1] == 19_999 and len(seen) > 20


def test_the_end_of_a_child_leaves_the_ring_to_its_owner(keeping: SharedRing) -> None:
    """The resource tracker of a child must not remove the parent's block (bpo-38119)."""
    code = f"""
from app.shared_ring import SharedRing
ring = SharedRing.attach({keeping.name!r})
print(ring.get().index)
"""
    for number in range(2):
        keeping.put(np.zeros(4, np.uint8), index=number)
        assert in_other_process(code + "ring.close()\n" * number).strip() == str(number)
    keeping.put(np.zeros(4, np.uint8), index=7)
    again = SharedRing.attach(keeping.name)
    item = again.get()
    assert item is not None and item.index == 7
    again.close()


def test_closing_removes_the_block_and_may_be_repeated() -> None:
    ring = SharedRing.create(1, 10, keep_all=True)
    name = ring.name
    ring.close()
    ring.close()
    with pytest.raises(FileNotFoundError):
        SharedRing.attach(name)


def test_foreign_memory_is_refused() -> None:
    block = shared_memory.SharedMemory(create=True, size=4096)
    try:
        with pytest.raises(ValueError, match="no ring"):
            SharedRing.attach(block.name)
    finally:
        block.close()
        block.unlink()
