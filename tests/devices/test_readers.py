"""Foreign programs read our virtual camera: number, colours, rate and delay of what they got."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras
from app.sinks.virtual_camera_state import look_at_virtual_camera
from app.sources.camera_list import find_camera
from tests.devices.conftest import Found
from tests.support import cameras
from tests.support.foreign_readers import READERS, Outcome, Reader, Sending, judge, version_of

DEVICE = cameras.loopback(10)
pytestmark = pytest.mark.skipif(
    DEVICE is None, reason="there is no /dev/video10 of v4l2loopback; see tests/devices/run"
)
SIZE = (320, 240)
COUNT = 150
WATCHED = 480  # pictures: sixteen seconds


@pytest.fixture(autouse=True)
def _writers_end() -> Iterator[None]:
    yield
    close_virtual_cameras()


def agree(outcome: Outcome, sending: Sending) -> None:
    """The colours are right, nothing is black or out of order, and the rate is that of the clock.

    Where the machine let the writer miss ticks, the reader may miss as many.
    """
    assert outcome.colour_error <= 3.0
    assert outcome.black == outcome.disordered == 0
    counters = sending.camera.counters
    share = counters["missed"] / (counters["missed"] + counters["sent"])
    slack_hz = 0.5 if counters["missed"] <= 1 else 30 * share + 2.0
    assert 30 - slack_hz <= outcome.rate_hz <= 30.5, f"{counters} left"


@pytest.mark.parametrize("name", READERS)
def test_a_foreign_program_reads_number_colours_and_rate(name: str, found: Found) -> None:
    if not shutil.which(READERS[name].command(str(DEVICE), 1)[0]):
        pytest.skip(f"{name} is not installed")
    with Sending(str(DEVICE), SIZE) as sending:
        reader = Reader(name, str(DEVICE), SIZE, COUNT)
        frames = reader.finish()
        outcome = judge(frames, sending.sent_s)
        found(peer=version_of(name), **asdict(outcome), **sending.figures)
        assert reader.process.returncode == 0
        agree(outcome, sending)


def test_eleven_pictures_a_second_leave_as_thirty(found: Found) -> None:
    """An engine slower than the camera: the reader gets the camera's rate all the same."""
    with Sending(str(DEVICE), SIZE, fps=11.0) as sending:
        outcome = judge(Reader("opencv", str(DEVICE), SIZE, COUNT).finish(), sending.sent_s)
        found(peer=version_of("opencv"), rate_in_hz=11.0, rate_hz=outcome.rate_hz, **sending.figures)
        agree(outcome, sending)
        assert sending.camera.counters["repeated"] > 30


def test_two_readers_at_once_are_counted_and_both_see_everything(found: Found) -> None:
    names = ("ffmpeg", "opencv")
    with Sending(str(DEVICE), SIZE) as sending:
        readers = [Reader(name, str(DEVICE), SIZE, 2 * COUNT) for name in names]
        state = look_at_virtual_camera()
        deadline = time.monotonic() + 40
        while len(state.readers) < 2 and time.monotonic() < deadline:
            state = look_at_virtual_camera()
            time.sleep(0.2)
        outcomes = [judge(reader.finish(), sending.sent_s) for reader in readers]
        rates = {f"rate_{name}_hz": outcome.rate_hz for name, outcome in zip(names, outcomes, strict=True)}
        found(peer=", ".join(map(version_of, names)), **rates, state=state.words)
        assert state.kind == "in use" and "in use by 2 programs" in state.words and "ffmpeg" in state.words
        for outcome in outcomes:
            agree(outcome, sending)


def test_a_reader_that_was_there_before_the_writer_gets_pictures(found: Found) -> None:
    """It tries again until the camera is one, as a call program does whose user is too early."""
    assert find_camera(str(DEVICE)) is None
    reader = Reader("opencv", str(DEVICE), SIZE, 60)
    time.sleep(4.0)
    with Sending(str(DEVICE), SIZE) as sending:
        outcome = judge(reader.finish(), sending.sent_s)
    found(peer=version_of("opencv"), rate_hz=outcome.rate_hz, colour_error=outcome.colour_error)
    assert outcome.colour_error <= 3.0


def test_a_reader_opens_and_closes_twenty_times(found: Found) -> None:
    with Sending(str(DEVICE), SIZE) as sending:
        errors = []
        for _ in range(20):
            frames = Reader("v4l2-ctl", str(DEVICE), SIZE, 10).finish(30.0)
            errors.append(judge(frames, sending.sent_s).colour_error)
        found(peer=version_of("v4l2-ctl"), openings=len(errors), colour_error=max(errors))
        assert max(errors) <= 3.0


def test_we_open_and_close_twenty_times_before_the_eyes_of_one_reader(found: Found) -> None:
    """Between two performances a slate is seen, never black, and the reader notices no break."""
    with Sending(str(DEVICE), SIZE):
        pass  # the camera is there, with its slate
    reader = Reader("opencv", str(DEVICE), SIZE, WATCHED)
    rounds = 0
    sent_s: dict[int, float] = {}
    while reader.process.poll() is None:
        with Sending(str(DEVICE), SIZE) as sending:
            time.sleep(0.4)
            sent_s = sending.sent_s
        rounds += 1
        time.sleep(0.1)
    frames = reader.finish()
    assert len(sent_s) > 5
    black = sum(int(image.max() < 20) for _, image in frames)
    gaps_s = [b[0] - a[0] for a, b in zip(frames, frames[1:], strict=False)]
    found(peer=version_of("opencv"), openings=rounds, pictures=len(frames), black=black, longest_gap_s=max(gaps_s))
    assert rounds >= 20 and black == 0 and len(frames) == WATCHED and max(gaps_s) < 1.0


def test_the_command_tests_the_camera_by_itself(found: Found) -> None:
    command = [sys.executable, "-m", "app", "devices", "test-camera", "--yes", "--json", "--seconds", "5"]
    said = subprocess.run(command, cwd=cameras.ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert said.stdout, said.stderr
    row = json.loads(said.stdout.splitlines()[-1])
    names = ("rate_hz", "delay_ms_p50", "delay_ms_p95", "colour_error", "lost", "disordered")
    found(peer="likeness devices test-camera, 640 x 480", **{name: row[name] for name in names})
    assert row["device"] == DEVICE and row["read_back"] and row["colour_error"] <= 3.0
    assert said.returncode == (0 if row["good"] else 1)


def test_readiness_is_told_in_words(found: Found) -> None:
    """Before a writer, with one, and with a writer and nobody who looks."""
    before = look_at_virtual_camera()
    assert before.kind == "ready" and "is ready" in before.words and "Start here first" in before.advice
    camera = VirtualCamera(str(DEVICE), SIZE, 30)
    camera.open()
    after = look_at_virtual_camera()
    found(before=before.words, with_writer=after.words)
    assert after.kind == "ready" and "No program watches it yet" in after.words
