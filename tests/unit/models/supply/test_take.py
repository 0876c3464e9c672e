"""Taking weights in, keeping an eye on them, giving them up: whatever is refused leaves no trace."""

import os
import shutil
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.errors import ModelError
from models.portrait.fomm.checkpoint import load_checkpoint, save_checkpoint
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.find import find_checkpoint
from models.supply import State, import_file, install, remove, status, statuses, verify
from tests.support.file_server import FileServer, Route, file_server
from tests.support.weight_supply import HASTY, checkpoint, private_folder, publish, variant_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    publish(
        tmp_path / "list.toml",
        monkeypatch,
        vox_cpk=[variant_of(checkpoint(), known="md5"), variant_of(b"", name="demo", known="")],
        vox_adv_cpk=[variant_of(b"something else", known="sha256")],
    )
    return private_folder(tmp_path, monkeypatch)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "from the browser (1).tar"
    path.write_bytes(checkpoint())
    return path


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        yield running


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


_KEPT = ["manifest.json", "verified.json", "vox-cpk.pth.tar"]


def test_an_imported_file_is_found_by_the_engine_and_can_be_removed(folder: Path, mine: Path) -> None:
    assert status("vox-cpk").state is State.MISSING
    done = import_file(mine, "vox-cpk")
    assert (done.state, done.path, done.size_bytes) == (State.INSTALLED, folder / "vox-cpk.pth.tar", len(checkpoint()))
    assert _names(folder) == _KEPT and mine.exists()
    assert find_checkpoint() == done.path
    load_checkpoint(find_checkpoint()).networks()
    assert verify("vox-cpk") == done
    assert import_file(folder / "vox-cpk.pth.tar", "vox-cpk") == done
    assert remove("vox-cpk") == done
    assert _names(folder) == _KEPT[:2] and status("vox-cpk").state is State.MISSING
    with pytest.raises(ModelError, match="not installed"):
        remove("vox-cpk")


def test_an_altered_file_is_noticed_by_the_list_the_engine_and_a_thorough_look(folder: Path, mine: Path) -> None:
    path = import_file(mine, "vox-cpk").path
    assert path is not None
    stamp = path.stat().st_mtime_ns
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(stamp, stamp))
    assert status("vox-cpk").state is State.INSTALLED  # same size, same stamp: only hashing tells
    assert verify("vox-cpk").state is State.ALTERED
    os.utime(path, ns=(stamp, stamp + 1))
    found = status("vox-cpk")
    assert found.state is State.ALTERED and "models install vox-cpk" in found.advice
    with pytest.raises(ModelError, match="was altered"):
        find_checkpoint()
    assert import_file(mine, "vox-cpk").state is State.INSTALLED


def test_a_file_put_there_by_hand_is_looked_at_on_request(folder: Path) -> None:
    folder.mkdir(parents=True)
    path = folder / "vox-cpk.pth.tar"
    path.write_bytes(checkpoint()[:-9])
    assert status("vox-cpk").state is State.UNCHECKED
    with pytest.raises(ModelError, match="damaged or cut short"):
        verify("vox-cpk")
    path.write_bytes(checkpoint())
    assert verify("vox-cpk").state is State.INSTALLED
    assert status("vox-cpk").sha256


class _Malice:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")


def _other_shapes(path: Path) -> None:
    torch.save({"kp_detector": {"x": torch.zeros(1)}, "generator": {"x": torch.zeros(1)}}, path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(checkpoint()[:-1000]), "damaged or cut short"),
        (lambda path: torch.save({"generator": _Malice(path.with_name("harmed"))}, path), "wants to run code"),
        (lambda path: path.write_bytes(b"<html>Virus scan warning"), "is a web page"),
        (_zip, "ordinary zip archive"),
        (_other_shapes, "does not fit"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: None, "is missing"),
        (lambda path: path.mkdir(), "is a folder"),
    ],
)
def test_bad_files_are_refused_in_one_line(
    folder: Path, tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "vox.pth.tar"
    make(path)
    with pytest.raises(ModelError, match=words) as caught:
        import_file(path, "vox-cpk")
    assert str(path) in caught.value.message and caught.value.advice and "\n" not in str(caught.value)
    assert not folder.exists() and not (tmp_path / "harmed").exists()


def test_names_are_held_to(folder: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="is vox-cpk, not vox-adv-cpk; import it --as vox-cpk"):
        import_file(mine, "vox-adv-cpk")
    with pytest.raises(ModelError, match="no published weights called 'voxx'"):
        import_file(mine, "voxx")
    with pytest.raises(ModelError, match="comes with set-up"):
        import_file(mine, "face-detection")
    assert not [name for name in _names(folder) if name.endswith((".tar", ".part")) or name.startswith(".")]
    damaged = replace(variant_of(checkpoint()), sha256="0" * 64)
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=[damaged])
    with pytest.raises(ModelError, match="not its checksum"):
        import_file(mine, "vox-cpk")
    assert import_file(mine, "vox-cpk", force=True).state is State.INSTALLED


