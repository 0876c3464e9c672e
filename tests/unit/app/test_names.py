"""Any name makes a harmless file name, and is shown as it was given."""

import pytest

from app.names import clean_name, numbered, slug


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Aunt Grace", "aunt-grace"),
        ("../../evil", "evil"),
        ("Ænne Ødegård!", "nne-degard"),
        ("名前", "voice"),
        ("CON", "voice-con"),
        ("lpt1", "voice-lpt1"),
        ("Original", "voice-original"),
        ("", "voice"),
    ],
)
def test_file_names_are_plain(name: str, file_name: str) -> None:
    assert slug(name, "voice", ("original",)) == file_name


def test_names_are_one_line_of_what_can_be_shown() -> None:
    assert clean_name("  Zoë\t\n\x00 the  1st ") == "Zoë the 1st"
    assert clean_name("e\u0301") == "é"
    assert not clean_name(" \n")


def test_names_that_are_taken_are_numbered() -> None:
    assert numbered("Ann", ["Bob"]) == "Ann"
    assert numbered("Ann", ["ANN", "Ann 2"]) == "Ann 3"
    assert numbered("ann", {"ann"}, "-") == "ann-2"
