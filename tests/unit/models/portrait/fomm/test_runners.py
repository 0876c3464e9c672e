"""All runtimes that this machine has compute the same, and the self-test tells good ones from bad ones."""

import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.errors import ModelError
from models.portrait.fomm import choose as chooser
from models.portrait.fomm.choose import choose
from models.portrait.fomm.config import REDUCED_64, VOX_256
from models.portrait.fomm.cuda_runner import IN_FLIGHT, CudaRunner
from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.openvino_runner import OpenVinoRunner
from models.portrait.fomm.rewrite import rewritten
from models.portrait.fomm.runner import Frame, Pipeline, Runner
from models.portrait.fomm.threads import VARIABLE, thread_count
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step
from tests.support.fomm import golden, needs_reference, picture, recipe_networks, reduced_networks

Picture = NDArray[np.uint8]
needs_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA GPU")
MAKERS: dict[str, Callable[[], Runner]] = {
    "plain": lambda: TorchRunner(reduced_networks(), REDUCED_64, rewrite=False),
    "torch": lambda: TorchRunner(reduced_networks(), REDUCED_64),
    "torch bf16": lambda: TorchRunner(reduced_networks(), REDUCED_64, precision=torch.bfloat16),
    "openvino": lambda: OpenVinoRunner(reduced_networks(), REDUCED_64),
    "openvino bf16": lambda: OpenVinoRunner(reduced_networks(), REDUCED_64, "bf16"),
}


def _frames() -> tuple[Picture, list[Picture]]:
    images = golden("images")
    return images["source_64"].astype(np.uint8), list(images["driving_64"].astype(np.uint8))


def _calibrated(runner: Runner) -> None:
    source, driving = _frames()
    runner.set_source(source)
    runner.look(driving[0], Step())
    assert runner.calibrate() == ""


@pytest.fixture(scope="module", params=MAKERS)
def runner(request: pytest.FixtureRequest) -> Runner:
    made = MAKERS[request.param]()
    _calibrated(made)
    return made


@needs_reference
@pytest.mark.parametrize("mode", ["relative", "absolute"])
def test_bytes_in_bytes_out_equal_the_golden_pictures(runner: Runner, mode: str) -> None:
    """One level of 255 for rounding; bfloat16 may differ by three."""
    step = Step(absolute=float(mode == "absolute"))
    wanted = golden("reduced-64")[f"ac1_prediction_{mode}"]
    for frame, theirs in zip(_frames()[1], wanted, strict=True):
        made = runner.animate(frame, step)
        assert made.image.dtype == np.uint8 and made.image.shape == (64, 64, 3)
        error = np.abs(made.image - 255 * theirs.transpose(1, 2, 0))
        assert error.max() <= (3.5 if "bf16" in runner.info.name else 0.51)


@needs_reference
def test_motion_fields_equal_the_golden_ones(runner: Runner) -> None:
    arrays = golden("reduced-64")
    tolerance = 0.02 if "bf16" in runner.info.name else 2e-5
    for row, frame in enumerate(arrays["frames_dense_motion"]):
        made = runner.animate(_frames()[1][int(frame)], Step())
        assert np.abs(made.deformation - arrays["ac1_deformation"][row]).max() <= tolerance
        assert np.abs(made.occlusion - arrays["ac1_occlusion_map"][row, 0]).max() <= tolerance


@needs_reference
def test_wrong_pictures_are_refused(runner: Runner) -> None:
    with pytest.raises(ValueError, match="the network takes"):
        runner.animate(np.zeros((64, 65, 3), np.uint8), Step())
    with pytest.raises(ValueError, match="the network takes"):
        runner.set_source(np.zeros((64, 64, 3), np.float32))


@needs_reference
@pytest.mark.parametrize("upward", [False, True])
def test_rewrites_are_exact(upward: bool) -> None:
    detector, generator = reduced_networks()
    fast_detector, fast_generator = rewritten(detector, upward), rewritten(generator, upward)
    source, driving = (picture(golden("images")[name]) for name in ("source_64", "driving_64"))
    with torch.inference_mode():
        ours, theirs = fast_detector(driving), detector(driving)
        assert torch.allclose(ours.value, theirs.value, rtol=0, atol=1e-5)
        assert torch.allclose(ours.jacobian, theirs.jacobian, rtol=0, atol=1e-5)
        keypoints = detector(source)
        for frame in range(2):
            here = Keypoints(theirs.value[frame : frame + 1], theirs.jacobian[frame : frame + 1])
            made, wanted = (net(source, keypoints, here) for net in (fast_generator, generator))
            assert torch.allclose(made, wanted, rtol=0, atol=2e-5)


