"""What would be run to load the driver, and what is said when it is not."""

import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from app.errors import DeviceError
from app.sinks import virtual_camera_load as load_module
from app.sinks.virtual_camera_load import LoadPlan, load_driver, plan_load
from app.v4l2 import Holder, VideoNode

WEBCAM = VideoNode("/dev/video10", "/dev/video10", "Webcam", "uvcvideo", True, False, True)
LOOPBACK = VideoNode("/dev/video11", "/dev/video11", "Virtual", "v4l2 loopback", False, False, True)
Prepare = Callable[..., None]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Prepare:
    """A machine with these nodes and programs, the driver installed, loaded or not."""

    def prepare(*nodes: VideoNode, loaded: bool = False, tools: bool = True, holders: tuple[Holder, ...] = ()) -> None:
        monkeypatch.setattr(load_module, "driver_installed", lambda: True)
        monkeypatch.setattr(load_module, "driver_loaded", lambda: loaded)
        monkeypatch.setattr(load_module, "list_nodes", lambda: list(nodes))
        monkeypatch.setattr(load_module, "holders_of", lambda _: list(holders))
        monkeypatch.setattr(
            shutil,
            "which",
            lambda name, path: f"/usr/sbin/{name}" if tools and "/home" not in path else None,
        )

    return prepare


def test_loading_is_one_program_with_whole_arguments_and_a_free_number(machine: Prepare) -> None:
    machine(WEBCAM)
    plan = plan_load()
    assert plan.command == (
        "/usr/sbin/pkexec",
        "/usr/sbin/modprobe",
        "v4l2loopback",
        "exclusive_caps=1",
        "card_label=Likeness",
        "video_nr=11",
    )
    assert "password" in plan.words and "/dev/video11" in plan.words
    assert plan.by_hand == "sudo modprobe v4l2loopback exclusive_caps=1 card_label=Likeness video_nr=11"


def test_a_driver_that_is_loaded_is_loaded_afresh(machine: Prepare) -> None:
    machine(LOOPBACK, loaded=True)
    plan = plan_load()
    assert plan.command[0] == "/usr/sbin/pkexec" and "modprobe -r" in plan.command[3]
    assert plan.command[5:] == ("v4l2loopback", "exclusive_caps=1", "card_label=Likeness", "video_nr=10")


def test_the_reload_script_takes_its_arguments_whole(machine: Prepare) -> None:
    """The very words that a shell would run as root, with modprobe replaced by something that shows them."""
    machine(LOOPBACK, loaded=True)
    script = (
        plan_load().command[3].split("; ", 1)[1].replace("exec modprobe", "exec echo").replace("modprobe -r", "echo")
    )
    said = subprocess.run(
        ["/bin/sh", "-c", script, "sh", "v4l2loopback", "card_label=a b; rm x"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == ["v4l2loopback", "v4l2loopback card_label=a b; rm x"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"tools": False}, "pkexec is missing"),
        ({"loaded": True, "holders": (Holder(7, 1, "zoom"),)}, r"in use by zoom \(7\)"),
    ],
)
def test_what_stands_in_the_way_is_said_before_anything_runs(
    machine: Prepare, more: dict[str, object], words: str
) -> None:
    machine(LOOPBACK, **more)
    with pytest.raises(DeviceError, match=words):
        plan_load()


def test_without_the_driver_there_is_nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "driver_installed", lambda: False)
    with pytest.raises(DeviceError, match="not installed"):
        plan_load()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit(126)", "closed"),
        ("raise SystemExit(127)", "did not allow"),
        ("import sys; sys.stderr.write('FATAL: Module\\n is gone'); sys.exit(1)", "FATAL: Module is gone"),
    ],
)
def test_what_the_system_says_becomes_words(code: str, words: str) -> None:
    with pytest.raises(DeviceError, match=words) as caught:
        load_driver(LoadPlan((sys.executable, "-c", code), "", "sudo modprobe v4l2loopback"))
    assert caught.value.advice


def test_success_is_believed_only_if_the_driver_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = LoadPlan((sys.executable, "-c", ""), "", "sudo modprobe v4l2loopback")
    monkeypatch.setattr(load_module, "driver_loaded", lambda: False)
    with pytest.raises(DeviceError, match="still not there"):
        load_driver(plan)
    monkeypatch.setattr(load_module, "driver_loaded", lambda: True)
    load_driver(plan)
