"""The virtual cable on a real sound server: made, heard by another program, left by a crash, cleared away, removed."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.__main__ import main
from app.commands import checks_devices, doctor, doctor_latency
from app.errors import DeviceError
from app.live.cable_test import run_cable_test
from app.media import AudioBlock, now
from app.sinks.audio_output import AudioOutput
from app.sound import cable
from app.sound.devices import find_device, list_microphones, list_outputs
from tests.support.sound_server import MICROPHONE, RATE_HZ, SPEAKER, SoundServer, sound_server

_MAKE_AND_WAIT = "from app.sound import cable; cable.create(); print('made', flush=True); input()"


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@pytest.fixture(autouse=True)
def no_cable(server: SoundServer) -> Iterator[None]:
    yield
    cable.remove(force=True)
    cable.remove(cable.PROBE, force=True)


@contextmanager
def listener(server: SoundServer) -> Iterator[None]:
    """A call program: it holds the microphone open."""
    recording = server.record(cable.CABLE.source)
    wait_until(lambda: bool(cable.look().listeners))
    yield
    recording.stop()
    wait_until(lambda: not cable.look().listeners)


def wait_until(fulfilled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10.0
    while not fulfilled():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def modules(server: SoundServer) -> list[str]:
    """The modules of the cable that the server has, by what it says itself."""
    rows = server.control("list", "short", "modules").splitlines()
    return [row.split()[1] for row in rows if "likeness_" in row]


def make_in_a_program_that_is_killed() -> None:
    """Make a cable in another process and end that as a crash would."""
    program = subprocess.Popen(
        [sys.executable, "-c", _MAKE_AND_WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None and program.stdin is not None
    assert program.stdout.readline() == "made\n"
    assert cable.look().owner == "another"
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    program.stdin.close()


def noise(seconds: float) -> NDArray[np.float32]:
    """Noise without a period in the band of speech, so low that the clocks' correction does not blur it, peak 0.4."""
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(count))
    spectrum[np.abs(np.fft.rfftfreq(count, 1 / RATE_HZ) - 900) > 700] = 0
    sound = np.fft.irfft(spectrum, count)
    return np.asarray(0.4 * sound / np.abs(sound).max(), np.float32)


def likeness(wanted: NDArray[np.float32], heard: NDArray[np.float32]) -> float:
    """Highest normalised correlation of a passage anywhere in what was heard."""
    size = len(heard) + len(wanted)
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    at = int(np.argmax(product[: len(heard) - len(wanted)]))
    part = heard[at : at + len(wanted)]
    return float(part @ wanted / (np.linalg.norm(part) * np.linalg.norm(wanted)))


