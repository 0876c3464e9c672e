"""Room: three faults in half a minute make it longer, up to its limit."""

import pytest

from app.children.room import MOST_S, Room


@pytest.mark.parametrize(("faults_s", "wanted"), [((0, 1), False), ((0, 1, 2), True), ((0, 29, 31), False)])
def test_a_device_gets_a_longer_buffer_when_it_fails_again_and_again(faults_s: tuple[float, ...], wanted: bool) -> None:
    room = Room()
    for fault_s in faults_s:
        room.fault(fault_s)
    assert (room.wanted_s(0.03) is not None) is wanted
    assert room.wanted_s(MOST_S) is None
    if wanted:
        assert room.wanted_s(0.03) == pytest.approx(0.05) and room.wanted_s(0.09) == MOST_S


def test_a_driver_that_never_tells_the_longer_buffer_is_not_asked_for_ever() -> None:
    asked_s, times = 0.0, 0
    while True:
        room = Room(asked_s)
        for fault_s in (0.0, 1.0, 2.0):
            room.fault(fault_s)
        wanted_s = room.wanted_s(0.03)
        if wanted_s is None:
            break
        asked_s, times = wanted_s, times + 1
    assert asked_s == MOST_S and times == 4
