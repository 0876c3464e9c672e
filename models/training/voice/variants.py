"""More speakers than there are: every speaker also with a longer or shorter vocal tract, and another colour.

A collection has some hundred speakers, which a network learns by heart. Stretching the frequencies of a spectrum makes
the voice of a larger or smaller person (vocal tract length perturbation: Jaitly and Hinton 2013), and a gentle curve
over the bands another colour. What the speaker encoder hears in them is measured once; the sound itself is altered
as it is learned from.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from models.training.voice.spectra import BINS, Spectra
from models.voice.dsp.colour import BANDS
from models.voice.dsp.statistics import Speaker

if TYPE_CHECKING:
    from models.training.voice.examples import Examples
    from models.training.voice.speaker_encoder import DifferentiableEncoder

_STRETCH = 0.18  # of the logarithm of frequency, to both sides
_COLOUR, _KNOTS = 0.7, 6  # deviation at some points of the band, natural logarithm of power: 3 dB
_CUTS, _FRAMES = 8, 160  # what the encoder hears of each
_PIECES = 2  # of the cuts, an embedding each

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """What is known of S speakers in V variants each; the first one is the speaker as they are.

    Attributes:
        stretch: (S, V) factor of the frequencies, above 1 for a smaller person.
        colour: (S, V, 201) gains, natural logarithm of power.
        embedding: (S, V, 2, 256) unit embeddings, of one half of what was heard and of the other.
    """

    stretch: Floats
    colour: Floats
    embedding: Floats

    @property
    def count(self) -> int:
        """V."""
        return int(self.stretch.shape[1])

    def target(self, speaker: int, variant: int) -> Floats:
        """Return the mean embedding, (256,)."""
        mean = self.embedding[speaker, variant].mean(0)
        return np.asarray(mean / np.linalg.norm(mean))

    def altered(self, heard: Speaker, speaker: int, variant: int) -> Speaker:
        """Return what would be measured of the variant of a speaker of whom `heard` was measured."""
        stretch = float(self.stretch[speaker, variant])
        bins = np.arange(BANDS) / stretch
        colour = np.interp(np.linspace(0, 1, BANDS), np.linspace(0, 1, BINS), self.colour[speaker, variant])
        spectra = [
            None if curve is None else (np.interp(bins, np.arange(BANDS), curve) + colour).astype(np.float32)
            for curve in (heard.voiced, heard.unvoiced)
        ]
        assert spectra[0] is not None
        mean = heard.log_f0_mean + float(np.log(stretch))
        return replace(heard, log_f0_mean=mean, voiced=spectra[0], unvoiced=spectra[1])


def draw_changes(count: int, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw what makes other speakers of some: stretch (count,) and colour (count, 201), as in `Variants`."""
    stretch = np.exp(chance.uniform(-_STRETCH, _STRETCH, count)).astype(np.float32)
    knots = chance.normal(0.0, _COLOUR, (count, _KNOTS))
    at = np.linspace(0, _KNOTS - 1, BINS)
    return stretch, np.array([np.interp(at, np.arange(_KNOTS), curve) for curve in knots], np.float32)


def make_variants(
    examples: "Examples", count: int, spectra: Spectra, encoder: "DifferentiableEncoder", seed: int = 0
) -> Variants:
    """Draw the variants of all speakers and let the encoder hear them; 38 s for 298 speakers in 6, on one core."""
    chance = np.random.default_rng(seed)
    speakers = len(examples.voices.names)
    flat_stretch, flat_colour = draw_changes(speakers * count, chance)
    stretch, colour = flat_stretch.reshape(speakers, count), flat_colour.reshape(speakers, count, BINS)
    stretch[:, 0], colour[:, 0] = 1.0, 0.0
    embedding = np.zeros((speakers, count, _PIECES, 256), np.float32)
    device = encoder.linear.device
    for speaker in range(speakers):
        sound = torch.from_numpy(examples.cuts_of(speaker, _CUTS, _FRAMES, chance)).to(device)
        power = spectra.power(sound)[:, :_FRAMES].repeat(count, 1, 1)
        rows = np.repeat(np.arange(count), len(sound))
        with torch.no_grad():
            changes = (torch.from_numpy(table[speaker][rows]).to(device) for table in (stretch, colour))
            heard = encoder(spectra.altered(power, *changes)).view(count, _PIECES, -1, 256).mean(2)
        embedding[speaker] = torch.nn.functional.normalize(heard, dim=-1).cpu().numpy()
    return Variants(stretch, colour, embedding)