@pytest.mark.slow
@needs_reference
@pytest.mark.parametrize("precision", ["f32", "bf16"])
def test_the_full_network_on_openvino(precision: str) -> None:
    images, arrays = golden("images"), golden("vox-256")
    made = OpenVinoRunner(recipe_networks(VOX_256), VOX_256, precision)
    frames = images["driving_256"][arrays["driving_index_in_images"]].astype(np.uint8)
    made.set_source(images["source_256"].astype(np.uint8))
    made.look(frames[0], Step())
    assert made.calibrate() == ""
    wanted = 255 * arrays["ac1_prediction_relative"][0].transpose(1, 2, 0)
    error = np.abs(made.animate(frames[1], Step()).image - wanted)
    assert error.max() <= (0.51 if precision == "f32" else 255 * 0.02)
    assert error.mean() <= (0.3 if precision == "f32" else 255 * 0.002)


@needs_reference
def test_converted_networks_are_kept_and_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    wanted = golden("reduced-64")["ac1_prediction_absolute"][1].transpose(1, 2, 0)

    def renders() -> None:
        made = OpenVinoRunner(reduced_networks(), REDUCED_64, kept=tmp_path)
        made.set_source(_frames()[0])
        assert np.abs(made.animate(_frames()[1][1], Step(absolute=1.0)).image - 255 * wanted).max() <= 0.51

    renders()
    files = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert sorted(Path(name).suffix for name in files) == [".bin", ".bin", ".xml", ".xml"]
    renders()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == files
    next(tmp_path.glob("generator*.xml")).write_text("<net", encoding="utf-8")
    renders()
    other = OpenVinoRunner(recipe_networks(REDUCED_64, align_corners=False), REDUCED_64, kept=tmp_path)
    assert len(list(tmp_path.glob("generator*.xml"))) == 2 and other.info.name == "openvino f32"


class _Broken:
    """A runtime that computes something else."""

    def __init__(self) -> None:
        self._runner = MAKERS["torch"]()
        self.info, self.side = self._runner.info, self._runner.side
        self.set_source, self.look, self.calibrate = self._runner.set_source, self._runner.look, self._runner.calibrate
        self.kept, self.restore = self._runner.kept, self._runner.restore

    def animate(self, crop: Picture, step: Step) -> Frame:
        frame = self._runner.animate(crop, step)
        return frame._replace(image=np.ascontiguousarray(frame.image[:, ::-1]))


def _fails() -> Runner:
    raise RuntimeError("the driver is too old\nmore words")


def test_the_self_test_takes_the_first_good_one_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: dict[str, Callable[[], Runner]] = {"failing": _fails, "wrong": _Broken, "good": MAKERS["torch"]}
    candidates = [(name, lambda n, c, make=make: make()) for name, make in tried.items()]
    monkeypatch.setattr(chooser, "_candidates", lambda device: candidates)
    made = choose(reduced_networks(), REDUCED_64, "cpu")
    assert made.runner.info.name == "torch cpu f32"
    assert [trial.name for trial in made.trials] == ["failing", "wrong", "good"]
    assert "the driver is too old" in made.words() and "computes wrongly" in made.words()
    assert "\n" not in made.words()


def test_no_silent_fallback() -> None:
    with pytest.raises(ModelError, match="unknown"):
        choose(reduced_networks(), REDUCED_64, "tpu")
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match="no NVIDIA GPU") as caught:
            choose(reduced_networks(), REDUCED_64, "cuda")
        assert "auto" in caught.value.advice


def test_auto_says_why_it_is_not_the_gpu(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path))
    with caplog.at_level(logging.INFO):
        words = choose(reduced_networks(), REDUCED_64, "auto").words()
    assert "ms a frame" in words
    assert torch.cuda.is_available() or "no NVIDIA GPU" in words
    assert words in caplog.text


def test_the_frame_is_free_of_host_waits() -> None:
    """The recorded way of a frame fetches no number: it runs on tensors that have none."""
    pipeline = Pipeline(reduced_networks(), REDUCED_64, torch.float32).to("meta")
    made = pipeline(torch.zeros(64, 64, 3, dtype=torch.uint8, device="meta"), Step().vector().to("meta"))
    assert [tuple(part.shape) for part in made] == [(64, 64, 3), (16, 16, 2), (16, 16)]


def test_thread_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "3")
    assert thread_count() == 3
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("OMP_NUM_THREADS", "77")
    assert 1 <= thread_count() <= 4


@needs_gpu
def test_the_gpu_agrees_and_keeps_frames_in_flight() -> None:
    gpu, plain = CudaRunner(reduced_networks(), REDUCED_64), MAKERS["plain"]()
    for runner in (gpu, plain):
        _calibrated(runner)
    frames = _frames()[1]
    wanted = [plain.animate(frame, Step()).image.astype(int) for frame in frames]
    assert max(np.abs(gpu.animate(f, Step()).image - w).max() for f, w in zip(frames, wanted, strict=True)) <= 3
    for frame in frames[:IN_FLIGHT]:
        gpu.submit(frame, Step())
    with pytest.raises(RuntimeError, match="in flight"):
        gpu.submit(frames[0], Step())
    assert all(np.abs(gpu.collect().image - w).max() <= 3 for w in wanted[:IN_FLIGHT])
