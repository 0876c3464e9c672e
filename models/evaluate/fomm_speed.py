"""How fast each runtime renders the first-order motion model, against a plain run of the same network.

All contenders render the same frames in turn, in one process, so that what slows the machine slows them all; each
ratio is taken within one turn. Stages: "keypoints" (upload and detector), "transfer", "generator" (dense motion,
generator and download), "total" (uint8 square to uint8 square) and "paste" (into the full portrait, on the processor).
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.evaluate.fomm_plain import PlainLoop
from models.portrait.fomm.choose import Trial, try_all
from models.portrait.fomm.config import FommConfig
from models.portrait.fomm.paste import Paster
from models.portrait.fomm.runner import Frame, Networks, Picture, Runner
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step, Transfer

STAGES = ("keypoints", "transfer", "generator", "total", "paste")
PLAIN, PLAIN_CACHED = "plain", "plain, source kept"
_FEWEST_TURNS = 3
_COMPARED = 4  # frames whose error is measured
_WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Material:
    """What all contenders work on.

    Attributes:
        source: (side, side, 3) uint8 RGB, the animated part of the portrait.
        crops: the driver's face in a few frames, likewise; the first one is the initial frame.
        paster: puts frames into the whole portrait.
    """

    source: Picture
    crops: list[Picture]
    paster: Paster


@dataclass(slots=True)
class Contender:
    """One way to render a frame.

    Attributes:
        name: for the table.
        device: "cpu", "cuda" or "mps".
        animate: renders a crop to a `Frame`.
        staged: whether `mark` is called on the way.
        gpu_bytes: memory of the GPU it holds and, at most, uses during a frame; 0 elsewhere.
        runner: None for the plain loop.
    """

    name: str
    device: str
    animate: Callable[[Picture], Frame]
    staged: bool
    gpu_bytes: tuple[int, int] = (0, 0)
    runner: Runner | None = None
    times_ms: dict[str, list[float]] = field(default_factory=lambda: {stage: [] for stage in STAGES})
    cpu_ms: list[float] = field(default_factory=list)


class Clock:
    """Takes the time of a frame's stages; waits for the GPU at each mark, or the stages would be those of the queue."""

    def __init__(self) -> None:
        self.wait: Callable[[], None] = _no_wait
        self.marks: list[tuple[str, float]] = []

    def __call__(self, stage: str) -> None:
        """Note the end of a stage."""
        self.wait()
        self.marks.append((stage, time.perf_counter()))


def _no_wait() -> None:
    """The processor has done what it was told."""


def waiter(device: str) -> Callable[[], None]:
    """Return what waits until a device is done."""
    return {"cuda": torch.cuda.synchronize, "mps": torch.mps.synchronize}.get(device, _no_wait)


def contenders(
    networks: Networks, config: FommConfig, device: str, material: Material, clock: Clock, failed: list[Trial]
) -> Iterator[Contender]:
    """Make both plain runs and each runtime of a device that passes the self-test, ready to render.

    Args:
        networks: detector and generator, float32 on the CPU.
        config: their configuration.
        device: "cpu", "cuda" or "mps".
        material: portrait and frames.
        clock: is told the stages.
        failed: gets those that do not pass.
    """
    gpu = _GpuMemory(device)
    loop = PlainLoop(networks, device)
    loop.prepare(material.source, material.crops[0])
    loop.mark = clock
    nothing = np.zeros((2, 2, 2), np.float32), np.zeros((2, 2), np.float32)
    plain = Contender(PLAIN, device, lambda crop: Frame(loop.animate(crop), *nothing), True)
    yield gpu.measured(plain, material)
    kept = TorchRunner(networks, config, device, rewrite=False)
    yield gpu.measured(_of(kept, PLAIN_CACHED, device, material, clock), material)
    for runner, trial in try_all(networks, config, device):
        if runner is None:
            failed.append(trial)
            gpu.forget()
        else:
            yield gpu.measured(_of(runner, runner.info.name, device, material, clock), material)


def prepared(runner: Runner, material: Material) -> Step:
    """Give a runner portrait and initial frame; returns the numbers to render with (no filter, so that runs agree)."""
    runner.set_source(material.source)
    runner.look(material.crops[0], Step())
    return Step(absolute=1.0) if runner.calibrate(at_once=True) else Step()


def _of(runner: Runner, name: str, device: str, material: Material, clock: Clock) -> Contender:
    step = prepared(runner, material)
    transfer = getattr(runner, "transfer", None)
    if isinstance(transfer, Transfer):
        transfer.register_forward_pre_hook(lambda *_: clock("keypoints"))
        transfer.register_forward_hook(lambda *_: clock("transfer"))
    return Contender(name, device, lambda crop: runner.animate(crop, step), transfer is not None, runner=runner)


