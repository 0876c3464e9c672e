"""Speed of the first-order motion model, full size, against a plain run of it in one process. Use `-m benchmark`."""

from typing import Any

import pytest
import torch

from app.sources.synthetic import SyntheticFace
from models.evaluate.fomm_bench import measure_fomm
from models.evaluate.fomm_speed import PLAIN
from models.portrait.fomm.openvino_runner import has_bfloat16
from tests.support.faces import grace_hopper

TIMES_FASTER = {"cpu": 3.0, "cuda": 5.0}
GPU_MS = 2.0
L1_CHANGE = 0.002


def _measure(device: str, seconds: float) -> dict[str, Any]:
    source = SyntheticFace(live=False)
    film = [source.draw(index) for index in range(0, 60, 5)]
    part: dict[str, Any] = measure_fomm(grace_hopper(), film, device, seconds)["devices"][device]
    return part


def test_the_processor_is_three_times_as_fast_as_the_plain_run() -> None:
    """On a quiet machine: others that compute beside it cost the faster runtime more than the slower one."""
    if not has_bfloat16():
        pytest.skip("the processor does not compute in bfloat16")
    part = _measure("cpu", 20.0)
    row = part["runtimes"][part["chosen"]]
    assert row["times_faster"][PLAIN] >= TIMES_FASTER["cpu"], part
    assert row["l1_change"] < L1_CHANGE, part


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA GPU")
def test_the_gpu_renders_a_frame_in_two_milliseconds() -> None:
    part = _measure("cuda", 10.0)
    row = part["runtimes"][part["chosen"]]
    assert row["latency"]["ms_p50"] <= GPU_MS, part
    assert row["times_faster"][PLAIN] >= TIMES_FASTER["cuda"], part
    assert row["l1_change"] < L1_CHANGE, part
