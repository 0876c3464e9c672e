"""The order of things around a recorded frame, without a GPU: a stand-in replays by running the frame again."""

from contextlib import nullcontext

import numpy as np
import pytest
import torch
from torch import Tensor

from models.portrait.fomm import cuda_runner
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.cuda_runner import IN_FLIGHT, CudaRunner
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step
from tests.support.fomm import golden, needs_reference, reduced_networks

pytestmark = needs_reference


class _Graph:
    """Replays into the tensors that were made while it recorded."""

    runner: CudaRunner

    def replay(self) -> None:
        made = self.runner.pipeline(self.runner._image, self.runner._step)
        for old, new in zip(self.runner._made, made, strict=True):
            old.copy_(new)


class _Quiet:
    """A stream or an event that does nothing."""

    def __init__(self, blocking: bool = False) -> None:
        self.waits = 0

    def wait_stream(self, other: object) -> None:
        pass

    def record(self) -> None:
        pass

    def synchronize(self) -> None:
        self.waits += 1


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CudaRunner:
    def pinned(like: Tensor) -> Tensor:
        return torch.empty(like.shape, dtype=like.dtype)

    monkeypatch.setattr(cuda_runner, "_DEVICE", "cpu")
    monkeypatch.setattr(cuda_runner, "_pinned", pinned)
    stand_ins: dict[str, object] = {"Stream": _Quiet, "Event": _Quiet, "CUDAGraph": _Graph, "current_stream": _Quiet}
    stand_ins |= {"stream": lambda stream: nullcontext(), "graph": lambda graph, stream: nullcontext()}
    stand_ins |= {"synchronize": lambda: None}
    for name, value in stand_ins.items():
        monkeypatch.setattr(torch.cuda, name, value)
    made = CudaRunner(reduced_networks(), REDUCED_64, torch.float32)
    made._graph.runner = made  # type: ignore[attr-defined]
    return made


def _frames() -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return list(golden("images")["driving_64"].astype(np.uint8))


def _both(runner: CudaRunner) -> TorchRunner:
    plain = TorchRunner(reduced_networks(), REDUCED_64)
    for one in (runner, plain):
        one.set_source(golden("images")["source_64"].astype(np.uint8))
        one.look(_frames()[0], Step())
        assert one.calibrate() == ""
    return plain


def test_frames_come_back_in_order_and_equal(runner: CudaRunner) -> None:
    """Recording has left no trace in the filters, and each frame brings its own step."""
    plain = _both(runner)
    steps = [Step(), Step(dt_s=0.04), Step(dt_s=0.04, strength=0.5), Step(dt_s=0.2, rest=0.5), Step(absolute=1.0)]
    wanted = [plain.animate(frame, step) for frame, step in zip(_frames(), steps, strict=False)]
    made = []
    for frame, step in zip(_frames(), steps, strict=False):
        runner.submit(frame, step)
        if len(runner._flying) == IN_FLIGHT:
            made.append(runner.collect())
    made.append(runner.collect())
    assert len(made) == len(wanted)
    for a, b in zip(made, wanted, strict=True):
        assert np.abs(a.image.astype(int) - b.image).max() <= 1
        assert np.abs(a.deformation - b.deformation).max() < 1e-5
        assert np.abs(a.occlusion - b.occlusion).max() < 1e-5


def test_no_more_frames_fly_than_there_is_memory_for(runner: CudaRunner) -> None:
    _both(runner)
    for frame in _frames()[:IN_FLIGHT]:
        runner.submit(frame, Step())
    with pytest.raises(RuntimeError, match="in flight"):
        runner.submit(_frames()[0], Step())
    assert runner.animate(_frames()[1], Step()).image.shape == (64, 64, 3)  # the stale ones are let go
    with pytest.raises(IndexError):
        runner.collect()


def test_the_host_waits_once_per_frame(runner: CudaRunner) -> None:
    _both(runner)
    slots = [slot.done for slot in runner._free]
    for frame in _frames()[:4]:
        runner.animate(frame, Step())
    assert sum(slot.waits for slot in slots) == 4  # type: ignore[attr-defined]


def test_a_returned_frame_is_not_written_again(runner: CudaRunner) -> None:
    _both(runner)
    first = runner.animate(_frames()[1], Step())
    kept = first.image.copy()
    for frame in _frames()[2:5]:
        runner.animate(frame, Step())
    assert np.array_equal(first.image, kept)


def test_wrong_pictures_are_refused_and_lose_no_slot(runner: CudaRunner) -> None:
    _both(runner)
    for _ in range(IN_FLIGHT + 1):
        with pytest.raises(ValueError, match="the network takes"):
            runner.submit(np.zeros((3, 3, 3), np.uint8), Step())
    assert runner.animate(_frames()[0], Step()).image.dtype == np.uint8
