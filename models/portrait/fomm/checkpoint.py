"""Reads weights: the published checkpoints vox-cpk.pth.tar and vox-adv-cpk.pth.tar, whole or pruned, and our own files.

A published checkpoint is a Python pickle, despite its name no tar archive. It is read with `weights_only`, so that it
can hold numbers but run nothing. Our own files are safetensors, which can only hold numbers.
"""

import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from models.errors import ModelError
from models.portrait.fomm.config import KNOWN, VOX_256, FommConfig
from models.portrait.fomm.file_kind import FileKind, kind_of
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector

NETWORKS = ("kp_detector", "generator")
_FORMAT = "likeness-fomm-1"
_ADVICE = "get vox-cpk.pth.tar or vox-adv-cpk.pth.tar again, and do not unpack it"
_LARGEST_BYTES = 4 << 30  # the published ones with their optimizers have 0.7 GB

State = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Weights of both networks, float32, with the configuration they fit.

    Attributes:
        config: sizes of the networks.
        states: "kp_detector" and "generator", each from name to tensor.
        about: what the file says of itself, e.g. licence; empty for published ones.
    """

    config: FommConfig
    states: dict[str, State]
    about: dict[str, str]

    def networks(self, align_corners: bool = True) -> tuple[KeypointDetector, Generator]:
        """Build both networks on the CPU, ready to run (no gradients)."""
        detector, generator = KeypointDetector(self.config), Generator(self.config, align_corners)
        detector.load_state_dict(self.states["kp_detector"], strict=True)
        generator.load_state_dict(self.states["generator"], strict=True)
        return detector.eval().requires_grad_(False), generator.eval().requires_grad_(False)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a weights file of either kind.

    Raises:
        ModelError: the file is missing, no such file, damaged, made to run code, or does not fit a known network.
    """
    kind = kind_of(path)
    if kind is FileKind.SAFETENSORS:
        return _load_own(path)
    if kind is not FileKind.CHECKPOINT:
        raise ModelError(f"{path} {kind.value}", _ADVICE)
    if path.stat().st_size > _LARGEST_BYTES:
        raise ModelError(f"{path} is larger than any checkpoint of this network", _ADVICE)
    content = _unpickled(path)
    states = {net: _state(path, net, content) for net in NETWORKS}
    return Checkpoint(_fitting(path, states), states, {})


def save_checkpoint(path: Path, config: FommConfig, states: dict[str, State], about: dict[str, str]) -> None:
    """Write our own file: both networks, their configuration, and what is known of them (name, licence, training)."""
    tensors = {f"{net}/{key}": value.contiguous() for net in NETWORKS for key, value in states[net].items()}
    header = about | {"format": _FORMAT, "config": json.dumps(config.to_table())}
    temporary = path.with_name(path.name + ".part")
    save_file(tensors, temporary, header)
    temporary.replace(path)


def _unpickled(path: Path) -> dict[str, Any]:
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a stranger's pickle can end in any error
        raise ModelError(f"{path} {_why_not_read(error)}", _ADVICE) from error
    if not isinstance(content, dict):
        raise ModelError(f"{path} holds no checkpoint but a {type(content).__name__}", _ADVICE)
    return content


def _why_not_read(error: Exception) -> str:
    asked = re.search(r"GLOBAL ([\w.]{1,80})|(call reduce|REDUCE|BUILD)", str(error))
    if asked:
        named = f" ({asked[1]})" if asked[1] else ""
        return f"wants to run code{named} instead of holding weights; it was refused"
    return "is damaged or cut short"


def _state(path: Path, net: str, content: dict[str, Any]) -> State:
    state = content.get(net)
    if not isinstance(state, dict) or not state:
        found = ", ".join(sorted(map(str, content))[:8]) or "nothing"
        raise ModelError(f"{path} holds no network {net!r} (it holds {found})", _ADVICE)
    for key, value in state.items():
        if not isinstance(key, str) or not isinstance(value, Tensor) or value.layout is not torch.strided:
            raise ModelError(f"{path}: {net}/{str(key)[:80]} is no plain tensor", _ADVICE)
    return dict(state)


def _fitting(path: Path, states: dict[str, State]) -> FommConfig:
    """Find the configuration among the known ones; the checkpoints do not name theirs."""
    problems = {config: _misfit(config, states) for config in KNOWN}
    for config, problem in problems.items():
        if not problem:
            _finish(path, states)
            return config
    raise ModelError(
        f"{path} does not fit {VOX_256.name}: {problems[VOX_256]}", "use weights of vox-256 or vox-adv-256"
    )


def _misfit(config: FommConfig, states: dict[str, State]) -> str:
    """Name the first difference between a state and a configuration; "" if there is none."""
    with torch.device("meta"):
        wanted = {"kp_detector": KeypointDetector(config).state_dict(), "generator": Generator(config).state_dict()}
    for net in NETWORKS:
        missing = [key for key in wanted[net] if key not in states[net]]
        extra = [key for key in states[net] if key not in wanted[net]]
        if missing or extra:
            word, key = ("lacks", missing[0]) if missing else ("has an unknown entry", extra[0])
            return f"{net} {word} {key[:80]} ({len(missing) + len(extra)} entries differ)"
        for key, value in wanted[net].items():
            if states[net][key].shape != value.shape:
                return f"{net}/{key} is {tuple(states[net][key].shape)} instead of {tuple(value.shape)}"
    return ""


def _finish(path: Path, states: dict[str, State]) -> None:
    """Turn all numbers into float32 (counters stay) and refuse those that are none."""
    for net, state in states.items():
        for key, value in state.items():
            if value.is_floating_point():
                state[key] = value = value.float()
            elif not key.endswith("num_batches_tracked"):
                raise ModelError(f"{path}: {net}/{key} holds {value.dtype} instead of float32", _ADVICE)
            if not bool(torch.isfinite(value).all()):
                raise ModelError(f"{path}: {net}/{key} holds numbers that are not finite", _ADVICE)


def _load_own(path: Path) -> Checkpoint:
    advice = "install or train it again"
    try:
        with safe_open(path, "pt", device="cpu") as file:
            header = dict(file.metadata() or {})
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    except (SafetensorError, OSError, ValueError, RuntimeError, struct.error) as error:
        raise ModelError(f"{path} is damaged or cut short", advice) from error
    if header.pop("format", None) != _FORMAT:
        raise ModelError(f"{path} is a safetensors file, but none of this program", advice)
    try:
        config = FommConfig.from_table(json.loads(header.pop("config", "")))
    except ValueError as error:
        raise ModelError(f"{path} describes no network this program knows ({error})", advice) from error
    states: dict[str, State] = {net: {} for net in NETWORKS}
    for name, value in tensors.items():
        net, _, key = name.partition("/")
        states.setdefault(net, {})[key] = value
    problem = _misfit(config, states)
    if problem:
        raise ModelError(f"{path} does not fit its own configuration: {problem}", advice)
    states = {net: states[net] for net in NETWORKS}
    _finish(path, states)
    return Checkpoint(config, states, header)
