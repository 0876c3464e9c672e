"""The list that ships, and how files are told apart by it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from models.portrait.fomm.config import KNOWN
from models.supply.manifest import Sums, Variant, sums_of, weight_sets


def test_the_list_is_complete_and_plausible() -> None:
    sets = weight_sets()
    assert set(sets) == {"vox-cpk", "vox-adv-cpk"}
    assert len({known.file for known in sets.values()}) == len(sets)
    for known in sets.values():
        assert known.licence and known.origin and known.title
        assert known.config in {config.name for config in KNOWN}
        assert known.file.endswith(".pth.tar") and urlsplit(known.file).path == known.file
        addresses = [address for variant in known.variants for address in variant.addresses]
        assert (addresses or known.pages) and all(
            urlsplit(address).scheme == "https" for address in [*addresses, *known.pages]
        )
        assert all(variant.summed for variant in known.variants if variant.addresses)  # whatever is fetched is judged
        assert len({variant.name for variant in known.variants}) == len(known.variants)
        for variant in known.variants:
            assert re.fullmatch(r"([0-9a-f]{64})?", variant.sha256)
            assert re.fullmatch(r"([0-9a-f]{32})?", variant.md5)


def test_a_file_is_known_by_every_sum_that_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    copied: list[bytes] = []
    sums = sums_of(path, copied.append)
    # test vectors of FIPS 180-2 and RFC 1321
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    md5 = "900150983cd24fb0d6963f7d28e17f72"
    assert (sums, b"".join(copied)) == (Sums(3, sha256, md5), b"abc")
    for known, found in (((sha256, ""), True), (("", md5), True), ((sha256, md5), True)):
        assert Variant("x", 3, *known, ()).is_file(sums) is found
    other = "0" * 32
    assert not Variant("x", 3, sha256, other, ()).is_file(sums)
    assert Variant("x", 3, "", other, ()).is_damaged_as(sums)
    assert not Variant("x", 4, "", other, ()).is_damaged_as(sums)
    assert not Variant("x", 3, sha256, "", ()).is_damaged_as(sums)


def test_a_variant_without_sums_is_never_recognised() -> None:
    unknown = Variant("x", 3, "", "", ())
    assert not unknown.summed and not unknown.is_file(Sums(3, "", "")) and not unknown.is_damaged_as(Sums(3, "", ""))
