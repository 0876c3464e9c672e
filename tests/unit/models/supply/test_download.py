"""Downloads over lines that break: every byte is fetched once where the server allows it, and nothing wrong is kept."""

import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from models.errors import ModelError
from models.supply.download import Download, Limits
from models.supply.line import UnavailableError
from tests.support.file_server import FileServer, Route, file_server
from tests.support.weight_supply import HASTY, variant_of

CONTENT = b"\x80\x02" + Random(1).randbytes(300_000)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with file_server() as running:
        yield running


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "new" / "x.part"


def _fetch(part: Path, *addresses: str, known: str = "sha256", limits: Limits = HASTY) -> list[float]:
    shares: list[float] = []
    Download(variant_of(CONTENT, *addresses, known=known), part, shares.append, limits).fetch()
    assert part.read_bytes() == CONTENT
    assert [path.name for path in part.parent.iterdir()] == [part.name]
    return shares


def _fails(part: Path, *addresses: str, known: str = "sha256", limits: Limits = HASTY) -> str:
    with pytest.raises(UnavailableError) as caught:
        Download(variant_of(CONTENT, *addresses, known=known), part, lambda share: None, limits).fetch()
    return str(caught.value)


@pytest.mark.parametrize("known", ["sha256", "md5", ""])
@pytest.mark.parametrize("length", [True, False])
def test_a_good_line_delivers_with_progress(server: FileServer, part: Path, known: str, length: bool) -> None:
    server.routes["/x"] = Route(CONTENT, length=length)
    shares = _fetch(part, server.url("/x"), known=known)
    assert shares == sorted(shares)
    assert shares[-1:] == ([1.0] if length else [])


@pytest.mark.parametrize("known", ["sha256", ""])
def test_a_cut_line_goes_on_from_its_last_byte(server: FileServer, part: Path, known: str) -> None:
    server.routes["/x"] = Route(CONTENT, cuts=deque([100_000, 1, 50_000, 12_345]))
    _fetch(part, server.url("/x"), known=known)
    assert server.starts("/x") == [0, 100_000, 100_001, 150_001, 162_346]


def test_an_interrupted_call_goes_on_later(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT)

    def interrupt(share: float) -> None:
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Download(variant_of(CONTENT, server.url("/x")), part, interrupt, HASTY).fetch()
    have = part.stat().st_size
    assert 0.4 * len(CONTENT) < have < len(CONTENT)
    assert part.read_bytes() == CONTENT[:have]
    _fetch(part, server.url("/x"))
    assert server.starts("/x") == [0, have]


def test_a_server_without_ranges_starts_over(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT, cuts=deque([200_000]), ranges=False)
    _fetch(part, server.url("/x"))
    assert server.starts("/x") == [0, 200_000]


def test_a_file_that_changed_meanwhile_is_fetched_anew(server: FileServer, part: Path) -> None:
    """The entity tag tells: what is here belongs to another file."""
    server.routes["/x"] = Route(bytes(len(CONTENT)), cuts=deque([1000, 0, 0]))
    _fails(part, server.url("/x"), known="")
    assert part.read_bytes() == bytes(1000)
    server.routes["/x"] = Route(CONTENT, tag='"2"')
    _fetch(part, server.url("/x"), known="")
    assert server.starts("/x") == [0, 1000, 1000, 1000]


def test_old_bytes_of_another_file_are_found_out_by_the_sum(server: FileServer, part: Path) -> None:
    part.parent.mkdir()
    part.write_bytes(bytes(5000))
    server.routes["/x"] = Route(CONTENT, tag="")
    _fetch(part, server.url("/x"))
    assert server.starts("/x") == [5000, 0]


@pytest.mark.parametrize("extra", [0, 7])
def test_a_part_that_is_whole_or_too_long(server: FileServer, part: Path, extra: int) -> None:
    part.parent.mkdir()
    part.write_bytes(CONTENT + bytes(extra))
    server.routes["/x"] = Route(CONTENT)
    _fetch(part, server.url("/x"))
    assert server.starts("/x") == ([len(CONTENT)] if not extra else [len(CONTENT) + extra, 0])


def test_the_second_address_goes_on_where_the_first_died(server: FileServer, part: Path) -> None:
    server.routes["/a"] = Route(CONTENT, cuts=deque([70_000, 0, 0]))
    server.routes["/b"] = Route(CONTENT, tag='"other"')
    _fetch(part, server.url("/gone"), "http://127.0.0.1:9/nobody", server.url("/a"), server.url("/b"))
    assert server.starts("/b") == [70_000]


def test_without_a_sum_bytes_of_two_addresses_are_never_mixed(server: FileServer, part: Path) -> None:
    server.routes["/a"] = Route(bytes(len(CONTENT)), cuts=deque([70_000, 0, 0]))
    server.routes["/b"] = Route(CONTENT)
    _fetch(part, server.url("/a"), server.url("/b"), known="")
    assert server.starts("/b") == [0]


