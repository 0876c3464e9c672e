"""The default path loads neither torch nor Qt, and nobody loads FFmpeg beside OpenCV."""

import subprocess
import sys

import pytest

_REPORT = "\nimport sys; print(*sorted(sys.modules))"


def _modules_after(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code + _REPORT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import app.session",
        "from app.commands import make_parser; make_parser()",
        "from models.engines import create_face_engine, create_portrait_engine\n"
        "create_face_engine()\ncreate_portrait_engine()",
    ],
    ids=["session", "command line", "engines"],
)
def test_the_default_path_is_light(code: str) -> None:
    loaded = _modules_after(code)
    assert not loaded & {"torch", "PySide6", "av", "pyvirtualcam", "face_alignment", "onnx", "numba"}


def test_a_live_session_loads_neither_torch_nor_qt() -> None:
    """The whole default session on synthetic sources, in a fresh process."""
    code = (
        "from app.__main__ import main\n"
        "options = '--camera synthetic --virtual-camera none --duration 1'.split()\n"
        "status = main(['live', '--headless', *options])\n"
        "assert status == 0, status"
    )
    loaded = _modules_after(code)
    assert "models.face.tracker" in loaded  # it did run
    assert not loaded & {"torch", "PySide6", "av", "pyvirtualcam"}