@pytest.mark.alone
def test_another_program_hears_at_the_microphone_what_we_play_into_the_cable(server: SoundServer) -> None:
    status = cable.create()
    assert (status.state, status.owner, status.words) == ("ready", "us", "ready")
    device = find_device(cable.OUTPUT_ID, list_outputs())
    assert device.id == cable.OUTPUT_ID and device.virtual and device.name == "Likeness Cable"
    output, sound = AudioOutput(device.id), noise(3.0)
    output.open()
    recording = server.record(cable.CABLE.source)
    wait_until(lambda: recording.seconds() > 0.2)
    began_s = now()
    for start in range(0, len(sound), 480):
        time_s = began_s + start / RATE_HZ
        time.sleep(max(0.0, time_s + 0.01 - now()))
        output.write(AudioBlock(sound[start : start + 480], RATE_HZ, time_s))
    time.sleep(0.4)
    assert cable.look().words == "in use by 1 program" and cable.look().players == 1
    playing, heard = output.status(), recording.stop().samples
    output.close()
    passages = [likeness(sound[at : at + 2400], heard) for at in range(RATE_HZ // 2, len(sound) - 2400, 2400)]
    assert np.median(passages) > 0.95, (playing, passages)


def test_programs_that_hide_monitors_find_the_microphone_by_its_name(server: SoundServer) -> None:
    cable.create()
    found = {device.name: device for device in list_microphones()}
    assert found["Likeness Microphone"].id == "PulseAudio: likeness_microphone"
    assert "Monitor of Likeness Cable" not in found
    defaults = [server.control(f"get-default-{kind}").strip() for kind in ("sink", "source")]
    assert defaults == [SPEAKER, MICROPHONE], "the user's own devices stay what is used by default"


def test_it_is_made_once_and_goes_at_the_end_of_the_program_that_made_it(server: SoundServer) -> None:
    assert cable.look().words == "missing"
    cable.create()
    cable.create()
    assert modules(server) == ["module-null-sink", "module-remap-source"]
    assert cable.release() and modules(server) == []
    assert not cable.release()
    cable.create(stay=True)
    assert cable.look().owner == "nobody"
    assert not cable.release() and cable.look().state == "ready", "it was asked to stay"


def test_it_is_not_taken_from_under_a_listener(server: SoundServer) -> None:
    """The server might move the listener to the real microphone."""
    cable.create()
    with listener(server):
        assert not cable.release()
        with pytest.raises(DeviceError, match=r"in use by parec; .*your real one"):
            cable.remove()
        assert cable.look().state == "ready"
    assert cable.remove() and modules(server) == []


def test_what_a_killed_program_left_is_found_and_cleared_by_the_next_start(server: SoundServer) -> None:
    before = server.control("list", "short", "modules")
    make_in_a_program_that_is_killed()
    status = cable.look()
    assert (status.state, status.owner) == ("ready", "gone")
    with listener(server):
        assert cable.tidy() == [], "a call goes on in silence"
        assert cable.create().owner == "gone"
    assert cable.tidy() == ["Likeness Microphone"]
    assert server.control("list", "short", "modules") == before


def test_what_a_killed_program_left_is_made_anew_by_the_one_that_wants_it(server: SoundServer) -> None:
    make_in_a_program_that_is_killed()
    assert cable.create().owner == "us"
    assert modules(server) == ["module-null-sink", "module-remap-source"]
    assert cable.tidy() == [] and cable.look().state == "ready"


def test_half_a_cable_is_cleared_or_repaired(server: SoundServer) -> None:
    for mend in (cable.tidy, cable.create):
        cable.create()
        rows = server.control("list", "short", "modules").splitlines()
        server.control("unload-module", next(row.split()[0] for row in rows if "likeness_microphone" in row))
        assert cable.look().state == "damaged"
        mend()
        assert cable.look().state == ("missing" if mend is cable.tidy else "ready")


def test_a_cable_of_another_program_that_runs_is_left_alone(server: SoundServer) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", _MAKE_AND_WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None and program.stdin is not None
    program.stdout.readline()
    assert cable.tidy() == [] and not cable.release()
    assert cable.create().owner == "another"
    program.communicate("\n")


def test_command(server: SoundServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "cable", "status"]) == 1
    assert main(["devices", "cable", "create"]) == 0
    told = capsys.readouterr()
    assert told.out == "Likeness Microphone: missing\nLikeness Microphone: ready\n"
    assert '--audio-output "Likeness Cable"' in told.err
    with listener(server):
        assert main(["devices", "cable", "status"]) == 0
        assert main(["devices", "cable", "remove"]) == 1
        assert capsys.readouterr().out == "Likeness Microphone: in use by 1 program: parec\n"
        assert main(["devices", "cable", "remove", "--force"]) == 0
    assert capsys.readouterr().out == "the cable is removed\n"


def test_without_a_server_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULSE_SERVER", "unix:/nowhere")
        status = cable.look()
        assert (status.state, status.why) == ("unavailable", "there is no sound server")
        assert main(["devices", "cable", "create"]) == 1
        assert "start PulseAudio, or PipeWire" in capsys.readouterr().err
        assert cable.tidy() == [] and not cable.release()


@pytest.mark.alone
def test_doctor_clears_what_a_crash_left_makes_the_cable_and_measures_its_delay(
    server: SoundServer, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = {"checks": [], "torch_loaded": False}  # the other checks have tests of their own
    monkeypatch.setattr(doctor, "examine", lambda: only | {"checks": [*map(asdict, checks_devices.virtual_cable())]})
    monkeypatch.setattr(doctor_latency, "SOUND_S", 6.0)  # ten sounds that count
    make_in_a_program_that_is_killed()
    assert main(["doctor", "--fix", "--latency", "--json", "--report", str(tmp_path / "report.zip")]) == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [(one["name"], one["done"]) for one in table["fixes"] if one["name"] == "virtual cable"] == [
        ("virtual cable", True),
        ("virtual cable", True),
    ]
    assert cable.look().owner == "nobody", "it stays, for the call program to be set up"
    (check,) = [row for row in table["checks"] if row["name"] == "virtual cable"]
    assert (check["state"], check["cause"]) == ("ok", "“Likeness Microphone” is ready")
    sound = table["latency"]["sound"]
    assert sound["measured"] and sound["heard"] >= 0.8 * sound["sent"] >= 8 and sound["likeness"] > 0.9
    assert 10 < sound["delay_ms_p50"] <= sound["delay_ms_p95"] < 500, sound["words"]
    assert sound["output"] == cable.OUTPUT_ID


def test_the_delay_is_measured_past_a_call_that_goes_on(server: SoundServer) -> None:
    """Whoever listens to the cable hears nothing of the test."""
    cable.create()
    recording = server.record(cable.CABLE.source)
    wait_until(lambda: recording.seconds() > 0)
    test = run_cable_test(4.0)
    assert test.heard and test.output == f"PulseAudio: {cable.PROBE.sink}"
    assert cable.look(cable.PROBE).state == "missing"
    assert not recording.stop().samples.any()
