"""Settings: kept, checked, and never fatal to read."""

from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import MIGRATIONS, VERSION, Settings, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(camera="Käm era", avatar="ada", width=1280, height=720, strength=0.5, mirror_output=True)
    save_settings(settings, tmp_path / "s.toml")
    assert load_settings(tmp_path / "s.toml") == settings
    assert [p.name for p in tmp_path.iterdir()] == ["s.toml"]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_a_broken_file_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"\xff\x00 not toml")
    told: list[str] = []
    assert load_settings(path, told.append) == Settings()
    assert (tmp_path / "s.broken.toml").read_bytes() == b"\xff\x00 not toml"
    assert len(told) == 1 and "s.broken.toml" in told[0]


def test_unusable_values_fall_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'avatar = "ada"\nstrength = 9\nfps = 25\nmotion = 3\nwidth = 640\nunknown = "x"\nself_view = false\n'
    )
    assert load_settings(path) == Settings(avatar="ada", fps=25.0, self_view=False)


@pytest.mark.parametrize(
    "values",
    [{"motion": "wild"}, {"strength": -0.1}, {"fps": 0.0}, {"width": 641, "height": 480}, {"width": 640, "height": 0}],
)
def test_impossible_values_are_refused_in_words(values: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="use"):
        Settings(**values)  # type: ignore[arg-type]


def test_an_unwritable_place_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        save_settings(Settings(), tmp_path / "missing" / "s.toml")


@pytest.mark.parametrize(("version", "kept"), [(1, "auto"), (2, "dsp")])
def test_the_former_default_of_the_voice_engine_is_nobodys_choice(tmp_path: Path, version: int, kept: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(f'version = {version}\nvoice = "theo"\nvoice_engine = "dsp"\n')
    assert load_settings(path) == Settings(voice="theo", voice_engine=kept)
    save_settings(load_settings(path), path)
    assert load_settings(path).voice_engine == kept


def test_every_older_version_has_a_way_to_the_present_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, VERSION))


def test_the_settings_of_a_newer_program_are_read_as_far_as_they_go_and_kept(tmp_path: Path) -> None:
    path, told = tmp_path / "s.toml", list[str]()
    path.write_text(f'version = {VERSION + 5}\navatar = "ada"\nhologram = true\n', encoding="utf-8")
    assert load_settings(path, told.append) == Settings(avatar="ada")
    save_settings(Settings(), path)
    assert "hologram" in (tmp_path / f"s.version-{VERSION + 5}.toml").read_text(encoding="utf-8")
    assert len(told) == 1
    path.write_text('version = "new"\navatar = "ada"\n', encoding="utf-8")
    assert load_settings(path) == Settings(avatar="ada")


def test_lists_of_words_are_kept_and_others_are_nobody_s(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    settings = Settings(own_keys=("mute=Ctrl+,", "record="), bindings=("osc /1/fader1=strength",), osc_port=9000)
    save_settings(settings, path)
    assert load_settings(path) == settings
    path.write_text('own_keys = "mute"\nglobal_keys = [1]\nosc_port = 9e9\nnumber_keys = "profiles"\n')
    assert load_settings(path) == Settings(number_keys="profiles")
