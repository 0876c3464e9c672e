"""Profiles: saved, taken, changed and taken back without losing anything."""

from dataclasses import fields, replace

import pytest

from app.errors import SettingsError
from app.profiles import OF_THE_MACHINE, VERSION, Profile, Profiles, load_profiles, profiles_file, save_profiles
from app.settings import Settings

LIVE = Settings(
    avatar="ada", voice="theo", camera="/dev/video7", microphone="desk", strength=0.5, width=640, height=480
)


def _three() -> Profiles:
    profiles = Profiles()
    for name in ("Work", "Fun", "Späť — 3"):
        profiles = profiles.add(name, replace(LIVE, avatar=name.lower()))
    return profiles


def test_a_profile_brings_face_and_voice_and_leaves_the_devices_alone() -> None:
    profile = Profiles().add("Work", LIVE).all[0]
    here = Settings(camera="other", microphone="headset", keys="avatarify", voice="clara", background="blur")
    taken = profile.on(here)
    assert (taken.avatar, taken.voice, taken.strength, taken.size) == ("ada", "theo", 0.5, (640, 480))
    assert taken.background == "keep"
    assert (taken.camera, taken.microphone, taken.keys) == ("other", "headset", "avatarify")
    assert Profiles().add("Work", taken).all[0].settings == profile.settings
    assert {field.name for field in fields(Settings)} >= OF_THE_MACHINE


def test_what_is_saved_is_loaded_in_its_order() -> None:
    profiles = _three().move("spat-3", 0)
    save_profiles(profiles)
    assert load_profiles() == profiles
    assert [profile.name for profile in load_profiles().all] == ["Späť — 3", "Work", "Fun"]
    assert "camera" not in profiles_file().read_text(encoding="utf-8").replace("virtual_camera", "")
    save_profiles(Profiles())
    assert load_profiles() == Profiles()


def test_names_are_never_the_same_and_ids_never_change() -> None:
    profiles = _three().duplicate("work")
    assert [(profile.id, profile.name) for profile in profiles.all[:2]] == [("work", "Work"), ("work-2", "Work 2")]
    assert profiles.all[0].settings == profiles.all[1].settings
    profiles = profiles.rename("work-2", " fun ")
    assert profiles.get("work-2") == Profile("work-2", "fun 2", profiles.all[0].settings)
    assert profiles.rename("fun", "FUN").all[2].name == "FUN"
    with pytest.raises(SettingsError, match="no name"):
        profiles.rename("fun", " \n")


def test_removing_is_taken_back_by_keeping_the_old_one() -> None:
    before = _three()
    after = before.remove(before.current)
    assert (after.current, len(after.all)) == ("", 2)
    assert before.remove("work").current == before.current
    assert before.get("work") is not None and after.neighbour(1) == after.all[0]


def test_neighbours_go_round() -> None:
    profiles = replace(_three(), current="fun")
    ids = [profile.id for profile in (profiles.neighbour(1), profiles.neighbour(2), profiles.neighbour(-1)) if profile]
    assert ids == ["spat-3", "work", "work"]
    assert Profiles().neighbour(1) is None


@pytest.mark.parametrize(("word", "found"), [("work", "work"), ("FUN", "fun"), ("3", "spat-3"), ("späť — 3", "spat-3")])
def test_a_profile_is_found_by_id_name_or_number(word: str, found: str) -> None:
    assert _three().find(word).id == found


@pytest.mark.parametrize("words", ["4", "0", "", "nobody"])
def test_what_is_not_there_is_said_with_what_is(words: str) -> None:
    with pytest.raises(SettingsError, match="use one of: Work, Fun"):
        _three().find(words)
    with pytest.raises(SettingsError, match="save one first"):
        Profiles().find(words)


def test_a_file_edited_by_hand_costs_only_what_is_wrong_in_it() -> None:
    profiles_file().write_text(
        'current = "gone"\n[[profile]]\nid = "a"\nname = "A"\nstrength = 99\navatar = "ada"\ncamera = "mine"\n'
        '[[profile]]\nname = "no id"\n[[profile]]\nid = "a"\nname = "twice"\n',
        encoding="utf-8",
    )
    assert load_profiles() == Profiles((Profile("a", "A", Settings(avatar="ada")),))
    profiles_file().write_text(
        'settings_version = 1\n[[profile]]\nid = "a"\nname = "A"\nvoice_engine = "dsp"\n', encoding="utf-8"
    )
    assert load_profiles().all[0].settings.voice_engine == "auto", "as settings of that age are read"
    for nonsense in ('profile = "x"\n', "profile = [1, 2]\n"):
        profiles_file().write_text(nonsense, encoding="utf-8")
        assert load_profiles() == Profiles()


def test_damaged_and_newer_files_are_kept_and_spoken_of() -> None:
    told: list[str] = []
    profiles_file().write_bytes(b"\xff")
    assert load_profiles(told.append) == Profiles()
    profiles_file().write_text(f'version = {VERSION + 1}\n[[profile]]\nid = "a"\nname = "A"\n', encoding="utf-8")
    assert len(load_profiles(told.append).all) == 1
    names = {path.name for path in profiles_file().parent.iterdir()}
    assert names >= {"profiles.broken.toml", f"profiles.version-{VERSION + 1}.toml"}
    assert len(told) == 2
