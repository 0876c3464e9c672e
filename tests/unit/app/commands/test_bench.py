"""`likeness bench`: the numbers are there, plausible, and add up. How fast it must be is tested in tests/benchmark."""

import argparse
import json
from pathlib import Path

import pytest

from app.commands import bench
from app.commands.bench_voice import print_voice
from app.errors import AppError
from models.portrait.fomm.checkpoint import save_checkpoint
from models.portrait.fomm.config import REDUCED_64
from tests.support.brief_fit import fit_briefly
from tests.support.face_film import face_film
from tests.support.films import needs_ffmpeg
from tests.support.fomm import reduced_networks


def _run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    bench.add_parser(parser.add_subparsers())
    args = parser.parse_args(["bench", *map(str, arguments)])
    return int(args.run(args))


@needs_ffmpeg
def test_stages_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = face_film(tmp_path / "driver.mp4", seconds=0.6, sound=False)
    assert _run("portrait", "--seconds", "1", "--driver", film, "--size", "320x256", "--json") == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    stages = table["stages"]
    assert (table["width"], table["height"]) == (320, 256)
    assert set(stages) == {"track", "animate", "total"}
    for spread in stages.values():
        assert 0 < spread["ms_p50"] <= spread["ms_p95"] <= spread["ms_p99"]
    assert stages["total"]["ms_p50"] > max(stages["track"]["ms_p50"], stages["animate"]["ms_p50"])
    assert table["frames"] > 3 and table["faces_lost"] == 0 and table["fps"] > 1
    assert table["driver"] == "driver.mp4" and table["driver_height"] == 256
    assert any(file.startswith("face-landmarks") for file in table["networks"])
    assert table["machine"]["cores"] >= 1 and table["machine"]["processor"]


@needs_ffmpeg
def test_a_driver_without_a_face_is_one_clear_error(tmp_path: Path) -> None:
    film = face_film(tmp_path / "blurred.mp4", seconds=0.6, sound=False, faces=0)
    with pytest.raises(AppError, match="no face"):
        _run("--seconds", "1", "--driver", film)


@pytest.mark.parametrize("seconds", ["0", "-3", "nan", "1e9"])
def test_useless_times_are_refused(seconds: str) -> None:
    with pytest.raises(AppError, match="seconds"):
        _run("--seconds", seconds)


def test_the_engine_and_the_chain_around_it_are_measured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fit_briefly(monkeypatch)
    assert _run("voice", "--seconds", "1", "--json") == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert set(table["stages"]) == {"engine", "chain"}
    for spread in table["stages"].values():
        assert 0 < spread["ms_p50"] <= spread["ms_p95"] <= spread["ms_p99"]
        assert spread["rtf"] == pytest.approx(spread["ms_mean"] / 10)
    assert table["stages"]["chain"]["ms_mean"] > table["stages"]["engine"]["ms_mean"]
    assert 0 < table["algorithmic_latency_ms"] <= 60 and table["algorithmic_latency_ms"] < table["chain_latency_ms"]
    assert table["blocks"] > 5 and (table["engine"], table["driver"]) == ("neural", "driver.mp4")
    print_voice(table)
    assert "real-time factor" in capsys.readouterr().out


@needs_ffmpeg
def test_runtimes_of_the_motion_model_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.safetensors"
    networks = zip(("kp_detector", "generator"), reduced_networks(), strict=True)
    save_checkpoint(path, REDUCED_64, {name: net.state_dict() for name, net in networks}, {})
    monkeypatch.setenv("LIKENESS_FOMM", str(path))
    film = face_film(tmp_path / "driver.mp4", seconds=0.6, sound=False)
    assert _run("fomm", "--seconds", "0.3", "--device", "cpu", "--driver", film, "--json") == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (table["weights"], table["config"], table["driver"]) == ("small.safetensors", "reduced-64", "driver.mp4")
    part = table["devices"]["cpu"]
    assert {"plain", "plain, source kept", "openvino f32", "torch cpu f32"} <= set(part["runtimes"])
    row = part["runtimes"]["openvino f32"]
    assert row["error_max"] < 0.02 and row["stages"]["total"]["ms_p50"] > row["stages"]["keypoints"]["ms_p50"] > 0
    assert _run("fomm", "--seconds", "0.1", "--device", "cpu", "--driver", film) == 0
    assert "x as fast as plain" in capsys.readouterr().out


def test_a_voice_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(AppError, match="no-such-voice"):
        _run("voice", "--voice", "no-such-voice")
