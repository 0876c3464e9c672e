"""The user's own voice is kept apart from those that can be taken on, and can be forgotten."""

import numpy as np
import pytest

from app.errors import VoiceError
from app.voice import forget_speaker, load_speaker, save_speaker, scan_voices
from app.voice.speaker import speaker_file
from tests.support.voices import voice_print


def test_the_own_voice_is_kept_until_it_is_forgotten() -> None:
    assert load_speaker() is None
    save_speaker(voice_print(1, f0_hz=111.0))
    save_speaker(voice_print(2, f0_hz=222.0))  # the newest counts
    kept = load_speaker()
    assert kept is not None
    assert np.exp(kept.log_f0_mean) == pytest.approx(222.0)
    np.testing.assert_allclose(kept.embedding, voice_print(2).embedding, atol=1e-6)
    assert all(voice.bundled for voice in scan_voices()[0])
    assert forget_speaker()
    assert not forget_speaker()
    assert load_speaker() is None


def test_a_damaged_file_says_how_to_mend_it() -> None:
    speaker_file().write_bytes(b"nothing")
    with pytest.raises(VoiceError, match="calibrate"):
        load_speaker()
