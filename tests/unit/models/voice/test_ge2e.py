"""The installed speaker encoder: against torch with the same weights, and what it must make of voices."""

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from models.errors import SpeechNotFound
from models.voice.ge2e import FRAMES, STEP, SpeakerEncoderGE2E, mean_embedding, window_starts
from models.voice.mel import HOP, mel_spectrogram
from models.voice.speech import trim_speech
from models.weights import find
from tests.support.spoken import SENTENCES, needs_flite, spoken


@pytest.fixture(scope="module")
def encoder() -> SpeakerEncoderGE2E:
    return SpeakerEncoderGE2E()


def _torch_embeddings(mels: np.ndarray) -> np.ndarray:
    """Say what torch's LSTM makes of (n, 160, 40) with the weights of the installed file."""
    model = onnx.load_model(str(find("speaker-encoder")))
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def torch_order(rows: np.ndarray) -> torch.Tensor:
        i, o, f, c = np.split(rows, 4)
        return torch.from_numpy(np.concatenate([i, f, c, o]))

    lstm = torch.nn.LSTM(40, 256, 3, batch_first=True)
    state = {}
    for layer in range(3):
        state[f"weight_ih_l{layer}"] = torch_order(stored[f"W{layer}"][0])
        state[f"weight_hh_l{layer}"] = torch_order(stored[f"R{layer}"][0])
        first, second = np.split(stored[f"B{layer}"][0], 2)
        state[f"bias_ih_l{layer}"], state[f"bias_hh_l{layer}"] = torch_order(first), torch_order(second)
    lstm.load_state_dict(state)
    with torch.no_grad():
        _, (hidden, _) = lstm(torch.from_numpy(mels))
        raw = np.maximum(hidden[-1].numpy() @ stored["linear"] + stored["bias"], 0)
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True))


@needs_flite
def test_embeddings_are_those_of_torch(encoder: SpeakerEncoderGE2E) -> None:
    for voice in ("rms", "slt"):
        trimmed = trim_speech(spoken(voice))
        starts = window_starts(len(trimmed))
        mel = mel_spectrogram(np.pad(trimmed, (0, FRAMES * HOP)), 40)
        expected = _torch_embeddings(np.stack([mel[n : n + FRAMES] for n in starts]))
        found = encoder.windows(spoken(voice))
        assert len(found) >= 4
        # the pad differs from the encoder's only behind the last frame that counts
        np.testing.assert_allclose(found, expected, atol=1e-4)
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


@needs_flite
def test_one_voice_is_nearer_to_itself_than_to_others(encoder: SpeakerEncoderGE2E) -> None:
    voices = ("rms", "slt", "awb", "kal16")
    points = {(voice, n): encoder.embed(spoken(voice, SENTENCES[n])) for voice in voices for n in range(3)}
    same = [points[v, a] @ points[v, b] for v in voices for a in range(3) for b in range(a)]
    other = [points[v, 0] @ points[w, 1] for v in voices for w in voices if v != w]
    assert min(same) > 0.75 > np.mean(other)
    assert min(same) > max(other)


@needs_flite
def test_neither_level_nor_pauses_make_another_voice(encoder: SpeakerEncoderGE2E) -> None:
    """Quiet recordings are brought to one level; loud ones stay loud, as in training, and lose a little."""
    for voice in ("awb", "slt"):
        speech, pause = spoken(voice), np.zeros(16000, np.float32)
        point = encoder.embed(speech)
        quiet, quieter = (encoder.embed(speech * np.float32(gain)) for gain in (0.1, 0.01))
        assert quiet @ quieter > 0.999 and quiet @ point > 0.8
        assert encoder.embed(np.concatenate([pause, speech, pause])) @ point > 0.98


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(48000), np.full(48000, np.nan)])
def test_no_speech_is_said(encoder: SpeakerEncoderGE2E, sound: np.ndarray) -> None:
    with pytest.raises(SpeechNotFound):
        encoder.embed(sound.astype(np.float32))


def test_windows_cover_the_speech() -> None:
    assert window_starts(1) == [0] and window_starts(FRAMES * HOP) == [0]
    for samples in range(1, 200_000, 997):
        starts = window_starts(samples)
        assert starts == list(range(0, len(starts) * STEP, STEP))
        if len(starts) > 1:  # three quarters of the last one are sound
            assert samples - starts[-1] * HOP >= 0.75 * FRAMES * HOP
        assert samples - (starts[-1] + STEP) * HOP < 0.75 * FRAMES * HOP


def test_the_mean_has_unit_length() -> None:
    points = np.eye(256, dtype=np.float32)[:2]
    assert mean_embedding(points)[:3].tolist() == pytest.approx([0.5**0.5, 0.5**0.5, 0])
