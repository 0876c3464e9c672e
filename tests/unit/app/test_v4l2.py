"""Who holds a file open, and what a machine without cameras says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.v4l2 import list_nodes, users_of


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_the_program_that_holds_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "device"
    path.touch()
    assert users_of(str(path)) == []
    code = f"handle = open({str(path)!r}); print('open', flush=True); input()"
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None and holder.stdin is not None
    holder.stdout.readline()
    name = Path(f"/proc/{holder.pid}/comm").read_text().strip()
    assert users_of(str(path)) == [f"{name} ({holder.pid})"]
    holder.communicate("\n")
    assert users_of(str(path)) == []
    with path.open():
        assert users_of(str(path)) == [], "this program itself does not count"


def test_nodes_are_those_of_the_system() -> None:
    paths = [node.path for node in list_nodes()]
    assert paths == sorted(set(paths), key=lambda path: int(path.removeprefix("/dev/video")))
    assert all(os.path.exists(path) for path in paths)
