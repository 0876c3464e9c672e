"""From the user's keypoints to those to render, frame by frame: placed, smoothed, made relative, guarded.

Everything is arithmetic on small tensors that stay on the device, without a branch or a number fetched, so that it can
be part of a recorded GPU graph. What changes from frame to frame comes in one short vector, see `Step`.
"""

import math
from dataclasses import astuple, dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.portrait.fomm.geometry import Keypoints, inverse, product
from models.portrait.fomm.normalize import adapted_scale, area, hull_area, unfit

_MIN_CUTOFF_HZ = 1.7
_SPEED_CUTOFF_HZ = 2.0
_VALUE_GAIN, _JACOBIAN_GAIN = 30.0, 12.0  # Hz per (half side of the picture, or 1) a second
_FADE = 0.35  # share of a change of the initial frame that is made in each frame
_FARTHEST = 4.0  # half sides; beyond it there is nothing to see but a failure


@dataclass(frozen=True, slots=True)
class Step:
    """What one frame is rendered with, besides its picture.

    Attributes:
        zoom, x, y: where the driving crop lies: coordinates are zoom * crop + (x, y), in half sides of the first crop.
        dt_s: time since the last frame; 0: the same frame again; negative: the past does not count.
        strength: 0 (still) .. 2 (doubled), all motion.
        rest: 0 (moved) .. 1 (the source as it is).
        absolute: 1 copies the user's keypoints, 0 adds what has changed since the initial frame.
        loose: factor of the filters' lowest cutoff, see `one_euro.looseness`; 1 is ordinary smoothing.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    dt_s: float = -1.0
    strength: float = 1.0
    rest: float = 0.0
    absolute: float = 0.0
    loose: float = 1.0

    def vector(self) -> Tensor:
        """Return the numbers in order, (8,) float32 on the CPU."""
        return torch.tensor(astuple(self), dtype=torch.float32)


class Transfer(nn.Module):
    """Keeps the source's keypoints, the user's initial ones, and the state of the filters."""

    source_value: Tensor
    source_jacobian: Tensor
    seen_value: Tensor
    seen_jacobian: Tensor
    initial: Tensor
    target: Tensor
    value: Tensor
    value_speed: Tensor
    jacobian: Tensor
    jacobian_speed: Tensor

    def __init__(self, count: int) -> None:
        """Make room for `count` keypoints."""
        super().__init__()
        unit = torch.eye(2).expand(1, count, 2, 2)
        for name in ("source", "seen"):
            self.register_buffer(f"{name}_value", torch.zeros(1, count, 2))
            self.register_buffer(f"{name}_jacobian", unit.clone())
        # per keypoint: position, inverse Jacobian and the scale of all movement
        start = torch.cat([torch.zeros(1, count, 2), unit.flatten(2), torch.ones(1, count, 1)], 2)
        for name in ("initial", "target"):
            self.register_buffer(name, start.clone())
        for name in ("value", "value_speed"):
            self.register_buffer(name, torch.zeros(1, count, 2))
        for name in ("jacobian", "jacobian_speed"):
            self.register_buffer(name, torch.zeros(1, count, 4))
        self._source_area = 1.0
        self._initial_area: float | None = None

    def set_source(self, source: Keypoints) -> None:
        """Take the keypoints of a portrait; the initial frame is kept, its scale made anew.

        Raises:
            ValueError: its keypoints are collapsed.
        """
        self._source_area = hull_area(source)
        if not math.isfinite(self._source_area) or self._source_area <= 0:
            raise ValueError("the network finds no face in the portrait: its keypoints lie on one spot")
        self.source_value.copy_(source.value)
        self.source_jacobian.copy_(source.jacobian)
        if self._initial_area is not None:
            scale = adapted_scale(self._source_area, self._initial_area)
            self.target[..., 6], self.initial[..., 6] = scale, scale

    @property
    def source(self) -> Keypoints:
        """Return the keypoints of the portrait."""
        return Keypoints(self.source_value, self.source_jacobian)

    def remember(self, driving: Keypoints, step: Tensor) -> Keypoints:
        """Place the crop's keypoints among those of the first crop, keep them for `calibrate`, and return them."""
        value = step[0] * driving.value + step[1:3]
        jacobian = step[0] * driving.jacobian
        self.seen_value.copy_(value)
        self.seen_jacobian.copy_(jacobian)
        return Keypoints(value, jacobian)

    def calibrate(self, at_once: bool = False) -> str:
        """Take the frame remembered last as the initial one; it is faded in unless it is the first or `at_once`.

        Returns:
            Why it cannot be used (the old one stays); empty if it was taken. Waits for the device.
        """
        seen = Keypoints(self.seen_value, self.seen_jacobian)
        if reason := unfit(seen, self._source_area):
            return reason
        first, self._initial_area = self._initial_area is None, hull_area(seen)
        self.target[..., :2] = seen.value
        self.target[..., 2:6] = inverse(seen.jacobian).flatten(2)
        self.target[..., 6] = adapted_scale(self._source_area, self._initial_area)
        if at_once or first:
            self.initial.copy_(self.target)
        return ""

    def kept(self) -> NDArray[np.float32]:
        """Return the initial frame as numbers (K, 7) for `restore`; (0, 7) if there is none. Waits for the device."""
        if self._initial_area is None:
            return np.zeros((0, 7), np.float32)
        return np.asarray(self.target[0].cpu().numpy(), np.float32)

    def restore(self, numbers: NDArray[np.float32]) -> bool:
        """Take an initial frame of former times at once; False if it does not fit this network."""
        if numbers.shape != tuple(self.target.shape[1:]) or not np.isfinite(numbers).all():
            return False
        initial = area(np.ascontiguousarray(numbers[:, :2]))
        if initial <= 0:
            return False
        self._initial_area = initial
        self.target.copy_(torch.from_numpy(np.array(numbers))[None])
        self.target[..., 6] = adapted_scale(self._source_area, initial)
        self.initial.copy_(self.target)
        return True

    def forward(self, driving: Keypoints, step: Tensor) -> Keypoints:
        """Return the keypoints to render from those of the crop, and the numbers of `Step` on the same device."""
        placed = self._smoothed(self.remember(driving, step), step[3], step[7])
        self.initial.lerp_(self.target, _FADE)
        strength, rest, absolute = step[4], step[5], step[6] > 0.5
        initial_value, initial_inverse = self.initial[..., :2], self.initial[..., 2:6].view_as(placed.jacobian)
        change = strength * self.initial[..., 6:] * (placed.value - initial_value)
        unit = torch.eye(2, device=step.device)
        turn = unit + strength * (product(placed.jacobian, initial_inverse) - unit)
        relative_jacobian = product(turn, self.source_jacobian)
        value = torch.where(absolute, strength * (placed.value - self.source_value), change)
        copied = self.source_jacobian + strength * (placed.jacobian - self.source_jacobian)
        jacobian = torch.where(absolute, copied, relative_jacobian)
        value = self.source_value + (1 - rest) * value
        jacobian = jacobian + rest * (self.source_jacobian - jacobian)
        return self._guarded(Keypoints(value, jacobian))

    def _smoothed(self, placed: Keypoints, dt_s: Tensor, loose: Tensor) -> Keypoints:
        """Filter over time (One-Euro, Casiez et al. 2012), keypoint by keypoint; what is not finite is held."""
        value = _one_euro(placed.value, self.value, self.value_speed, dt_s, (loose, _VALUE_GAIN))
        flat = placed.jacobian.flatten(2)
        jacobian = _one_euro(flat, self.jacobian, self.jacobian_speed, dt_s, (loose, _JACOBIAN_GAIN))
        return Keypoints(value, jacobian.view_as(placed.jacobian))

    def _guarded(self, keypoints: Keypoints) -> Keypoints:
        """Put the source where a keypoint's motion cannot be drawn: not finite, far outside, or not invertible."""
        value, jacobian = keypoints
        a, b, c, d = jacobian.flatten(2).unbind(2)
        good = torch.isfinite(value).all(2) & torch.isfinite(jacobian).flatten(2).all(2)
        good = good & (value.abs() < _FARTHEST).all(2) & ((a * d - b * c).abs() > 1e-4)
        return Keypoints(
            torch.where(good[..., None], value, self.source_value),
            torch.where(good[..., None, None], jacobian, self.source_jacobian),
        )


