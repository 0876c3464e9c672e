"""Two processes that train one network."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from models.portrait.fomm.checkpoint import load_checkpoint
from tests.support.faces import ROOT


def _launched(module: str, *folders: Path, limit_s: float = 110) -> tuple[int, str]:
    """Run a module in two processes, as `torchrun` does; returns the exit code and all that was said."""
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", "-m", module]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen([*launcher, *map(str, folders)], cwd=ROOT, env=environment, **pipes) as launched:
        try:
            said, _ = launched.communicate(timeout=limit_s)
        finally:
            launched.terminate()  # it ends its processes; killed, it would leave them
    return launched.returncode, said


@pytest.mark.slow
def test_two_processes_learn_the_same_and_go_on_where_they_stopped(pieces: Path, tmp_path: Path) -> None:
    """Through the step at which the discriminator comes in; each process draws pairs of its own."""
    code, said = _launched("tests.support.training_rank", pieces, tmp_path)
    assert code == 0, said[-3000:]
    ranks = [torch.load(tmp_path / f"rank-{rank}.pt", weights_only=True) for rank in (0, 1)]
    for name in ("whole", "resumed"):
        assert torch.equal(ranks[0][name], ranks[1][name]), name
        assert torch.equal(ranks[0][name], ranks[0]["whole"]), name
    folders = [tmp_path / name for name in ("whole", "stopped")]
    states = [load_checkpoint(folder / "reduced-64.safetensors").states for folder in folders]
    for net, state in states[0].items():
        assert all(torch.equal(value, states[1][net][key]) for key, value in state.items())
    for folder, lines in zip(folders, (2, 3), strict=True):  # one process alone writes
        assert len((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()) == lines
        assert not list(folder.glob("*.part"))
