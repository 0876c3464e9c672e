"""The benchmark of the first-order motion model, with the small network: what it says must be true of what ran."""

import time
from collections import deque
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models import weights
from models.errors import FaceNotFound, ModelError
from models.evaluate import fomm_bench, fomm_gpu
from models.evaluate.fomm_bench import RECIPE, make_material, measure_fomm
from models.evaluate.fomm_plain import PlainLoop
from models.evaluate.fomm_recipe import recipe_value
from models.evaluate.fomm_speed import PLAIN, PLAIN_CACHED, STAGES, Material, prepared, spread
from models.portrait.fomm import choose
from models.portrait.fomm.checkpoint import NETWORKS, save_checkpoint
from models.portrait.fomm.config import REDUCED_64, FommConfig
from models.portrait.fomm.runner import Frame, Networks, Picture, Pipeline, Runner
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step
from tests.support.faces import grace_hopper, moved
from tests.support.fomm import reduced_networks


def _film() -> list[Picture]:
    return [moved(grace_hopper(), 2 * index, -index, index) for index in range(8)]


@pytest.fixture(scope="module")
def material() -> Material:
    return make_material(grace_hopper(), _film(), 64)


def test_the_recipe_depends_on_names_and_shapes_only() -> None:
    first = recipe_value("generator", "first.conv.weight", (8, 3, 7, 7))
    assert first.dtype == np.float32 and np.array_equal(
        first, recipe_value("generator", "first.conv.weight", (8, 3, 7, 7))
    )
    assert first.std() == pytest.approx(np.sqrt(2 / 147), rel=0.1)
    other = recipe_value("kp_detector", "first.conv.weight", (8, 3, 7, 7))
    assert not np.array_equal(first, other)
    assert recipe_value("generator", "first.norm.running_var", (50,)).min() > 0


def test_the_plain_loop_renders_what_the_runtimes_render(material: Material) -> None:
    loop = PlainLoop(reduced_networks())
    stages: list[str] = []
    loop.mark = stages.append
    loop.prepare(material.source, material.crops[0])
    runner = TorchRunner(reduced_networks(), REDUCED_64)
    step = prepared(runner, material)
    pictures = []
    for crop in material.crops[1:4]:
        plain, ours = loop.animate(crop), runner.animate(crop, step).image
        pictures.append(plain)
        assert np.abs(plain.astype(int) - ours).max() <= 1
    assert np.abs(pictures[0].astype(int) - pictures[-1]).max() > 2  # the motion is seen
    assert stages == 3 * ["keypoints", "transfer"]


