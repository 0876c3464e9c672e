"""What only an NVIDIA GPU has to show: latency of single frames, frames in flight, and stages of the recorded graph."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.evaluate.fomm_speed import Contender, Material, prepared, spread
from models.portrait.fomm.cuda_runner import IN_FLIGHT, CudaRunner
from models.portrait.fomm.generator import SourceCode
from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.runner import Pipeline, to_bytes, to_network
from models.portrait.fomm.transfer import Step

_REPLAYS = 200
_FEWEST_FRAMES = 20
_WARM_UP = 3


def gpu_row(contender: Contender, material: Material, seconds: float) -> dict[str, Any]:
    """Measure a recorded runtime further; nothing for any other contender.

    Args:
        contender: what was measured in turns with the others.
        material: portrait and frames.
        seconds: for each of latency and throughput.

    Returns:
        `latency` of single frames, uint8 to uint8, one after another (`ms_p50`, `ms_p95`, `ms_p99`, `ms_mean`, `n`);
        `in_flight`: for 1 frame in flight and for as many as may be, `fps` and `ms_p50`, `ms_p99` from submitting to
        having collected; `graph_stages`: `ms_p50` and others of each stage, recorded and replayed on its own.
    """
    runner = contender.runner
    if not isinstance(runner, CudaRunner):
        return {}
    step = prepared(runner, material)
    return {
        "latency": _latency(runner, material, step, seconds),
        "in_flight": {str(count): _flow(runner, material, step, seconds, count) for count in (1, IN_FLIGHT)},
        "graph_stages": graph_stages(runner.pipeline, material, step),
    }


def _latency(runner: CudaRunner, material: Material, step: Step, seconds: float) -> dict[str, float]:
    times_ms: list[float] = []
    end_s = time.perf_counter() + seconds
    while len(times_ms) < _FEWEST_FRAMES or time.perf_counter() < end_s:
        crop = material.crops[len(times_ms) % len(material.crops)]
        start_s = time.perf_counter()
        runner.animate(crop, step)
        times_ms.append(1e3 * (time.perf_counter() - start_s))
    return spread(np.array(times_ms)) | {"n": len(times_ms)}


def _flow(runner: CudaRunner, material: Material, step: Step, seconds: float, count: int) -> dict[str, float]:
    """Keep `count` frames in flight; the latency counts from submitting to having the frame."""
    submitted_s: list[float] = []
    times_ms: list[float] = []
    start_s = time.perf_counter()
    while len(times_ms) < _FEWEST_FRAMES or time.perf_counter() - start_s < seconds:
        submitted_s.append(time.perf_counter())
        runner.submit(material.crops[len(submitted_s) % len(material.crops)], step)
        if len(submitted_s) - len(times_ms) >= count:
            runner.collect()
            times_ms.append(1e3 * (time.perf_counter() - submitted_s[len(times_ms)]))
    fps = len(times_ms) / (time.perf_counter() - start_s)
    for _ in range(len(submitted_s) - len(times_ms)):
        runner.collect()
    measured = spread(np.array(times_ms))
    return {"fps": fps, "ms_p50": measured["ms_p50"], "ms_p99": measured["ms_p99"]}


@torch.inference_mode()
def graph_stages(pipeline: Pipeline, material: Material, step: Step) -> dict[str, dict[str, float]]:
    """Record each stage of the pipeline as a graph of its own and time its replays by the GPU's own clock.

    Args:
        pipeline: of a `CudaRunner`, with its portrait set; its filters' state is lost.
        material: gives the frame.
        step: the numbers to render with.

    Returns:
        For "keypoints", "transfer", "generator", "upload" and "download": times in ms.
    """
    device = pipeline.features.device
    host = _pinned(torch.from_numpy(material.crops[-1]))
    image, numbers = host.to(device), step.vector().to(device)
    found: dict[str, Any] = {}

    def keypoints() -> None:
        found["driving"] = pipeline.detector(to_network(image))

    def transfer() -> None:
        found["moved"] = pipeline.transfer(Keypoints(*found["driving"]), numbers)

    def generator() -> None:
        code = SourceCode(pipeline.features, pipeline.small)
        picture, motion = pipeline.generator.decode(code, pipeline.transfer.source, Keypoints(*found["moved"]))
        found["made"] = to_bytes(picture), motion.deformation[0], motion.occlusion[0, 0]

    table = {"upload": _timed(lambda: image.copy_(host, non_blocking=True))}
    for stage in (keypoints, transfer, generator):
        table[stage.__name__] = _timed(_recorded(stage).replay)
    hosts = [_pinned(part.cpu()) for part in found["made"]]

    def download() -> None:
        for there, here in zip(hosts, found["made"], strict=True):
            there.copy_(here, non_blocking=True)

    return table | {"download": _timed(download)}


def _pinned(tensor: Tensor) -> Tensor:
    """Return a copy in memory of the host that the GPU can reach."""
    return tensor.pin_memory()


def _recorded(stage: Callable[[], None]) -> torch.cuda.CUDAGraph:
    """Run a stage a few times, then record it; what it makes stays where the graph writes it."""
    stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
    graph = torch.cuda.CUDAGraph()
    with torch.backends.cudnn.flags(enabled=True, benchmark=True, allow_tf32=False):
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(_WARM_UP):
                stage()
        torch.cuda.synchronize()
        with torch.cuda.graph(graph, stream=stream):
            stage()
    graph.replay()
    torch.cuda.synchronize()
    return graph


def _timed(work: Callable[[], object]) -> dict[str, float]:
    """Time work that the GPU does without the host, by events around it."""
    pairs = []
    for _ in range(_REPLAYS):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))  # type: ignore[no-untyped-call]
        start.record()
        work()
        end.record()
        pairs.append((start, end))
    torch.cuda.synchronize()
    return spread(np.array([start.elapsed_time(end) for start, end in pairs]))
