"""Weights of a reduced network to supply, a list that names them, and folders of their own."""

import hashlib
import io
import json
from functools import cache
from pathlib import Path

import platformdirs
import pytest
import torch

from models.supply import Limits, Variant, manifest
from tests.support.fomm import reduced_networks

HASTY = Limits(stall_s=0.4, least_bytes_per_s=1000.0, total_s=20.0, largest_bytes=4 << 20, tries=2, pause_s=0.01)


@cache
def checkpoint() -> bytes:
    """The reduced network's recipe weights as the published checkpoints are laid out."""
    states = zip(("kp_detector", "generator"), reduced_networks(), strict=True)
    stream = io.BytesIO()
    torch.save({net: module.state_dict() for net, module in states}, stream, _use_new_zipfile_serialization=False)
    return stream.getvalue()


def variant_of(content: bytes, *addresses: str, name: str = "full", known: str = "sha256") -> Variant:
    """The file as a list may know it: by "sha256", by "md5", or "" not at all."""
    return Variant(
        name,
        len(content) if known == "sha256" else 0,
        hashlib.sha256(content).hexdigest() if known == "sha256" else "",
        hashlib.md5(content, usedforsecurity=False).hexdigest() if known == "md5" else "",
        addresses,
    )


def publish(path: Path, monkeypatch: pytest.MonkeyPatch, **sets: list[Variant]) -> None:
    """Write a list of sets (the underscores of their names become hyphens) and use it."""
    text = []
    for name, variants in sets.items():
        name = name.replace("_", "-")
        text += [f"[{name}]", 'title = "T"', 'licence = "L"', 'origin = "O"', 'config = "reduced-64"']
        text += [f'file = "{name}.pth.tar"', 'pages = ["https://example.org/page"]']
        text += [] if variants else ["variants = []"]
        for one in variants:
            text += [f"[[{name}.variants]]", f'name = "{one.name}"', f"bytes = {one.size_bytes}"]
            text += [f'sha256 = "{one.sha256}"', f'md5 = "{one.md5}"']
            text += [f"addresses = {json.dumps(one.addresses)}"]
    path.write_text("\n".join(text), encoding="utf-8")
    monkeypatch.setattr(manifest, "MANIFEST", path)


def private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let all weights lie in a temporary folder, and no proxy stand between; returns the folder of the added ones."""
    monkeypatch.setenv("LIKENESS_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("LIKENESS_FOMM", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *args, **kwargs: str(tmp_path / "user"))
    return tmp_path / "models" / "fomm"
