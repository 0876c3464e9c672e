"""A voice between two voices."""

import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import VoiceError
from app.voice.record import TEXT_LENGTH
from app.voice.voice import Voice, VoiceConsent
from models.voice_engines import VoicePrint

_STRICTNESS = ("synthetic", "self", "licence", "present")  # how much a ground binds whoever uses the voice


def mix_prints(a: VoicePrint, b: VoicePrint, ratio: float) -> VoicePrint:
    """Return the print between two prints; at 0.0 it is the first, at 1.0 the second.

    Args:
        a: the first.
        b: the second.
        ratio: 0..1, the share of the second.

    Raises:
        ValueError: the ratio is not in 0..1.
    """
    if not 0.0 <= ratio <= 1.0:
        raise ValueError(f"ratio is {ratio}, not within 0 to 1")
    if ratio in (0.0, 1.0):
        return b if ratio else a

    def number(name: str) -> float:
        first, second = float(getattr(a, name)), float(getattr(b, name))
        return first + (second - first) * ratio

    def pitch(name: str) -> float:
        first, second = (max(float(getattr(print_, name)), 1.0) for print_ in (a, b))
        return float(np.exp(np.log(first) + (np.log(second) - np.log(first)) * ratio))

    common = [name for name, array in a.dsp.items() if name in b.dsp and b.dsp[name].shape == array.shape]
    return VoicePrint(
        embedding=_unit(_between(a.embedding, b.embedding, ratio)),
        windows=_unit(_between(*_as_many(a.windows, b.windows), ratio)),
        log_f0_mean=number("log_f0_mean"),
        log_f0_std=number("log_f0_std"),
        f0_low_hz=pitch("f0_low_hz"),
        f0_high_hz=pitch("f0_high_hz"),
        ltas=_between(a.ltas, b.ltas, ratio),
        speech_s=number("speech_s"),
        dsp={name: _between(a.dsp[name], b.dsp[name], ratio) for name in common},
    )


def mixed_voice(a: Voice, b: Voice, ratio: float, name: str) -> Voice:
    """Return the voice between two voices, not stored anywhere: its id is empty.

    Its consent names both; kind and spoken phrase are those of the one whose ground is the stricter.

    Raises:
        VoiceError: the ratio is not within 0 to 1.
    """
    if not 0.0 <= ratio <= 1.0:
        raise VoiceError(f"a ratio of {ratio:g} is not possible", "use a number from 0 (the first) to 1 (the second)")
    strict = max((b, a), key=lambda voice: (_STRICTNESS.index(voice.consent.kind), -voice.consent.phrase_similarity))
    both = f"Mixed of {a.name} ({1 - ratio:.0%}) and {b.name} ({ratio:.0%})."
    consent = VoiceConsent(
        kind=strict.consent.kind,
        who=_joined(a.consent.who, b.consent.who, " and "),
        statement=_joined(f"{both} {a.name}: {a.consent.statement}", f"{b.name}: {b.consent.statement}", " "),
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        phrase_sha256=strict.consent.phrase_sha256,
        phrase_similarity=strict.consent.phrase_similarity,
    )
    return Voice(
        id="",
        name=name,
        path=Path(),
        print=mix_prints(a.print, b.print, ratio),
        consent=consent,
        licence=_joined(a.licence, b.licence, "; "),
        source=_joined(a.source, b.source, "; "),
        bundled=False,
    )


def _joined(first: str, second: str, joint: str) -> str:
    """Return both texts, once if they are the same; two long ones are both shortened, so that neither is lost."""
    if first == second or not (first and second):
        return first or second
    half = (TEXT_LENGTH - len(joint)) // 2
    if len(first) + len(joint) + len(second) > TEXT_LENGTH:
        first, second = (text if len(text) <= half else f"{text[: half - 1]}…" for text in (first, second))
    return f"{first}{joint}{second}"


def _between(a: NDArray[np.float32], b: NDArray[np.float32], ratio: float) -> NDArray[np.float32]:
    return np.asarray(a + (b - a) * np.float32(ratio), np.float32)


def _as_many(a: NDArray[np.float32], b: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Choose as many rows of the longer array as the shorter one has, evenly."""
    count = min(len(a), len(b))
    picks = (np.linspace(0, len(array) - 1, count).round().astype(int) for array in (a, b))
    first, second = picks
    return a[first], b[second]


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    wide = vectors.astype(np.float64)
    return np.asarray(wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), 1e-9), np.float32)
