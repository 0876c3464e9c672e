"""A voice is enrolled from a real recording device: what is spoken into it is what is measured."""

import json
import time
from collections.abc import Iterator

import numpy as np
import pytest

from app.commands import dispatch
from app.enrolment import VoiceTake
from app.sound.resample import to_48k
from app.voice import enrol, load_speaker
from models.voice_engines import similarity
from tests.support.sound_server import MICROPHONE, SoundServer, sound_server
from tests.support.spoken import SENTENCES, needs_flite, spoken


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@needs_flite
def test_what_is_spoken_is_what_is_measured(server: SoundServer, capsys: pytest.CaptureFixture[str]) -> None:
    speech = np.concatenate([spoken("awb", sentence) for sentence in SENTENCES[:2]])
    take = VoiceTake(MICROPHONE, limit_s=30.0)
    take.start()
    deadline = time.monotonic() + 20.0
    while take.status().seconds == 0.0 and not take.status().error and time.monotonic() < deadline:
        time.sleep(0.05)
    server.play(to_48k(speech)).wait()
    while take.status().speech_s < 0.5 * len(speech) / 16_000 and time.monotonic() < deadline:
        time.sleep(0.05)
    take.stop()
    status = take.status()
    assert (status.state, status.error) == ("done", "")
    print_, quality, _ = enrol.analyse(take.samples())
    direct, wanted, _ = enrol.analyse(speech)
    assert similarity(print_.embedding, direct.embedding) > 0.97
    assert quality.speech_s == pytest.approx(wanted.speech_s, abs=1.0)
    assert status.speech_s == pytest.approx(wanted.speech_s, abs=3.0)  # the coach's count is coarser
    assert print_.log_f0_mean == pytest.approx(direct.log_f0_mean, abs=0.03)

    playing = server.play(to_48k(np.concatenate([speech, speech])))
    try:
        assert dispatch(["voices", "calibrate", "--microphone", MICROPHONE, "--seconds", "4", "--json"]) == 0
    finally:
        playing.stop()
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert row["duration_s"] == pytest.approx(4.0, abs=0.1)
    speaker = load_speaker()
    assert speaker is not None
    assert similarity(speaker.embedding, direct.embedding) > 0.9


def test_a_microphone_that_is_not_there_is_named(server: SoundServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["voices", "calibrate", "--microphone", "no such microphone", "--seconds", "3"]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("likeness: ")]
    assert len(said) == 1
    assert "no such microphone" in said[0]
    assert ";" in said[0]
    assert load_speaker() is None