class _GpuMemory:
    """Measures what each contender adds to the GPU's memory."""

    def __init__(self, device: str) -> None:
        self._on = device == "cuda"
        self._before = torch.cuda.memory_allocated() if self._on else 0

    def measured(self, contender: Contender, material: Material) -> Contender:
        """Warm a contender up and note its memory."""
        if self._on:
            torch.cuda.reset_peak_memory_stats()
        for crop in material.crops[:_WARM_UP]:
            contender.animate(crop)
        if self._on:
            torch.cuda.synchronize()
            held, most = torch.cuda.memory_allocated(), torch.cuda.max_memory_allocated()
            contender.gpu_bytes = (held - self._before, most - self._before)
            self._before = held
        return contender

    def forget(self) -> None:
        """Leave out what was freed since the last contender."""
        self._before = torch.cuda.memory_allocated() if self._on else 0


def run_turns(
    group: list[Contender], material: Material, seconds: float, clock: Clock, progress: Callable[[float], None]
) -> int:
    """Let all contenders render the same frames in turn for some seconds; returns the number of turns.

    On the processor the stages are taken on the way. On a GPU, where taking them makes it wait, a turn renders a second
    frame for them.
    """
    started_s, turns = time.perf_counter(), 0
    while turns < _FEWEST_TURNS or time.perf_counter() - started_s < seconds:
        crop = material.crops[turns % len(material.crops)]
        for contender in group:
            _render(contender, crop, material.paster, clock)
        turns += 1
        progress((time.perf_counter() - started_s) / seconds)
    return turns


def _render(contender: Contender, crop: Picture, paster: Paster, clock: Clock) -> None:
    times, on_gpu = contender.times_ms, contender.device != "cpu"
    clock.wait = _no_wait
    clock.marks = []
    start_s, start_cpu_s = time.perf_counter(), time.process_time()
    frame = contender.animate(crop)
    end_s, end_cpu_s = time.perf_counter(), time.process_time()
    times["total"].append(1e3 * (end_s - start_s))
    contender.cpu_ms.append(1e3 * (end_cpu_s - start_cpu_s))
    if contender.staged and on_gpu:
        clock.wait = waiter(contender.device)
        clock.wait()
        clock.marks = []
        start_s = time.perf_counter()
        contender.animate(crop)
        end_s = time.perf_counter()
    if contender.staged:
        for stage, mark_s in [*clock.marks, ("generator", end_s)]:
            times[stage].append(1e3 * (mark_s - start_s))
            start_s = mark_s
    if contender.runner is not None:
        start_s = time.perf_counter()
        paster(frame)
        times["paste"].append(1e3 * (time.perf_counter() - start_s))


def reference_pictures(networks: Networks, config: FommConfig, material: Material) -> list[Picture]:
    """Render a few frames in float32 on the processor, operator by operator."""
    runner = TorchRunner(networks, config, rewrite=False)
    step = prepared(runner, material)
    return [runner.animate(crop, step).image for crop in material.crops[:_COMPARED]]


def row(contender: Contender, group: list[Contender], reference: list[Picture], material: Material) -> dict[str, Any]:
    """Return what the table says of one contender.

    Returns:
        `stages` (for each: `ms_p50`, `ms_p95`, `ms_p99`, `ms_mean`), `cpu_ms_mean` of processor time, `fps`,
        `times_faster` than both plain runs (median of the turns), `error_max` and `l1_change` (largest and mean
        difference from float32, of 0..1, in rounded bytes; a film's L1 cannot change by more than the mean), and on an
        NVIDIA GPU `gpu_bytes_held`, `gpu_bytes_peak`.
    """
    total = np.array(contender.times_ms["total"])
    made = [contender.animate(crop).image for crop in material.crops[: len(reference)]]
    differences = np.abs(np.stack(made).astype(np.float32) - np.stack(reference)) / 255
    names = {PLAIN: (), PLAIN_CACHED: (PLAIN,)}.get(contender.name, (PLAIN, PLAIN_CACHED))
    yardsticks = [other for other in group if other.name in names]
    table = {
        "stages": {stage: spread(np.array(times)) for stage, times in contender.times_ms.items() if times},
        "cpu_ms_mean": float(np.mean(contender.cpu_ms)),
        "fps": float(1e3 / total.mean()),
        "times_faster": {
            other.name: float(np.median(np.array(other.times_ms["total"]) / total)) for other in yardsticks
        },
        "error_max": float(differences.max()),
        "l1_change": float(differences.mean()),
    }
    if contender.device == "cuda":
        table |= {"gpu_bytes_held": contender.gpu_bytes[0], "gpu_bytes_peak": contender.gpu_bytes[1]}
    return table


def spread(times_ms: NDArray[np.float64]) -> dict[str, float]:
    """Return median, tails and mean of times in ms."""
    p50, p95, p99 = (float(value) for value in np.percentile(times_ms, (50, 95, 99)))
    return {"ms_p50": p50, "ms_p95": p95, "ms_p99": p99, "ms_mean": float(times_ms.mean())}