def test_a_dead_address_costs_nothing_of_what_another_one_sent(server: FileServer, part: Path) -> None:
    server.routes["/b"] = Route(CONTENT, cuts=deque([70_000, 0, 0]))
    addresses = "http://127.0.0.1:9/nobody", server.url("/gone"), server.url("/b")
    _fails(part, *addresses, known="")
    _fetch(part, *addresses, known="")
    assert server.starts("/b") == [0, 70_000, 70_000, 70_000]


def test_a_server_in_trouble_is_asked_again_but_not_for_ever(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT, failures=deque([503]))
    _fetch(part, server.url("/x"))
    server.routes["/y"] = Route(status=500)
    assert "answers 500" in _fails(part.with_name("y.part"), server.url("/y"))
    assert len(server.starts("/y")) == HASTY.tries


def test_redirects_are_followed_but_not_to_local_files_or_for_ever(
    server: FileServer, part: Path, tmp_path: Path
) -> None:
    server.routes["/x"] = Route(CONTENT, cuts=deque([1000]))
    server.routes["/moved"] = Route(status=302, location=server.url("/x"))
    _fetch(part, server.url("/moved"))
    assert server.starts("/x") == [0, 1000]
    (tmp_path / "secret").write_bytes(CONTENT)
    server.routes["/bad"] = Route(status=302, location=(tmp_path / "secret").as_uri())
    server.routes["/loop"] = Route(status=302, location=server.url("/loop"))
    words = _fails(part.with_name("y.part"), server.url("/bad"), server.url("/loop"))
    assert words.count("answers 302 and leads astray") == 2


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (Route(status=404), "answers 404"),
        (Route(b"<!DOCTYPE html><title>Quota exceeded</title>" + bytes(400_000), length=False), "a web page"),
        (Route(CONTENT[:-1] + b"?"), "checksum is wrong"),
        (Route(CONTENT[:-1]), "300001 bytes instead of 300002"),
        (Route(CONTENT[:-1], length=False), "checksum is wrong"),
        (Route(b"", length=False), "an empty file"),
        (Route(bytes(5 << 20), length=False), "sends more than"),
    ],
)
def test_what_is_not_the_file_is_not_kept(server: FileServer, part: Path, route: Route, words: str) -> None:
    server.routes["/x"] = route
    told = _fails(part, server.url("/x"))
    assert words in told and "127.0.0.1" in told
    assert not part.exists() or not part.read_bytes()


def test_the_size_that_a_server_tells_is_judged_before_anything_is_written(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(bytes(5 << 20))
    assert "too large" in _fails(part, server.url("/x"), known="md5")
    assert not part.exists()


def test_a_silent_line_counts_as_cut(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT, piece=20_000, pause_s=3.0)
    words = _fails(part, server.url("/x"), limits=replace(HASTY, tries=1, total_s=1.5, stall_s=0.2))
    assert "no answer in time" in words or "too slow" in words or "took longer" in words
    assert part.stat().st_size >= 20_000


def test_a_dripping_line_is_given_up_for_the_next(server: FileServer, part: Path) -> None:
    server.routes["/drip"] = Route(CONTENT, piece=1, pause_s=0.02)
    server.routes["/x"] = Route(CONTENT)
    _fetch(part, server.url("/drip"), server.url("/x"), limits=replace(HASTY, stall_s=0.15))
    assert len(server.starts("/drip")) == HASTY.tries
    assert server.starts("/x") == [server.starts("/x")[0]] != [0]


def test_a_slow_but_steady_line_is_let_finish(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT, piece=30_000, pause_s=0.1)
    _fetch(part, server.url("/x"))
    assert server.starts("/x") == [0]


def test_a_full_disk_is_noticed_before_it_is_full(
    server: FileServer, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/x"] = Route(CONTENT)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10_000))
    with pytest.raises(ModelError, match="has no room for 0 MB; free 67 MB"):
        Download(variant_of(CONTENT, server.url("/x")), part, lambda share: None, HASTY).fetch()


def test_local_addresses(part: Path, tmp_path: Path) -> None:
    (tmp_path / "my file").write_bytes(CONTENT)
    _fetch(part, (tmp_path / "away").as_uri(), (tmp_path / "my file").as_uri())


@pytest.mark.parametrize("address", ["ftp://example.org/x", "x.pth.tar", "javascript:1", ""])
def test_other_addresses_are_refused(part: Path, address: str) -> None:
    with pytest.raises(ModelError, match="is no address; begin it with https"):
        Download(variant_of(CONTENT, address), part, lambda share: None, HASTY).fetch()


def test_a_folder_that_cannot_be_written(server: FileServer, tmp_path: Path) -> None:
    server.routes["/x"] = Route(CONTENT)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot write"):
        _fetch(tmp_path / "file" / "x.part", server.url("/x"))


def test_two_downloads_at_once_spoil_nothing(server: FileServer, part: Path) -> None:
    server.routes["/x"] = Route(CONTENT)

    def disturb(share: float) -> None:
        with part.open("ab") as stream:
            stream.write(b"from another process")

    with pytest.raises(UnavailableError, match="twice at the same time"):
        Download(variant_of(CONTENT, server.url("/x"), known=""), part, disturb, HASTY).fetch()
    assert not part.exists()
