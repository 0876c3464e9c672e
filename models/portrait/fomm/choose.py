"""Which runtime computes: tried before it is taken, never changed behind the user's back.

Each candidate of the wished device renders two frames of a test pattern with the real weights. It must not fail, and
its picture must agree with PyTorch in float32 on the processor. The first one that passes is taken, and the report says
which, how fast it was, and why those before it were not.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch

from models.errors import ModelError
from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.cuda_runner import CudaRunner
from models.portrait.fomm.find import FOLDER
from models.portrait.fomm.openvino_runner import OpenVinoRunner, has_bfloat16
from models.portrait.fomm.runner import Networks, Picture, Runner
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step
from models.weights import models_dir

DEVICES = ("auto", "cpu", "cuda", "mps")
_LOG = logging.getLogger(__name__)
_WORST_MEAN, _WORST = 0.01, 0.12  # of 0..1: bfloat16 reaches 0.016 at most; a wrong sampling convention 0.004 / 0.1
_FAILURES = (ImportError, RuntimeError, OSError, ValueError, AssertionError, NotImplementedError, MemoryError)

Maker = Callable[[Networks, FommConfig], Runner]


@dataclass(frozen=True, slots=True)
class Trial:
    """How one runtime did in the self-test.

    Attributes:
        name: of the runtime.
        problem: why it was not taken; empty for the one that was.
        ms: of one frame; 0 if none was rendered.
        error: mean and largest difference from the reference, of 0..1.
    """

    name: str
    problem: str
    ms: float = 0.0
    error: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Choice:
    """The runtime that was taken, and all that were tried on the way."""

    runner: Runner
    trials: list[Trial] = field(default_factory=list)

    def words(self) -> str:
        """Say in one line what runs and why."""
        last = self.trials[-1]
        taken = f"{self.runner.info.name} on {self.runner.info.device}: {last.ms:.0f} ms a frame"
        passed = [f"{trial.name}: {trial.problem}" for trial in self.trials[:-1]]
        return taken + (f" (not taken: {'; '.join(passed)})" if passed else "")


def choose(networks: Networks, config: FommConfig, device: str = "auto") -> Choice:
    """Make the first runtime of a device that passes the self-test.

    Args:
        networks: detector and generator, float32 on the CPU.
        config: their configuration.
        device: "cpu", "cuda", "mps", or "auto": a GPU if one works, else the processor, and the choice says why.

    Raises:
        ModelError: no runtime of that device works, or the device is unknown.
    """
    trials: list[Trial] = []
    for runner, trial in try_all(networks, config, device):
        trials.append(trial)
        if runner is not None:
            choice = Choice(runner, trials)
            _LOG.info("first-order motion model runs on %s", choice.words())
            return choice
        _LOG.info("first-order motion model cannot run on %s: %s", trial.name, trial.problem)
    reasons = "; ".join(f"{trial.name}: {trial.problem}" for trial in trials)
    raise ModelError(f"the network cannot run on {device} ({reasons})", "choose the device cpu or auto")


def try_all(networks: Networks, config: FommConfig, device: str = "auto") -> Iterator[tuple[Runner | None, Trial]]:
    """Make and try one runtime after another, in the order of preference; None for one that does not pass.

    Takes what `choose` takes. Raises ModelError for an unknown device.
    """
    if device not in DEVICES:
        raise ModelError(f"the device {device!r} is unknown", f"use one of {', '.join(DEVICES)}")
    pictures = _pattern(config.image_size)
    wanted = _render(TorchRunner(networks, config, rewrite=False), *pictures)[0]
    for name, maker in _candidates(device):
        yield _try(name, maker, networks, config, wanted, pictures)


def _candidates(device: str) -> list[tuple[str, Maker]]:
    cuda: list[tuple[str, Maker]] = [
        ("torch cuda f16, graph", lambda n, c: _with_gpu(n, c, torch.float16)),
        ("torch cuda bf16, graph", lambda n, c: _with_gpu(n, c, torch.bfloat16)),
    ]
    mps: list[tuple[str, Maker]] = [
        ("torch mps f16", lambda n, c: _with_mps(n, c, torch.float16)),
        ("torch mps f32", lambda n, c: _with_mps(n, c, torch.float32)),
    ]
    cpu: list[tuple[str, Maker]] = [
        ("openvino bf16", _with_bfloat16),
        ("openvino f32", lambda n, c: OpenVinoRunner(n, c, "f32", _kept())),
        ("torch cpu f32", lambda n, c: TorchRunner(n, c)),
    ]
    return {"cuda": cuda, "mps": mps, "cpu": cpu, "auto": cuda[:1] + mps[:1] + cpu}[device]


def _kept() -> Path:
    return models_dir() / FOLDER / "converted"


def _with_gpu(networks: Networks, config: FommConfig, precision: torch.dtype) -> Runner:
    if not torch.cuda.is_available():
        build = "" if torch.version.cuda else " (this build of torch has no CUDA)"
        raise RuntimeError(f"no NVIDIA GPU can be used{build}")
    return CudaRunner(networks, config, precision)


def _with_mps(networks: Networks, config: FommConfig, precision: torch.dtype) -> Runner:
    if not torch.backends.mps.is_available():
        raise RuntimeError("no Apple GPU can be used")
    return TorchRunner(networks, config, "mps", precision)


def _with_bfloat16(networks: Networks, config: FommConfig) -> Runner:
    if not has_bfloat16():
        raise RuntimeError("the processor does not compute in bfloat16")
    return OpenVinoRunner(networks, config, "bf16", _kept())


def _try(
    name: str, maker: Maker, networks: Networks, config: FommConfig, wanted: Picture, pictures: tuple[Picture, Picture]
) -> tuple[Runner | None, Trial]:
    try:
        runner = maker(networks, config)
        made, ms = _render(runner, *pictures)
    except _FAILURES as error:
        first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return None, Trial(name, first_line[:160])
    difference = np.abs(made.astype(np.float32) - wanted) / 255
    mean, worst = float(difference.mean()), float(difference.max())
    if mean > _WORST_MEAN or worst > _WORST:
        problem = f"it computes wrongly here (differences of {mean:.3f} on average, {worst:.2f} at most)"
        return None, Trial(name, problem, ms, (mean, worst))
    return runner, Trial(name, "", ms, (mean, worst))


def _render(runner: Runner, source: Picture, driving: Picture) -> tuple[Picture, float]:
    """Render one frame after another one as reference; return it with the time it took in ms."""
    runner.set_source(source)
    step = Step(absolute=1.0)
    runner.animate(source, step)
    start_s = time.perf_counter()
    image = runner.animate(driving, step).image
    return image, (time.perf_counter() - start_s) * 1e3


def _pattern(side: int) -> tuple[Picture, Picture]:
    """Return two smooth coloured pictures, the second one like the first, turned and shifted."""
    small = np.random.RandomState(4).randint(40, 216, (8, 8, 3)).astype(np.uint8)
    first = np.asarray(cv2.resize(small, (side, side), interpolation=cv2.INTER_CUBIC), np.uint8)
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), 6.0, 1.03)
    matrix[:, 2] += np.array([0.02 * side, 0.02 * side])
    second = cv2.warpAffine(first, matrix, (side, side), borderMode=cv2.BORDER_REFLECT)
    return first, np.asarray(second, np.uint8)
