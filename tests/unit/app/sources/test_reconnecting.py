"""A source that comes back."""

import threading
import time

import pytest

from app.errors import DeviceError, EndOfSource
from app.sources import reconnecting
from app.sources.reconnecting import ReconnectingSource


class FailingSource:
    """Delivers numbers; fails at those in `failures`; then refuses to open so many times."""

    def __init__(self, failures: set[int], refusals: int) -> None:
        self.failures = failures
        self.refusals = refusals
        self.log: list[str] = []
        self.number = 0
        self._left = 0

    def open(self) -> None:
        self.log.append("open")
        if self._left:
            self._left -= 1
            raise DeviceError("the camera is not connected", "connect it")

    def read(self) -> int:
        self.number += 1
        if self.number in self.failures:
            self._left = self.refusals
            raise DeviceError("the camera has been disconnected", "connect it again")
        if self.number > 20:
            raise EndOfSource
        return self.number

    def close(self) -> None:
        self.log.append("close")


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconnecting, "FIRST_WAIT_S", 0.001)
    monkeypatch.setattr(reconnecting, "LONGEST_WAIT_S", 0.004)


def test_reading_goes_on_after_the_device_is_back() -> None:
    notices: list[str] = []
    device = FailingSource({3, 6}, refusals=4)
    source = ReconnectingSource(device, notices.append)
    source.open()
    assert [source.read() for _ in range(6)] == [1, 2, 4, 5, 7, 8]
    assert notices == ["the camera has been disconnected; trying again", "the camera is back"] * 2
    assert device.log.count("open") == 1 + 2 * 5, "four refusals and a success, twice"


def test_every_failed_device_is_closed_before_it_is_opened_again() -> None:
    device = FailingSource({2}, refusals=2)
    source = ReconnectingSource(device)
    source.open()
    source.read()
    source.read()
    assert device.log == ["open", "close", "open", "close", "open", "close", "open"]


def test_a_device_that_was_never_there_is_told_at_once() -> None:
    device = FailingSource(set(), refusals=0)
    device._left = 1
    with pytest.raises(DeviceError, match="not connected"):
        ReconnectingSource(device).open()


def test_the_end_of_a_film_is_the_end() -> None:
    source = ReconnectingSource(FailingSource(set(), 0))
    source.open()
    for _ in range(20):
        source.read()
    with pytest.raises(EndOfSource):
        source.read()


def test_interrupting_ends_the_wait_for_a_device_that_stays_away() -> None:
    source = ReconnectingSource(FailingSource({1}, refusals=10_000))
    source.open()
    ended: list[str] = []

    def read() -> None:
        try:
            source.read()
        except EndOfSource:
            ended.append("end")

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(0.05)
    assert source.away
    source.interrupt()
    reader.join(1.0)
    assert ended == ["end"]


def test_a_patient_source_waits_for_a_device_that_is_not_there_yet() -> None:
    notices: list[str] = []
    device = FailingSource(set(), refusals=0)
    device._left = 3
    source = ReconnectingSource(device, notices.append, name="the microphone", patient=True)
    source.open()
    states = [(source.away, str(source.error))]
    assert source.read() == 1
    states.append((source.away, str(source.error)))
    assert states == [(True, "the camera is not connected; connect it"), (False, "None")]
    assert notices == ["the camera is not connected; trying again", "the microphone is back"]


def test_a_patient_source_can_be_told_to_stop_waiting() -> None:
    device = FailingSource(set(), refusals=0)
    device._left = 10_000
    source = ReconnectingSource(device, patient=True)
    source.open()
    threading.Timer(0.05, source.interrupt).start()
    with pytest.raises(EndOfSource):
        source.read()
    source.close()


def test_a_device_that_is_plugged_in_again_is_not_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause after many refusals is long; the device comes back long before it is over."""

    class Plugged(FailingSource):
        present = True

    monkeypatch.setattr(reconnecting, "FIRST_WAIT_S", 60.0)
    monkeypatch.setattr(reconnecting, "LOOK_S", 0.01)
    device = Plugged({2}, refusals=0)
    source = ReconnectingSource(device)
    source.open()
    source.read()
    device.present = False
    threading.Timer(0.2, lambda: setattr(device, "present", True)).start()
    started_s = time.perf_counter()
    assert source.read() == 3
    assert 0.1 < time.perf_counter() - started_s < 10.0


def test_a_device_that_is_there_but_refuses_is_not_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plugged(FailingSource):
        present = True

    monkeypatch.setattr(reconnecting, "FIRST_WAIT_S", 0.2)
    device = Plugged({2}, refusals=0)
    source = ReconnectingSource(device)
    source.open()
    source.read()
    started_s = time.perf_counter()
    assert source.read() == 3
    assert time.perf_counter() - started_s >= 0.19


def test_whatever_a_driver_raises_is_a_device_that_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(FailingSource):
        def read(self) -> int:
            self.number += 1
            if self.number == 2:
                self._left = 1
                raise TypeError("frame is None")
            return self.number

        def close(self) -> None:
            super().close()
            if self.log.count("close") == 1:
                raise OSError("already gone")

    notices: list[str] = []
    source = ReconnectingSource(Broken(set(), 0), notices.append, name="the camera")
    source.open()
    assert [source.read() for _ in range(3)] == [1, 3, 4]
    assert notices == ["the camera failed (TypeError); trying again", "the camera is back"]
    assert source.error is None
