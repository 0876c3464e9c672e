"""The checks tell a healthy machine from a broken one."""

import importlib.metadata
import shutil
from pathlib import Path

import pytest

from app.commands import checks
from models import weights


def test_pinned_packages_are_installed() -> None:
    (check,) = checks.packages()
    assert check.state == "ok", check.cause


def test_wrong_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["numpy==0.0.1", "no-such-thing>=1", "x; extra=='y'"])
    (check,) = checks.packages()
    assert check.state == "fail"
    assert f"numpy is {importlib.metadata.version('numpy')}, not 0.0.1" in check.cause
    assert "no-such-thing is missing" in check.cause
    assert "bootstrap.py run" in check.remedy


def test_networks_say_what_they_run_on() -> None:
    found, nets = checks.networks()
    assert [check.name for check in found] == [f"network {name}" for name in weights.entries()]
    assert {check.state for check in found} == {"ok"}, found
    assert all(net.runtime.startswith("openvino") and net.precision == "f32" for net in nets)


def test_altered_network_fails_and_the_others_still_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = next(iter(weights.entries()))
    folder = weights.find(first).parent
    shutil.copytree(folder, tmp_path / "models")
    victim = tmp_path / "models" / weights.find(first).name
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path / "models"))
    found, _ = checks.networks()
    states = {check.name: check.state for check in found}
    assert states.pop(f"network {first}") == "fail"
    assert set(states.values()) == {"ok"}
    assert found[0].remedy


def test_unwritable_folder_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path / "file"))
    found = [*checks.folders(), *checks.disk()]
    assert {check.state for check in found} == {"fail"}
    assert all("LIKENESS_HOME" in check.remedy for check in found)


def test_shared_memory_is_given_back() -> None:
    shm = Path("/dev/shm")
    before = set(shm.iterdir()) if shm.is_dir() else set()
    (check,) = checks.shared_pictures()
    assert check.state == "ok", check.cause
    assert not shm.is_dir() or not {path for path in set(shm.iterdir()) - before if path.stat().st_size == 32 << 20}
