"""Key maps: whole, without doubles, and Avatarify's as its users know it."""

import pytest
from PySide6.QtGui import QKeySequence

from app.errors import SettingsError
from app.settings import KEY_MAPS as NAMES
from app.settings import Settings
from app.ui.actions import CommandList
from app.ui.key_maps import AVATARIFY, KEY_MAPS, STANDARD


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_its_keys_and_no_key_two_commands(name: str) -> None:
    commands = CommandList().all(name)
    keys = [key for command in commands for key in (*command.keys, *command.widget_keys)] + [KEY_MAPS[name].talk]
    keys += [str(number) for number in range(1, 10)] + ["Esc"]
    assert len(keys) == len(set(keys))
    assert all(QKeySequence(key).toString() == key for key in keys)
    assert {command.name for command in commands} == set(KEY_MAPS[name].keys)


def test_both_maps_hold_the_same_commands() -> None:
    assert set(NAMES) == set(KEY_MAPS)
    with pytest.raises(SettingsError, match="emacs"):
        Settings(keys="emacs")
    assert STANDARD.keys.keys() == AVATARIFY.keys.keys()
    assert all(keys.shortcuts or keys.widget_keys for keys in (STANDARD.keys | AVATARIFY.keys).values())


@pytest.mark.parametrize(
    ("key", "command"),
    [("A", "previous_avatar"), ("D", "next_avatar"), ("Q", "next_avatar"), ("L", "reload_avatars"),
     ("X", "calibrate"), ("F", "calibrate"), ("R", "mirror"), ("T", "mirror_output"), ("O", "landmarks"),
     ("Z", "overlay_less"), ("C", "overlay_more"), ("W", "crop_in"), ("S", "crop_out"), ("H", "crop_left"),
     ("K", "crop_right"), ("J", "crop_up"), ("U", "crop_down"), ("Shift+Z", "crop_reset")],
)  # fmt: skip
def test_avatarifys_keys_do_what_they_did(key: str, command: str) -> None:
    assert key in AVATARIFY.keys[command].shortcuts


def test_its_key_for_the_naked_camera_and_small_steps_are_free() -> None:
    taken = {key for keys in AVATARIFY.keys.values() for key in keys.shortcuts} | {AVATARIFY.talk}
    assert not taken & {"I", "0", "Shift+H", "Shift+J", "Shift+K", "Shift+U"}
