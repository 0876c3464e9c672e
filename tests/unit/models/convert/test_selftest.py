"""The installed networks compute the stored numbers on both runtimes, and altered ones do not pass."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from models.convert.__main__ import main
from models.convert.selftest import check_network, sample_outputs
from models.errors import ModelError
from models.weights import entries, find

NAMES = sorted(entries())


@pytest.mark.parametrize("runtime", ["openvino", "opencv"])
@pytest.mark.parametrize("name", NAMES)
def test_installed_networks_compute_the_stored_numbers(
    name: str, runtime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_RUNTIME", runtime)
    check_network(name, find(name))


@pytest.mark.parametrize("name", NAMES)
def test_both_runtimes_agree_closely(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    results = []
    for runtime in ("openvino", "opencv"):
        monkeypatch.setenv("LIKENESS_RUNTIME", runtime)
        results.append(sample_outputs(name, find(name)))
    for ours, theirs in zip(*results, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-5 * max(1, np.abs(theirs).max()))


def test_an_altered_weight_is_noticed(tmp_path: Path) -> None:
    model = onnx.load_model(str(find("face-detection")))
    weight = max(model.graph.initializer, key=lambda tensor: int(np.prod(tensor.dims)))
    weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) * np.float32(1.05), weight.name))
    onnx.save(model, str(tmp_path / "altered.onnx"))
    with pytest.raises(ModelError, match="wrong numbers"):
        check_network("face-detection", tmp_path / "altered.onnx")


def test_the_command_tests_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--test"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert sorted(line.split(":")[0] for line in said) == NAMES