def test_weights_of_another_network_are_refused(folder: Path, mine: Path, tmp_path: Path) -> None:
    lists = tmp_path / "list.toml"
    lists.write_text(lists.read_text(encoding="utf-8").replace("reduced-64", "vox-256"), encoding="utf-8")
    with pytest.raises(ModelError, match="weights of 'reduced-64', not of 'vox-256'"):
        import_file(mine, "vox-cpk")


def test_our_own_files_may_have_any_name(folder: Path, mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "step-300.safetensors"
    states = load_checkpoint(mine).states
    save_checkpoint(path, replace(REDUCED_64, name="mine"), states, {"licence": "CC0-1.0"})
    with pytest.raises(ModelError, match="no name for weights"):
        import_file(path, "../x")
    done = import_file(path, "compact")
    assert (done.state, done.licence, done.path) == (State.INSTALLED, "CC0-1.0", folder / "compact.safetensors")
    assert find_checkpoint() == done.path
    assert [one.name for one in statuses() if one.kind == "checkpoint"] == ["vox-cpk", "vox-adv-cpk", "compact"]
    remove("compact")
    with pytest.raises(ModelError, match="no weights called 'compact'"):
        status("compact")


def _offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *addresses: str, known: str = "sha256") -> None:
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=[variant_of(checkpoint(), *addresses, known=known)])


def _silent(share: float) -> None:
    """Show nobody how far it is."""


@pytest.mark.parametrize("known", ["sha256", "md5", ""])
def test_a_cut_download_is_installed_in_the_end(
    server: FileServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: str
) -> None:
    server.routes["/x"] = Route(checkpoint(), cuts=deque([100_000, 200_000]))
    _offer(tmp_path, monkeypatch, server.url("/none"), server.url("/x"), known=known)
    done = install("vox-cpk", _silent, HASTY)
    assert done.state is State.INSTALLED and _names(folder) == _KEPT
    assert server.starts("/x") == [0, 100_000, 300_000]
    assert find_checkpoint() == done.path and find_checkpoint().read_bytes() == checkpoint()
    assert install("vox-cpk", _silent, HASTY) == done  # nothing is fetched twice
    assert len(server.starts("/x")) == 3


def test_what_has_arrived_is_told_kept_and_can_be_removed(
    server: FileServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/x"] = Route(checkpoint(), cuts=deque([100_000, 0, 0]))
    _offer(tmp_path, monkeypatch, server.url("/x"))
    with pytest.raises(ModelError, match="could not be fetched: .*try again, it goes on from there.*example.org/page"):
        install("vox-cpk", _silent, HASTY)
    assert (status("vox-cpk").state, status("vox-cpk").begun_bytes) == (State.MISSING, 100_000)
    remove("vox-cpk")
    assert status("vox-cpk").begun_bytes == 0 and not _names(folder)


def test_a_download_that_is_no_good_is_not_kept_and_the_next_is_tried(
    server: FileServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.save({"generator": _Malice(tmp_path / "harmed")}, tmp_path / "evil")
    server.routes["/evil"] = Route((tmp_path / "evil").read_bytes())
    server.routes["/zip"] = Route(b"PK\x05\x06" + bytes(18))
    server.routes["/good"] = Route(checkpoint())
    variants = [variant_of(b"", server.url(path), name=path[1:], known="") for path in ("/evil", "/zip", "/good")]
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=variants[:2])
    with pytest.raises(
        ModelError, match=r"the file of 127[.0-9:]+ wants to run code.*ordinary zip archive.*; get it by a browser"
    ):
        install("vox-cpk", _silent, HASTY)
    assert not _names(folder) and not (tmp_path / "harmed").exists()
    publish(tmp_path / "list.toml", monkeypatch, vox_cpk=variants)
    assert install("vox-cpk", _silent, HASTY).state is State.INSTALLED
    assert _names(folder) == _KEPT
    remove("vox-cpk")
    given = [server.url(path) for path in ("/evil", "/zip", "/good")]
    assert install("vox-cpk", _silent, HASTY, given).state is State.INSTALLED


def test_an_address_of_the_user_is_taken_instead(
    server: FileServer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/mirror"] = Route(checkpoint())
    _offer(tmp_path, monkeypatch, server.url("/listed"))
    assert install("vox-cpk", _silent, HASTY, [server.url("/mirror")]).state is State.INSTALLED
    assert not server.starts("/listed")


def test_what_cannot_be_fetched_says_so(folder: Path) -> None:
    for name, words in (("face-detection", "comes with set-up; python3"), ("voxx", "use one of vox-cpk, vox-adv-cpk")):
        with pytest.raises(ModelError, match=words):
            install(name, _silent)
    with pytest.raises(ModelError, match="vox-adv-cpk could not be fetched"):
        install("vox-adv-cpk", _silent)


def test_a_folder_that_cannot_be_made_is_told(folder: Path, mine: Path) -> None:
    folder.parent.parent.mkdir(exist_ok=True)
    folder.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(ModelError, match="cannot copy .*make room"):
        import_file(mine, "vox-cpk")


def test_a_disk_without_room_is_told_before_anything_is_copied(
    folder: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10_000))
    with pytest.raises(ModelError, match="has no room for"):
        import_file(mine, "vox-cpk")
    assert not _names(folder)
