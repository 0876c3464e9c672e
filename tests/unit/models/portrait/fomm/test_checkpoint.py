"""Weights files of friends, strangers and accidents."""

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from models.errors import ModelError
from models.portrait.fomm.checkpoint import State, load_checkpoint, save_checkpoint
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.file_kind import FileKind, kind_of
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector
from tests.support.fomm import needs_reference, reduced_networks, reference_file

Content = dict[str, object]
States = dict[str, State]


@pytest.fixture
def states() -> States:
    """Return copies of the reduced networks' states."""
    return {
        net: {key: value.clone() for key, value in module.state_dict().items()}
        for net, module in zip(("kp_detector", "generator"), reduced_networks(), strict=True)
    }


@pytest.fixture(params=["legacy", "zip"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[object], Path]:
    """Return how torch saves a checkpoint, in its old and its new format."""

    def save(content: object) -> Path:
        path = tmp_path / "vox-cpk.pth.tar"
        torch.save(content, path, _use_new_zipfile_serialization=request.param == "zip")
        return path

    return save


def _refused(path: Path) -> ModelError:
    """The file is refused with one line that names it, and advice."""
    with pytest.raises(ModelError) as caught:
        load_checkpoint(path)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    assert path.name in caught.value.message and caught.value.advice
    return caught.value


def _same(a: States, b: States) -> bool:
    return all(torch.equal(a[net][key], b[net][key]) for net in a for key in a[net])


@needs_reference
@pytest.mark.parametrize("name", ["reduced-cpk.pth.tar", "reduced-pruned-cpk.pth.tar"])
def test_published_layouts_are_read(name: str, states: States) -> None:
    """The whole one is an old pickle with optimizers, the pruned one a zip of the two networks."""
    checkpoint = load_checkpoint(reference_file(name))
    assert checkpoint.config == REDUCED_64
    for net in states:
        for key, value in states[net].items():
            assert torch.allclose(checkpoint.states[net][key].double(), value.double(), rtol=0, atol=1e-6)


def test_only_the_two_networks_are_needed(write: Callable[[object], Path], states: States) -> None:
    extra: Content = {"discriminator": {"x": torch.zeros(3)}, "optimizer_generator": {"state": {}}, "epoch": 99}
    assert _same(load_checkpoint(write(states)).states, states)
    checkpoint = load_checkpoint(write(states | extra))
    detector, generator = checkpoint.networks()
    assert not detector.training and not generator.training and generator.align_corners
    assert _same({"generator": generator.state_dict()}, {"generator": states["generator"]})


def test_half_precision_weights_become_float32(write: Callable[[object], Path], states: States) -> None:
    halved = {net: {k: v.half() if v.is_floating_point() else v for k, v in s.items()} for net, s in states.items()}
    loaded = load_checkpoint(write(halved)).states["generator"]["final.weight"]
    assert loaded.dtype == torch.float32
    assert torch.allclose(loaded, states["generator"]["final.weight"], atol=1e-3)


class _Malice:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str, int]]:
        return os.mkdir, (str(self.mark), 0o700)


def test_a_pickle_that_runs_code_is_refused(write: Callable[[object], Path], states: States, tmp_path: Path) -> None:
    mark = tmp_path / "harmed"
    error = _refused(write(dict(states) | {"optimizer_generator": _Malice(mark)}))
    assert "wants to run code" in error.message and "mkdir" in error.message
    assert not mark.exists()


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.99999])
def test_a_truncated_file_is_refused(write: Callable[[object], Path], states: States, share: float) -> None:
    path = write(states)
    content = path.read_bytes()
    path.write_bytes(content[: max(int(share * len(content)), 24)])
    assert "damaged or cut short" in _refused(path).message


