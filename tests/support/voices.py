"""Voice prints and voices made of chance, as large as real ones."""

import datetime
from pathlib import Path

import numpy as np

from app.voice import Voice, VoiceConsent
from models.voice_engines import VoicePrint


def unit(values: np.ndarray) -> np.ndarray:
    """Bring vectors to unit length, float32."""
    return np.asarray(values / np.linalg.norm(values, axis=-1, keepdims=True), np.float32)


def voice_print(seed: int = 0, *, windows: int = 39, f0_hz: float = 120.0) -> VoicePrint:
    """Return a print that no recording has; GE2E's vectors are half zeros, and so are these."""
    rng = np.random.default_rng(seed)
    centre = np.maximum(rng.normal(size=256), 0.0)
    vectors = unit(np.maximum(centre + 0.1 * rng.normal(size=(windows, 256)), 0.0))
    return VoicePrint(
        embedding=unit(vectors.mean(axis=0)),
        windows=vectors,
        log_f0_mean=float(np.log(f0_hz)),
        log_f0_std=0.2,
        f0_low_hz=0.7 * f0_hz,
        f0_high_hz=1.6 * f0_hz,
        ltas=rng.normal(-6.0, 2.0, 80).astype(np.float32),
        speech_s=30.0,
        dsp={
            "envelope": rng.normal(-6.0, 2.0, 257).astype(np.float32),
            "warp": np.array([1.06], np.float32),
        },
    )


def consent(kind: str = "synthetic", who: str = "nobody") -> VoiceConsent:
    """Return a complete consent of this kind."""
    phrase = ("ab" * 32, 0.81) if kind == "present" else ("", 0.0)
    return VoiceConsent(
        kind=kind,  # type: ignore[arg-type]  # one of the kinds, given as text
        who=who,
        statement=f"The statement of {who}.",
        date=datetime.date(2026, 2, 3),
        phrase_sha256=phrase[0],
        phrase_similarity=phrase[1],
    )


def voice(seed: int = 0, name: str = "Nobody", kind: str = "synthetic") -> Voice:
    """Return a whole voice that lies nowhere."""
    return Voice("", name, Path(), voice_print(seed), consent(kind, name), "CC0", "made of chance", bundled=False)
