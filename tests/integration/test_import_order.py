"""The default path loads neither torch nor Qt, and nobody loads FFmpeg beside OpenCV; test_live.py runs it whole."""

import ast
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
        "from models.engines import lacking, preload\n"
        "preload('landmark', 'auto')\npreload('mesh', 'cuda')\nlacking('fomm')",
    ],
    ids=["session", "command line", "engines", "preload"],
)
def test_the_default_path_is_light(code: str) -> None:
    loaded = _modules_after(code)
    assert not loaded & {"torch", "PySide6", "av", "pyvirtualcam", "face_alignment", "onnx", "numba"}


_ORDER = """
import os, sys
seen = []
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("torch", "PySide6"):
            seen.append((name, os.environ.get("OMP_WAIT_POLICY"), os.environ.get("GOMP_SPINCOUNT")))
for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"):
    os.environ.pop(name, None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.meta_path.insert(0, Watch())
import app.commands.gui as gui
from app.settings import Settings
"""


def _order(settings: str) -> list[str]:
    """What is imported first of torch and Qt when the window is opened, the window itself left out."""
    code = f"""{_ORDER}
load = gui._preload
def load_and_show_nothing(settings):
    load(settings)
    import app.ui.application
    app.ui.application.run_window = lambda *_, **__: 0
gui._preload = load_and_show_nothing
gui.open_window({settings})
print("seen", seen)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen: list[tuple[str, str | None, str | None]] = ast.literal_eval(
        done.stdout.splitlines()[-1].removeprefix("seen ")
    )
    for name, policy, spins in seen:
        assert name != "torch" or (policy, spins) == ("PASSIVE", "0"), "torch's threads would spin"
    return [name for name, _, _ in seen]


def test_torch_is_loaded_before_qt_when_the_engine_needs_it() -> None:
    """On Windows it cannot be loaded afterwards."""
    assert _order("Settings(engine='fomm')") == ["torch", "PySide6"]


def test_the_window_of_the_default_engine_loads_no_torch() -> None:
    assert _order("Settings()") == ["PySide6"]