def _one_euro(now: Tensor, state: Tensor, speed: Tensor, dt_s: Tensor, how: tuple[Tensor, float]) -> Tensor:
    """Filter (1, K, n) in place of `state` and `speed`; `how`: looseness and gain; for dt_s see `Step`."""
    loose, gain_hz = how
    now = torch.where(torch.isfinite(now).all(2, keepdim=True), now, state)
    fresh, again = dt_s < 0, dt_s == 0
    now = torch.where(again, state, now)
    dt_s = dt_s.clamp(min=1e-4)
    quicker = torch.lerp(speed, (now - state) / dt_s, _weight(torch.full_like(dt_s, _SPEED_CUTOFF_HZ), dt_s))
    speed.copy_(torch.where(fresh, torch.zeros_like(speed), torch.where(again, speed, quicker)))
    cutoff_hz = loose * _MIN_CUTOFF_HZ + loose.sqrt() * gain_hz * speed.norm(dim=2, keepdim=True)
    state.copy_(torch.where(fresh, now, torch.lerp(state, now, _weight(cutoff_hz, dt_s))))
    return state.clone()


def _weight(cutoff_hz: Tensor, dt_s: Tensor) -> Tensor:
    return 1 / (1 + 1 / (2 * math.pi * cutoff_hz * dt_s))
