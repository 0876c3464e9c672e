"""A mix lies between its ends, equals them at the ends, and carries the stricter ground of both."""

from dataclasses import replace

import numpy as np
import pytest

from app.voice import mix_prints, mixed_voice
from models.voice_engines import similarity
from tests.support.voices import voice, voice_print

A, B = voice_print(1, f0_hz=110.0), voice_print(2, windows=20, f0_hz=220.0)


def test_the_ends_are_the_voices_themselves() -> None:
    assert mix_prints(A, B, 0.0) is A
    assert mix_prints(A, B, 1.0) is B


def test_a_mix_moves_evenly_from_one_to_the_other() -> None:
    steps = [mix_prints(A, B, ratio) for ratio in (0.0, 0.25, 0.5, 0.75, 1.0)]
    to_a = [similarity(step.embedding, A.embedding) for step in steps]
    to_b = [similarity(step.embedding, B.embedding) for step in steps]
    assert to_a == sorted(to_a, reverse=True)
    assert to_b == sorted(to_b)
    assert to_a[2] == pytest.approx(to_b[2], abs=1e-5)
    for print_ in steps:
        assert np.linalg.norm(print_.embedding) == pytest.approx(1.0, abs=1e-5)
        np.testing.assert_allclose(np.linalg.norm(print_.windows, axis=1), 1.0, atol=1e-5)
        assert print_.f0_low_hz < np.exp(print_.log_f0_mean) < print_.f0_high_hz
    half = steps[2]
    assert np.exp(half.log_f0_mean) == pytest.approx(np.sqrt(110 * 220))  # half way in semitones
    assert half.f0_low_hz == pytest.approx(np.sqrt(A.f0_low_hz * B.f0_low_hz))
    np.testing.assert_allclose(half.ltas, (A.ltas + B.ltas) / 2, rtol=1e-5)
    np.testing.assert_allclose(half.dsp["envelope"], (A.dsp["envelope"] + B.dsp["envelope"]) / 2, rtol=1e-4)
    assert half.windows.shape == (20, 256)


def test_the_order_of_the_two_does_not_matter() -> None:
    first, second = mix_prints(A, B, 0.3), mix_prints(B, A, 0.7)
    np.testing.assert_allclose(first.embedding, second.embedding, atol=1e-6)
    np.testing.assert_allclose(first.windows, second.windows, atol=1e-6)
    assert first.log_f0_mean == pytest.approx(second.log_f0_mean)


def test_what_only_one_of_them_has_measured_is_left_out() -> None:
    other = replace(B, dsp={"warp": B.dsp["warp"], "envelope": np.zeros(3, np.float32), "new": np.ones(1, np.float32)})
    assert set(mix_prints(A, other, 0.5).dsp) == {"warp"}


def test_ratios_outside_are_refused() -> None:
    for ratio in (-0.01, 1.01, float("nan")):
        with pytest.raises(ValueError, match="ratio"):
            mix_prints(A, B, ratio)


@pytest.mark.parametrize(
    ("first", "second", "strict"),
    [
        ("synthetic", "synthetic", "synthetic"),
        ("synthetic", "self", "self"),
        ("self", "licence", "licence"),
        ("licence", "present", "present"),
        ("present", "synthetic", "present"),
    ],
)
def test_the_stricter_ground_counts(first: str, second: str, strict: str) -> None:
    for kinds in ((first, second), (second, first)):
        consent = mixed_voice(voice(0, "V0", kinds[0]), voice(1, "V1", kinds[1]), 0.4, "Mix").consent
        assert consent.kind == strict
        assert consent.who == "V0 and V1"
        assert "V0 (60%)" in consent.statement
        assert "The statement of V1." in consent.statement
        assert (consent.phrase_similarity >= 0.75) == (strict == "present")


def test_licences_and_sources_of_both_are_named_once() -> None:
    a, b = voice(1, "A"), replace(voice(2, "B"), licence="CC BY 4.0")
    mix = mixed_voice(a, b, 0.5, "Mix")
    assert (mix.licence, mix.source) == ("CC0; CC BY 4.0", "made of chance")
    long = replace(a, licence="x" * 4000)
    joined = mixed_voice(long, b, 0.5, "Mix").licence
    assert len(joined) <= 4000
    assert joined.endswith("CC BY 4.0")
