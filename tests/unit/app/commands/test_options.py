"""Options of several commands: what is said on the line reaches the settings, with the same words everywhere."""

import argparse

import pytest

from app.commands import bench, convert, live, render
from app.commands.options import (
    VOICE_ENGINE_CHOICES,
    add_portrait_options,
    add_voice_options,
    with_portrait_options,
    with_voice_options,
)
from app.errors import SettingsError
from app.settings import Settings

_COMMANDS = {
    "live": (live.add_parser, ["live"]),
    "render": (render.add_parser, ["render", "film.mp4", "-o", "out.mp4"]),
    "convert": (convert.add_parser, ["convert", "a.wav", "b.wav", "--voice", "clara"]),
    "bench": (bench.add_parser, ["bench", "voice"]),
}


def test_the_engine_of_the_voice_reaches_the_settings() -> None:
    parser = argparse.ArgumentParser()
    add_voice_options(parser)
    assert with_voice_options(Settings(), parser.parse_args([])).voice_engine == "auto"
    for name in VOICE_ENGINE_CHOICES:
        assert with_voice_options(Settings(), parser.parse_args(["--voice-engine", name])).voice_engine == name


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_with_a_voice_takes_its_engine(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add, line = _COMMANDS[command]
    add(parser.add_subparsers())
    args = parser.parse_args([*line, "--voice-engine", "dsp"])
    assert "dsp" in (getattr(args, "voice_engine", None), getattr(args, "engine", None))
    with pytest.raises(SystemExit):
        parser.parse_args([*line, "--voice-engine", "abacus"])
    assert "neural" in capsys.readouterr().err


def test_every_control_of_the_portrait_reaches_the_settings() -> None:
    parser = argparse.ArgumentParser()
    add_portrait_options(parser)
    assert with_portrait_options(Settings(), parser.parse_args([])) == Settings()
    line = "--head-strength 0.5 --eyes-strength 0 --mouth-strength 2 --brows-strength 1.5 --smoothing 0.2 --zoom 1.4 "
    line += (
        "--offset=-0.1,0.2 --follow-head --crop 0.6 --crop-offset 0.1,-0.05 --follow-face --mirror-output --keep-size "
    )
    line += "--background transparent"
    made = with_portrait_options(Settings(), parser.parse_args(line.split()))
    assert made == Settings(
        head_strength=0.5,
        eyes_strength=0.0,
        mouth_strength=2.0,
        brows_strength=1.5,
        smoothing=0.2,
        keep_size=True,
        zoom=1.4,
        offset_x=-0.1,
        offset_y=0.2,
        follow_head=True,
        crop=0.6,
        crop_x=0.1,
        crop_y=-0.05,
        follow_face=True,
        mirror_output=True,
        background="transparent",
    )
    with pytest.raises(SettingsError, match="zoom"):
        with_portrait_options(Settings(), parser.parse_args(["--zoom", "9"]))
    with pytest.raises(SystemExit):
        parser.parse_args(["--offset", "left"])
