"""Giving keys to commands: nobody has two masters, and taking one back is exact."""

from dataclasses import replace

import pytest

from app.settings import Settings
from app.ui.around import key_edits as edits
from app.ui.key_maps import keys_of

PLAIN = Settings()


def _given(settings: Settings, command: str, key: str) -> Settings:
    return replace(settings, own_keys=edits.give_window_key(settings, command, key))


@pytest.mark.parametrize(
    ("key", "owner"),
    [("R", "record"), ("Space", "start_stop"), ("3", edits.NUMBERS), ("Esc", edits.ESCAPE), ("T", edits.TALK)]
    + [("Ctrl+G", ""), ("F9", "mute")],
)
def test_the_owner_of_a_key_is_known(key: str, owner: str) -> None:
    assert edits.window_owner(PLAIN, key) == owner


def test_a_key_that_is_taken_leaves_its_owner_the_others() -> None:
    settings = _given(PLAIN, "mirror", "U")
    table = keys_of("standard", settings.own_keys)
    assert table["mirror"].shortcuts == ("U",) and table["mute"].shortcuts == ("F9",)
    settings = _given(settings, "record", "U")
    table = keys_of("standard", settings.own_keys)
    assert table["record"].shortcuts == ("U",) and table["mirror"].shortcuts == ()
    assert edits.window_owner(settings, "R") == ""
    settings = replace(settings, own_keys=edits.forget_window_key(settings, "record"))
    assert keys_of("standard", settings.own_keys)["record"].shortcuts == ("R",)


def test_a_command_without_a_key_has_none_in_any_map() -> None:
    settings = _given(PLAIN, "start_stop", "")
    for name in ("standard", "avatarify"):
        keys = keys_of(name, settings.own_keys)["start_stop"]
        assert keys.shortcuts == () and keys.widget_keys == ()
    assert keys_of("standard", ("nobody=X", "nonsense"))["screenshot"].shortcuts == ("S",)


def test_keys_everywhere_have_one_master() -> None:
    given = replace(PLAIN, global_keys=edits.give_global_key(PLAIN, "record", "Ctrl+Alt+M"))
    assert edits.global_owner(given, "Ctrl+Alt+M") == "record" and edits.global_key(given, "mute") == ""
    assert edits.global_key(given, "panic") == "Ctrl+Alt+P"
    gone = replace(given, global_keys=edits.give_global_key(given, "record", ""))
    assert edits.global_key(gone, "record") == "" and len(gone.global_keys) == 2


@pytest.mark.parametrize(
    ("key", "fine"),
    [
        ("C", False),
        ("Shift+C", False),
        ("Space", False),
        ("Ctrl+C", True),
        ("F8", True),
        ("F", False),
        ("Meta++", True),
    ],
)
def test_letters_are_left_to_other_programs(key: str, fine: bool) -> None:
    assert edits.is_harmless_everywhere(key) is fine
