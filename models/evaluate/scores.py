"""What frames and films score, and the tables made of it."""

import math
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS_DEG = ((0.0, 5.0), (5.0, 10.0), (10.0, 20.0), (20.0, 180.0))
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class CrossMetrics:
    """What one frame scores that is driven by another person: there is no true picture to compare with.

    A number is NaN where the face it needs was not found; it is then left out of the means.

    Attributes:
        missed: 1 if no face is found in the result, else 0; its mean is the missing rate. A trap: the published missing
            keypoint rate is one of bodies, and the published AKD of faces leaves frames out without saying how many.
        identity_look: see `faces.identity_look`; from the film's own frame, or across persons from the portrait.
        identity_shape_pct: see `faces.identity_shape_pct`; likewise.
        pose_deg: see `faces.pose_distance_deg`; from the driver.
        expression_pct: see `faces.expression_distance_pct`; from the driver.
    """

    missed: float
    identity_look: float
    identity_shape_pct: float
    pose_deg: float
    expression_pct: float


@dataclass(frozen=True, slots=True)
class Metrics(CrossMetrics):
    """What one frame scores.

    Attributes:
        l1: mean absolute difference from the film, 0..1.
        l1_face: the same inside the outline of the face.
        ssim: structural similarity.
        akd_px: mean distance of the 478 landmarks found in the result from those found in the film, pixels at 256.
        psnr_db: see `metrics.psnr_db`.
        ms_ssim: see `metrics.ms_ssim`.
        akd68_px: see `metrics.akd_68_px`; pixels at 256.
    """

    l1: float
    l1_face: float
    ssim: float
    akd_px: float
    psnr_db: float
    ms_ssim: float
    akd68_px: float


@dataclass(frozen=True, slots=True)
class FrameScore:
    """One scored frame: how far the driver's head is turned from neutral, the result and the unmoved portrait."""

    rotation_deg: float
    moved: CrossMetrics
    unmoved: CrossMetrics


@dataclass(slots=True)
class ClipScore:
    """What one film scores.

    Attributes:
        frames: the scored frames.
        identity_grey: mean absolute difference of portrait and result at the neutral pose, grey levels.
        lost: frames of the film without a face.
        sheet: rows of pictures (driver, result) for the eye.
        portrait: the portrait that was moved.
        jitter_px, driver_jitter_px: see `faces.jitter_px`, of 68 landmarks, of result and film.
    """

    frames: list[FrameScore]
    identity_grey: float
    lost: int
    sheet: list[tuple[Picture, Picture]]
    portrait: Picture
    jitter_px: float = field(default=math.nan)
    driver_jitter_px: float = field(default=math.nan)


def summarise(frames: list[FrameScore]) -> dict[str, dict[str, Any]]:
    """Return the means for each range of rotation from neutral and for all frames.

    Returns:
        For "0-5", "5-10", "10-20", "over 20" (degrees) and "all": `n`, and each metric of `Metrics` or `CrossMetrics`,
        with the unmoved portrait's as `unmoved_NAME`; None where no frame has a number. Ranges without a frame are
        left out.
    """
    table = {}
    for low, high in BINS_DEG:
        name = f"{low:.0f}-{high:.0f}" if high < 180 else f"over {low:.0f}"
        table[name] = [frame for frame in frames if low <= frame.rotation_deg < high]
    return {name: _means(chosen) for name, chosen in (table | {"all": frames}).items() if chosen}


def _means(frames: list[FrameScore]) -> dict[str, Any]:
    names = [entry.name for entry in fields(frames[0].moved)]
    means = {name: mean([getattr(frame.moved, name) for frame in frames]) for name in names}
    unmoved = {f"unmoved_{name}": mean([getattr(frame.unmoved, name) for frame in frames]) for name in names}
    return {"n": len(frames)} | means | unmoved


def mean(values: list[float]) -> float | None:
    """Return the mean of those values that are numbers; None if there are none."""
    numbers = [value for value in values if math.isfinite(value)]
    return float(np.mean(numbers)) if numbers else None
