"""What `likeness doctor --fix` may mend, on folders and memory made for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.commands import doctor_fix, leftover
from app.shared_ring import SharedRing
from models import weights

_HOUR_S = 3600
_RING = """
import os
from multiprocessing import resource_tracker
from app.shared_ring import SharedRing
ring = SharedRing.create(2, 1000, keep_all=True)
resource_tracker.unregister("/" + ring.name.lstrip("/"), "shared_memory")  # as when the whole group is killed
print(ring.name, flush=True)
os.kill(os.getpid(), 9)
"""


def age(path: Path) -> Path:
    """Let nobody have touched it for two hours."""
    then_s = path.stat().st_mtime - 2 * _HOUR_S
    os.utime(path, (then_s, then_s))
    return path


def test_old_unfinished_files_go_and_fresh_or_finished_ones_stay() -> None:
    voices, avatars = paths.data_dir() / "voices", paths.data_dir() / "avatars"
    staging = avatars / ".new-abc"
    for folder in (voices, staging):
        folder.mkdir(parents=True)
    (staging / "portrait.jpg").write_bytes(b"x")
    old = voices / ".clara.voice.part"
    fresh = voices / ".new.voice.part"
    finished = voices / "clara.voice"
    temporary = paths.config_dir() / "settings.tmp"
    for path in (old, fresh, finished, temporary):
        path.write_bytes(b"x")
    for path in (staging, old, finished, temporary):
        age(path)
    done = list(doctor_fix.leftovers())
    assert {one.words for one in done if str(paths.data_dir().parent) in one.words} == {
        f"removed {path}" for path in (old, staging, temporary)
    }
    assert all(one.done for one in done)
    assert fresh.exists() and finished.exists() and not old.exists() and not staging.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="shared memory shows as files on Linux")
def test_memory_of_a_killed_program_is_given_back_and_that_of_a_running_one_is_not() -> None:
    told = subprocess.run([sys.executable, "-c", _RING], capture_output=True, text=True, check=False)
    left = Path("/dev/shm", told.stdout.strip())
    ring = SharedRing.create(2, 1000, keep_all=True)
    try:
        assert left.exists()
        assert left in leftover.memory() and Path("/dev/shm", ring.name) not in leftover.memory()
        assert any(str(left) in one.words and one.done for one in doctor_fix.leftovers())
        assert not left.exists()
        assert list(doctor_fix.leftovers()) == []
    finally:
        ring.close()
        left.unlink(missing_ok=True)


def test_networks_that_are_here_are_not_fetched() -> None:
    assert list(doctor_fix.missing_networks()) == []


def test_missing_networks_that_cannot_be_fetched_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIKENESS_MODELS", "LIKENESS_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    done = list(doctor_fix.missing_networks())
    assert [one.name for one in done] == [
        f"networks of {package}" for package in sorted({entry.distribution for entry in weights.entries().values()})
    ]
    assert all(not one.done and "connect to the network" in one.words for one in done)
