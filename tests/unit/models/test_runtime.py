"""Loading networks: forced runtimes, the fallback, and what is reported about them."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import runtime
from models.convert.tflite import convert
from models.errors import ModelError
from tests.support.tiny_tflite import TinyNet


@pytest.fixture
def net_file(tmp_path: Path) -> Path:
    """A net with two outputs whose order matters: half the input and its double."""
    net = TinyNet()
    source = net.tensor(1, 3)
    outputs = [
        net.operation("MUL", [source, net.constant(np.array([factor], np.float32))], (1, 3)) for factor in (2, 0.5)
    ]
    path = tmp_path / "Gerät.onnx"
    path.write_bytes(convert(net.encode([source], outputs[::-1])).SerializeToString())
    return path


@pytest.mark.parametrize("name", ["openvino", "opencv"])
def test_outputs_come_in_graph_order(net_file: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKENESS_RUNTIME", name)
    net = runtime.load_net(net_file)
    half, double = net(np.array([[2, 4, 6]], np.float32))
    np.testing.assert_array_equal(half, [[1, 2, 3]])
    np.testing.assert_array_equal(double, [[4, 8, 12]])
    assert net.info.runtime.startswith(name) and net.info.precision == "f32"
    assert net.info in runtime.loaded_nets()


def test_results_survive_the_next_call(net_file: Path) -> None:
    net = runtime.load_net(net_file)
    first = net(np.ones((1, 3), np.float32))
    net(np.zeros((1, 3), np.float32))
    np.testing.assert_array_equal(first[1], [[2, 2, 2]])


def test_opencv_takes_over_where_openvino_is_missing(net_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    runtime._openvino.cache_clear()
    runtime._core.cache_clear()
    info = runtime.load_net(net_file).info
    assert info.runtime.startswith("opencv") and "openvino" in info.reason


def test_a_file_nobody_can_load_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"no network at all")
    with pytest.raises(ModelError, match=r"no runtime can load broken\.onnx"):
        runtime.load_net(tmp_path / "broken.onnx")


def test_an_unknown_forced_runtime_is_refused(net_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKENESS_RUNTIME", "abacus")
    with pytest.raises(ModelError, match="openvino, opencv"):
        runtime.load_net(net_file)


def test_openvino_is_loaded_without_its_telemetry(net_file: Path, tmp_path: Path) -> None:
    """A plain import would start a sender thread and write an identifier into the home folder."""
    code = (
        "import sys, threading; from pathlib import Path; from models.runtime import load_net;"
        "info = load_net(Path(sys.argv[1])).info;"
        "print(info.runtime, threading.active_count(), sum(m.startswith('openvino_telemetry.') for m in sys.modules))"
    )
    environment = os.environ | {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code, str(net_file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("openvino") and done.stdout.split()[-2:] == ["1", "0"]
    assert not (tmp_path / "intel").exists()
