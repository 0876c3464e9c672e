"""What a filter for every moment does to sound, in power spectra, and how good the result is."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.voice.mel import WINDOW, mel_filters
from models.voice.neural.condition import MEL, mel_centres
from models.voice.neural.features import FLOOR

BINS = WINDOW // 2 + 1
_HOP = 160
_FLOOR, _MEL_FLOOR = 1e-4, 1e-5
_SOFT = 7.0  # natural logarithm of power below the loudest frame: softer ones do not count


def features(power: Tensor) -> Tensor:
    """Return what models.voice.neural.features.features gives, of power spectra (..., 201): (..., 81)."""
    logs = torch.log(power @ torch.from_numpy(mel_filters(MEL)).to(power).T + FLOOR)
    mean = logs.mean(-1, keepdim=True)
    return torch.cat([(logs - mean) / 2, (mean + 7) / 3], -1)


class Spectra:
    """Constants on a device, and what is computed with them."""

    def __init__(self, device: torch.device) -> None:
        bins = np.linspace(0.0, 1.0, BINS)
        bands = np.stack([np.interp(bins, mel_centres(), band) for band in np.eye(MEL)])
        self._bands = torch.tensor(bands, dtype=torch.float32, device=device)
        self._mel = torch.from_numpy(mel_filters(MEL)).T.contiguous().to(device)
        self._window = torch.hann_window(WINDOW, periodic=True, device=device)

    def power(self, sound: Tensor) -> Tensor:
        """Return the power spectra of (B, n) sound, (B, 1 + n // 160, 201), frames centred on every 160th sample."""
        frames = functional.pad(sound, (WINDOW // 2, WINDOW // 2)).unfold(1, WINDOW, _HOP)
        spectrum = torch.fft.rfft(frames * self._window)
        power: Tensor = spectrum.real.square() + spectrum.imag.square()
        return power

    def coloured(self, power: Tensor, gains: Tensor) -> Tensor:
        """Return power spectra (B, T, 201) after gains (B, T, 80) of mel bands, logarithm of power."""
        return power * torch.exp(gains @ self._bands)

    def altered(self, power: Tensor, stretch: Tensor, colour: Tensor) -> Tensor:
        """Return power spectra (B, T, 201) of other speakers: stretched by (B,), with gains (B, 201), log power."""
        places = (torch.arange(BINS, device=power.device) / stretch[:, None]).clamp(max=BINS - 1)  # (B, 201)
        below = places.long().clamp(max=BINS - 2)
        share = (places - below)[:, None]
        left, right = (power.gather(2, at[:, None].expand(power.shape)) for at in (below, below + 1))
        return (left + share * (right - left)) * torch.exp(colour)[:, None]

    def log_mel_distance(self, made: Tensor, true: Tensor) -> Tensor:
        """Return the mean absolute difference of the log-mel power of speech, whatever its level."""
        heard = speech(true)
        logs = [torch.log(power @ self._mel + _MEL_FLOOR) for power in (made, true)]
        levelled = [item - (item * heard).sum((1, 2), True) / heard.sum((1, 2), True) / MEL for item in logs]
        return ((levelled[0] - levelled[1]).abs() * heard).sum() / heard.sum() / MEL


def loudness_change(made: Tensor, before: Tensor) -> Tensor:
    """Return the mean square of what a filter does to the loudness of speech frames, natural logarithm of power."""
    change = torch.log(made.sum(-1) + _FLOOR) - torch.log(before.sum(-1) + _FLOOR)
    return (change.square() * speech(before)[..., 0]).mean()


def restlessness(gains: Tensor) -> Tensor:
    """Return the mean square of the gains' change from frame to frame."""
    return (gains[:, 1:] - gains[:, :-1]).square().mean()


def speech(power: Tensor) -> Tensor:
    """Say which frames of (B, T, 201) power spectra are speech, (B, T, 1) of 0 and 1."""
    loudness = torch.log(power.sum(-1) + _FLOOR)
    return (loudness > loudness.amax(1, keepdim=True) - _SOFT).float()[..., None]
