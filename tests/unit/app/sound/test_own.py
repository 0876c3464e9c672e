"""The program's own microphone among others."""

import pytest

from app.sound.cable import CABLE
from app.sound.own import is_own


@pytest.mark.parametrize(
    "name",
    [
        CABLE.source,
        f"PulseAudio: {CABLE.source}",
        CABLE.source_words,
        "ALSA: Likeness Microphone",
        "Monitor of Likeness Cable",
        f"PulseAudio: {CABLE.sink}.monitor",
        "Likeness Test Microphone",
    ],
)
def test_every_name_of_its_end_is_known(name: str) -> None:
    assert is_own(name)


@pytest.mark.parametrize(
    "name", ["", "none", "camera", "system microphone", "Desk microphone", "CABLE Output (VB-Audio)", CABLE.sink_words]
)
def test_other_microphones_are_no_loop(name: str) -> None:
    assert not is_own(name)
