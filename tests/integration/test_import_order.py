"""The default path loads neither torch nor Qt, and nobody loads FFmpeg beside OpenCV; test_live.py runs it whole."""

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