def test_an_altered_byte_is_refused_or_harmless(write: Callable[[object], Path], states: States) -> None:
    """Whatever is read after all is made of finite numbers of the right shapes."""
    path = write(states)
    content = path.read_bytes()
    for place in range(2, 3000, 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            load_checkpoint(path).networks()
        except ModelError as error:
            assert path.name in error.message


def test_wrong_shapes_are_refused(write: Callable[[object], Path], states: States) -> None:
    states["generator"]["final.weight"] = torch.zeros(3, 9, 7, 7)
    error = _refused(write(states))
    assert "vox-256" in error.message
    assert "kp_detector lacks" in error.message or "instead of" in error.message


def test_weights_of_another_configuration_say_which_is_expected(write: Callable[[object], Path]) -> None:
    config = replace(REDUCED_64, num_keypoints=15)
    other = {"kp_detector": KeypointDetector(config).state_dict(), "generator": Generator(config).state_dict()}
    error = _refused(write(other))
    assert "vox-256" in error.message and "vox-adv-256" in error.advice


def _without(states: States, net: str, key: str) -> object:
    return states | {net: {name: value for name, value in states[net].items() if name != key}}


def _with(states: States, key: str, value: object) -> object:
    return states | {"generator": states["generator"] | {key: value}}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda s: {"generator": s["generator"]}, "no network 'kp_detector'"),
        (lambda s: {}, "it holds nothing"),
        (lambda s: [1, 2], "but a list"),
        (lambda s: s | {"generator": 3}, "no network 'generator'"),
        (lambda s: _without(s, "generator", "final.bias"), "kp_detector"),
        (lambda s: _with(s, "final.bias", "text"), "no plain tensor"),
        (lambda s: _with(s, "final.bias", torch.tensor([1.0, float("nan"), 0.0])), "not finite"),
        (lambda s: _with(s, "final.bias", torch.tensor([1, 2, 3])), "int64 instead of float32"),
        (lambda s: _with(s, "final.weight", torch.zeros(3, 8, 7, 7).to_sparse()), "no plain tensor"),
    ],
)
def test_contents_that_are_no_weights(
    write: Callable[[object], Path], states: States, spoil: Callable[[States], object], words: str
) -> None:
    assert words in _refused(write(spoil(states))).message


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def _packed_checkpoint(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", bytes(1000))


def _tar(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("pickle"), io.BytesIO())


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: path.write_bytes(b"\n<!DOCTYPE html><html><title>Quota exceeded</title>"), FileKind.HTML),
        (lambda path: path.write_bytes(b"<html>" + bytes(1000)), FileKind.HTML),
        (_zip, FileKind.ZIP),
        (_packed_checkpoint, FileKind.ZIP),
        (_tar, FileKind.TAR),
        (lambda path: path.write_bytes(b"\x1f\x8b" + bytes(100)), FileKind.COMPRESSED),
        (lambda path: path.write_bytes(b""), FileKind.EMPTY),
        (lambda path: path.write_bytes(b"\x80\x04\x95" + bytes(100)), FileKind.UNKNOWN),
        (lambda path: path.write_bytes(bytes(5)), FileKind.UNKNOWN),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, make: Callable[[Path], object], kind: FileKind) -> None:
    path = tmp_path / "vox-adv-cpk.pth.tar"
    make(path)
    assert kind_of(path) is kind
    assert kind.value in _refused(path).message


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    folder = tmp_path / "vox-cpk.pth"
    folder.mkdir()
    assert "unpacked" in _refused(folder).message
    assert "missing" in _refused(tmp_path / "nowhere.pth.tar").message


@pytest.fixture
def own(tmp_path: Path, states: States) -> Path:
    path = tmp_path / "compact.safetensors"
    config = replace(REDUCED_64, name="my own", temperature=0.2)
    save_checkpoint(path, config, states, {"name": "compact", "licence": "CC0-1.0"})
    return path


def test_our_own_file_keeps_everything(own: Path, states: States) -> None:
    loaded = load_checkpoint(own)
    assert loaded.config == replace(REDUCED_64, name="my own", temperature=0.2)
    assert loaded.about == {"name": "compact", "licence": "CC0-1.0"}
    assert _same(loaded.states, states)
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    loaded.networks()


def test_our_own_file_damaged(own: Path) -> None:
    content = own.read_bytes()
    for part in (content[:100], content[: len(content) // 2], content[:8] + b"{" + bytes(200)):
        own.write_bytes(part)
        error = _refused(own)
        assert "damaged" in error.message or "no checkpoint" in error.message


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({}, "none of this program"),
        ({"format": "likeness-fomm-1", "config": "{"}, "no network this program knows"),
        ({"format": "likeness-fomm-1", "config": '{"name": "x"}'}, "no network this program knows"),
        ({"format": "likeness-fomm-1", "config": "HUGE"}, "not in 0..4096"),
        ({"format": "likeness-fomm-1", "config": "OTHER"}, "does not fit its own configuration"),
    ],
)
def test_our_own_file_with_a_false_header(tmp_path: Path, states: States, header: dict[str, str], words: str) -> None:
    path = tmp_path / "false.safetensors"
    table = REDUCED_64.to_table()
    special = {
        "HUGE": table | {"detector": {"block_expansion": 10**9, "max_features": 64, "num_blocks": 3}},
        "OTHER": table | {"num_keypoints": 11},
    }
    header = {key: json.dumps(special[value]) if value in special else value for key, value in header.items()}
    tensors: dict[str, Tensor] = {f"{net}/{key}": value for net in states for key, value in states[net].items()}
    save_file(tensors, path, header)
    assert words in _refused(path).message
