"""Options of several commands: the voice engine is chosen by the same three words everywhere."""

import argparse

import pytest

from app.commands import bench, convert, live, render
from app.commands.options import VOICE_ENGINE_CHOICES, add_voice_options, with_voice_options
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
