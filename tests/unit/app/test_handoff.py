"""Handoff: newest wins or nothing is lost; closing wakes everybody."""

import threading

import pytest

from app.handoff import Closed, Handoff


def test_a_full_handoff_drops_the_oldest_and_counts_it() -> None:
    box: Handoff[int] = Handoff(2)
    for item in range(5):
        box.put(item)
    assert (box.take(), box.take(), box.dropped) == (3, 4, 3)


def test_poll_returns_the_newest_once_and_never_waits() -> None:
    box: Handoff[int] = Handoff(3)
    assert box.poll() is None
    box.put(1)
    box.put(2)
    assert box.poll() == 2
    assert box.poll() is None


def test_a_lossless_handoff_makes_the_giver_wait() -> None:
    box: Handoff[int] = Handoff(1, lossless=True)

    def give() -> None:
        for item in range(100):
            box.put(item)

    giver = threading.Thread(target=give)
    giver.start()
    taken = [box.take(5.0) for _ in range(100)]
    giver.join(5.0)
    assert taken == list(range(100))
    assert box.dropped == 0


def test_what_was_given_before_closing_can_still_be_taken() -> None:
    box: Handoff[int] = Handoff(2)
    box.put(1)
    box.close()
    box.close()
    assert box.take() == 1
    with pytest.raises(Closed):
        box.take()
    with pytest.raises(Closed):
        box.put(2)


@pytest.mark.parametrize("lossless", [False, True])
def test_closing_with_discard_wakes_a_waiting_taker_and_giver(lossless: bool) -> None:
    box: Handoff[int] = Handoff(1, lossless=lossless)
    ended: list[str] = []

    def take() -> None:
        with pytest.raises(Closed):
            while True:
                box.take()
        ended.append("taker")

    def give() -> None:
        with pytest.raises(Closed):
            while True:
                box.put(1)
        ended.append("giver")

    threads = [threading.Thread(target=take), threading.Thread(target=give)]
    for thread in threads:
        thread.start()
    box.close(discard=True)
    for thread in threads:
        thread.join(5.0)
    assert sorted(ended) == ["giver", "taker"]


def test_taking_from_an_empty_handoff_times_out() -> None:
    with pytest.raises(TimeoutError):
        Handoff[int]().take(0.01)


def test_a_handoff_needs_room_for_one() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Handoff[int](0)
