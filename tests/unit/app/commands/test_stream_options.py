"""The options of the stream: the key comes from where others cannot read it."""

import argparse
import io
from pathlib import Path

import pytest

from app.commands.stream_options import add_stream_options, with_stream_options
from app.errors import AppError
from app.settings import Settings

KEY = "live_123_SecretSecret"


def _settings(*words: str) -> Settings:
    parser = argparse.ArgumentParser()
    add_stream_options(parser)
    return with_stream_options(Settings(), parser.parse_args(words))


def test_the_key_is_read_from_a_file_or_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\nmore\n"))
    for name in (str(file), "-"):
        settings = _settings("--stream", "rtmp://h/app", "--stream-key-file", name, "--stream-bitrate", "1800")
        assert (settings.stream_address, settings.stream_key, settings.stream_kbit_s) == ("rtmp://h/app", KEY, 1800)
        assert KEY not in repr(settings)
    assert capsys.readouterr().err == "" and _settings() == Settings()


def test_a_key_in_the_address_is_taken_and_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    settings = _settings("--stream", f"rtmp://h/app/{KEY}")
    assert (settings.stream_address, settings.stream_key) == ("rtmp://h/app", KEY)
    said = capsys.readouterr().err
    assert "--stream-key-file" in said and KEY not in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--stream", "http://h/x"], "nothing can be streamed"),
        (["--stream", "rtmp://h/app", "--stream-key-file", "/no/such/file"], "cannot be read from"),
        (["--stream", "udp://h:1", "--stream-bitrate", "99999"], "stream_kbit_s is 99999"),
    ],
)
def test_what_will_not_do_is_said_in_one_line(words: list[str], why: str) -> None:
    with pytest.raises(AppError, match=why) as caught:
        _settings(*words)
    assert "\n" not in str(caught.value)