def test_weights_that_were_altered_are_named_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe stands in for weights that nobody has, not for broken ones."""
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path))
    path = tmp_path / "fomm" / "mine.safetensors"
    path.parent.mkdir()
    states = {net: part.state_dict() for net, part in zip(NETWORKS, reduced_networks(), strict=True)}
    save_checkpoint(path, REDUCED_64, states, {})
    weights.record(path, {"sha256": "0" * 64, "bytes": 1})
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match=r"mine\.safetensors"):
        measure_fomm(grace_hopper(), _film(), "cpu", 0.1, config=REDUCED_64)


def _broken(networks: Networks, config: FommConfig) -> Runner:
    raise RuntimeError("no such thing here")


class _Slow(TorchRunner):
    """A runtime that takes 150 ms longer: more than a busy machine takes from the other."""

    def animate(self, crop: Picture, step: Step) -> Frame:
        time.sleep(0.15)
        return super().animate(crop, step)


def test_runtimes_are_compared_with_the_plain_run(monkeypatch: pytest.MonkeyPatch) -> None:
    makers = [("broken", _broken), ("quick", TorchRunner), ("slow", _Slow)]
    monkeypatch.setattr(choose, "_candidates", lambda device: makers)
    shares: list[float] = []
    monkeypatch.setattr(
        _Slow, "__init__", lambda self, n, c: TorchRunner.__init__(self, n, c, precision=torch.bfloat16)
    )
    table = measure_fomm(grace_hopper(), _film(), "cpu", 0.5, shares.append, REDUCED_64)
    assert (table["weights"], table["config"], table["side"]) == (RECIPE, "reduced-64", 64)
    part = table["devices"]["cpu"]
    assert part["not_passed"] == {"broken": "no such thing here"} and part["turns"] >= 3
    rows = part["runtimes"]
    quick, slow = "torch cpu f32", "torch cpu bf16"
    assert list(rows) == [PLAIN, PLAIN_CACHED, quick, slow] and part["chosen"] == quick
    assert rows[PLAIN]["times_faster"] == {} and set(rows[slow]["times_faster"]) == {PLAIN, PLAIN_CACHED}
    assert rows[slow]["times_faster"][PLAIN] < rows[quick]["times_faster"][PLAIN]
    assert rows[slow]["stages"]["total"]["ms_p50"] > 150 and rows[slow]["stages"]["keypoints"]["ms_p50"] > 150
    for name, row in rows.items():
        stages = {stage: times["ms_mean"] for stage, times in row["stages"].items()}
        assert set(stages) == set(STAGES) - ({"paste"} if name == PLAIN else set())
        assert stages["keypoints"] + stages["transfer"] + stages["generator"] == pytest.approx(
            stages["total"], rel=0.02
        )
        assert 0 <= row["l1_change"] <= row["error_max"] < 0.05
    assert rows[PLAIN]["error_max"] <= 1 / 255 and rows[slow]["error_max"] > 0
    assert shares and 0 < shares[-1] <= 1


def test_what_cannot_be_measured_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fomm_bench, "_weights", lambda config: ("", reduced_networks(), REDUCED_64))
    with pytest.raises(ModelError, match="abacus"):
        measure_fomm(grace_hopper(), _film(), "abacus")
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match="cuda cannot be used"):
            measure_fomm(grace_hopper(), _film(), "cuda")
    with pytest.raises(FaceNotFound, match="driver"):
        make_material(grace_hopper(), [np.zeros((64, 64, 3), np.uint8)], 64)


class _Flying:
    """A runner of which it is counted how many frames are in flight."""

    def __init__(self) -> None:
        self.flying: deque[NDArray[np.uint8]] = deque(maxlen=9)
        self.most = self.done = 0

    def submit(self, crop: Picture, step: Step) -> None:
        self.flying.append(crop)
        self.most = max(self.most, len(self.flying))

    def collect(self) -> Frame:
        time.sleep(0.001)
        self.done += 1
        return Frame(self.flying.popleft(), np.zeros((1, 1, 2), np.float32), np.zeros((1, 1), np.float32))


@pytest.mark.parametrize("count", [1, 2])
def test_frames_in_flight_are_kept_and_collected(count: int, material: Material) -> None:
    runner = _Flying()
    flow = fomm_gpu._flow(runner, material, Step(), 0.05, count)  # type: ignore[arg-type]
    assert runner.most == count and not runner.flying and runner.done >= 20
    assert 0 < flow["fps"] < 1000
    assert flow["ms_p50"] >= 0.9 * count <= flow["ms_p99"]


class _StandIn:
    """A stream, a graph that does nothing when replayed, or an event that always says 2 ms."""

    def __init__(self, enable_timing: bool = False) -> None:
        pass

    def wait_stream(self, other: object) -> None:
        pass

    def replay(self) -> None:
        pass

    def record(self) -> None:
        pass

    def elapsed_time(self, end: object) -> float:
        return 2.0


def test_the_stages_of_a_graph_are_recorded_in_order(monkeypatch: pytest.MonkeyPatch, material: Material) -> None:
    for name in ("Stream", "CUDAGraph", "Event", "current_stream"):
        monkeypatch.setattr(torch.cuda, name, _StandIn)
    monkeypatch.setattr(torch.cuda, "stream", lambda stream: nullcontext())
    monkeypatch.setattr(torch.cuda, "graph", lambda graph, stream: nullcontext())
    monkeypatch.setattr(torch.cuda, "synchronize", lambda: None)
    monkeypatch.setattr(fomm_gpu, "_pinned", torch.clone)
    pipeline = Pipeline(reduced_networks(), REDUCED_64, torch.float32)
    with torch.inference_mode():
        pipeline.set_source(torch.from_numpy(material.source))
    table = fomm_gpu.graph_stages(pipeline, material, Step(absolute=1.0))
    assert list(table) == ["upload", "keypoints", "transfer", "generator", "download"]
    assert {row["ms_p50"] for row in table.values()} == {2.0}


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA GPU")
def test_a_gpu_is_measured_further() -> None:
    table = measure_fomm(grace_hopper(), _film(), "cuda", 1.0, config=REDUCED_64)
    row = table["devices"]["cuda"]["runtimes"][table["devices"]["cuda"]["chosen"]]
    assert row["gpu_bytes_peak"] >= row["gpu_bytes_held"] > 0
    assert row["latency"]["ms_p99"] >= row["latency"]["ms_p50"] > 0
    assert set(row["in_flight"]) == {"1", "2"}
    assert set(row["graph_stages"]) == {"upload", "keypoints", "transfer", "generator", "download"}


def test_spread_is_that_of_the_times() -> None:
    table = spread(np.arange(101.0))
    assert (table["ms_p50"], table["ms_p95"], table["ms_p99"], table["ms_mean"]) == (50, 95, 99, 50)
