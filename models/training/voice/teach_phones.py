"""Trains the phone teacher, which tells the training of the neural voice when words are harmed.

    python -m models.training.voice.teach_phones SPEECH -o FOLDER

Two stages: a network that finds the phones of known texts without being told when (CTC, Graves et al. 2006), then one
that says of each frame, hearing little around it, which phone it is, where the first one found it. Every cut is heard
as another speaker (see variants.py) with other noise. The second network is kept: FOLDER/phone-teacher.safetensors.

A finished stage is not trained again. Texts: the collection's own; how they are pronounced: CMUdict, from the package
`pocketsphinx` (`pip install likeness[evaluate]`), whose recogniser is not asked: it judges the result.
"""

import argparse
import logging
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.errors import ModelError
from models.evaluate.voice_edits import edit_distance
from models.evaluate.voice_phones import create_recogniser
from models.training.voice.alignment import align, frame_labels
from models.training.voice.phone_network import PhoneNetwork, load_teacher, save_teacher
from models.training.voice.spectra import Spectra
from models.training.voice.spoken_texts import SYMBOLS, Spoken, read_spoken_texts
from models.training.voice.variants import draw_changes

FINDER, TEACHER = "phone-finder.safetensors", "phone-teacher.safetensors"
_HOP = 160
_RATE, _LAST_SHARE, _WARM_UP = 2e-3, 0.02, 0.07  # of the steps
_REPORT = 200  # steps
_BATCH, _CUTS = 16, 24
_CUT = 150  # frames
_REACH = 25  # frames from where a phone was found to its end, at most
_NOISE = (-12.0, -5.0)  # natural logarithm of its power over the speech's
_SMOOTHING = 0.05  # of the labels, which are not all right

log = logging.getLogger(__name__)


class Labelled(NamedTuple):
    """A recording and the phone of each of its frames, (T,) int64."""

    spoken: Spoken
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]


class Teaching:
    """What both stages have in common: spectra on a device, chance, and the steps of a training."""

    def __init__(self, device: torch.device, seed: int = 0) -> None:
        torch.manual_seed(seed)
        self.device, self.spectra = device, Spectra(device)
        self.chance = np.random.default_rng(seed)

    def power(self, sounds: Sequence[np.ndarray]) -> Tensor:
        """Return the power spectra (B, T, 201) of sounds, filled up with silence."""
        filled = np.zeros((len(sounds), max(map(len, sounds))), np.float32)
        for row, sound in zip(filled, sounds, strict=True):
            row[: len(sound)] = sound
        return self.spectra.power(torch.from_numpy(filled).to(self.device))

    def varied(self, power: Tensor) -> Tensor:
        """Return the same speech of other people in other noise."""
        stretch, colour = (torch.from_numpy(table).to(self.device) for table in draw_changes(len(power), self.chance))
        power = self.spectra.altered(power, stretch, colour)
        level = torch.empty(len(power), 1, 1, device=self.device).uniform_(*_NOISE).exp() * power.mean((1, 2), True)
        return power + level * torch.empty_like(power).exponential_()

    def train(self, network: PhoneNetwork, steps: int, loss: Callable[[], Tensor], score: Callable[[], float]) -> None:
        """Make the steps; tells the loss and the score now and then. Raises ModelError if a loss is no number."""
        optimizer = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=0.02)
        for step in range(steps):
            share = _LAST_SHARE + (1 - _LAST_SHARE) * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimizer.param_groups:
                group["lr"] = _RATE * share * min(1.0, (step + 1) / (_WARM_UP * steps))
            network.train()
            value = loss()
            if not torch.isfinite(value):
                raise ModelError(f"the loss of step {step} is no number", "look at the recordings for one that is none")
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if (step + 1) % _REPORT == 0 or step + 1 == steps:
                network.eval()
                with torch.no_grad():
                    log.info("step %d: loss %.3f, held out %.4f", step + 1, float(value), score())
        network.eval()


def teach_finder(
    teaching: Teaching, items: list[Spoken], held: list[Spoken], steps: int, width: int = 144
) -> PhoneNetwork:
    """Train the network of the first stage; it tells its phone error rate on `held`."""
    network = PhoneNetwork(SYMBOLS, (1, 2, 1, 2), width, 2).to(teaching.device)
    items = sorted(items, key=lambda item: len(item.sound))  # cuts of about one length waste little

    def loss() -> Tensor:
        first = int(teaching.chance.integers(max(1, len(items) - _BATCH + 1)))
        batch = items[first : first + _BATCH]
        with torch.no_grad():
            power = teaching.varied(teaching.power([item.sound for item in batch]))
        scores = network(power)[0].log_softmax(-1).transpose(0, 1)
        rows = torch.tensor([_rows(item, 2) for item in batch])
        phones = torch.tensor([phone for item in batch for phone in item.phones])
        counts = torch.tensor([len(item.phones) for item in batch])
        return functional.ctc_loss(scores, phones, rows, counts, zero_infinity=True)

    def errors() -> float:
        wrong = sum(edit_distance(list(map(str, item.phones)), _found(network, teaching, item)) for item in held)
        return wrong / sum(len(item.phones) for item in held)

    teaching.train(network, steps, loss, errors)
    return network


def label(teaching: Teaching, finder: PhoneNetwork, items: list[Spoken]) -> list[Labelled]:
    """Say of each frame which phone it is; recordings too short for their text are left out."""
    labelled = []
    for item in items:
        with torch.no_grad():
            scores, heard = finder(teaching.power([item.sound]))
        at = align(scores[0].log_softmax(-1).cpu().numpy(), item.phones)
        if at is not None:
            labelled.append(Labelled(item, frame_labels(2 * at, item.phones, heard[0].cpu().numpy() > 0, _REACH)))
    return labelled


def teach_teacher(
    teaching: Teaching, items: list[Labelled], held: list[Labelled], steps: int, width: int = 256
) -> PhoneNetwork:
    """Train the network of the second stage; it tells the share of the held frames of speech that it gets right."""
    network = PhoneNetwork(SYMBOLS, (1, 2), width).to(teaching.device)
    looked_at = _cuts(teaching, held, 64, np.random.default_rng(3))

    def loss() -> Tensor:
        with torch.no_grad():
            power, labels = _cuts(teaching, items, _CUTS, teaching.chance)
            power = teaching.varied(power)
        return functional.cross_entropy(network(power)[0].flatten(0, 1), labels.flatten(), label_smoothing=_SMOOTHING)

    def right() -> float:
        power, labels = looked_at
        return float((network(power)[0].argmax(-1) == labels)[labels > 0].float().mean())

    teaching.train(network, steps, loss, right)
    return network


def _cuts(teaching: Teaching, items: list[Labelled], count: int, chance: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Return the power spectra and labels of cuts, (count, 150, 201) and (count, 150)."""
    sounds, labels = [], []
    for index in chance.integers(len(items), size=count):
        spoken, known = items[index]
        start = int(chance.integers(max(1, len(known) - _CUT)))
        sound, kept = spoken.sound[start * _HOP :][: (_CUT - 1) * _HOP], known[start:][:_CUT]
        sounds.append(np.pad(sound, (0, (_CUT - 1) * _HOP - len(sound))))
        labels.append(np.pad(kept, (0, _CUT - len(kept))))
    return teaching.power(sounds), torch.from_numpy(np.array(labels)).to(teaching.device)


def _rows(item: Spoken, stride: int) -> int:
    return -(-(1 + len(item.sound) // _HOP) // stride)


def _found(network: PhoneNetwork, teaching: Teaching, item: Spoken) -> list[str]:
    """Return the phones that the first network hears, its best path without repeats and blanks."""
    best = network(teaching.power([item.sound]))[0][0].argmax(-1).tolist()
    return [str(phone) for last, phone in zip([0, *best], best, strict=False) if phone and phone != last]


def teach(speech: Path, out: Path, finder_steps: int, teacher_steps: int) -> Path:
    """Train both stages from a collection; returns the file of the teacher.

    Raises:
        ModelError: no texts, no dictionary, or a damaged file of an earlier call.
    """
    dictionary = create_recogniser()
    if dictionary is None:
        raise ModelError("the dictionary of pronunciations is missing", "pip install likeness[evaluate]")
    items, held = (read_spoken_texts(speech, split, dictionary) for split in ("train", "valid"))
    out.mkdir(parents=True, exist_ok=True)
    teaching = Teaching(torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    if not (out / FINDER).exists():
        save_teacher(out / FINDER, teach_finder(teaching, items, held, finder_steps))
    finder = load_teacher(out / FINDER).to(teaching.device)
    labelled, held_labelled = (label(teaching, finder, part) for part in (items, held))
    save_teacher(out / TEACHER, teach_teacher(teaching, labelled, held_labelled, teacher_steps))
    return out / TEACHER


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("speech", type=Path, help="folder with MANIFEST.csv")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for both networks")
    parser.add_argument("--finder-steps", type=int, default=3000, help="of the first stage, 0.25 s each on one core")
    parser.add_argument("--teacher-steps", type=int, default=1600, help="of the second stage, 0.2 s each")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    log.info("%s", teach(args.speech, args.out, args.finder_steps, args.teacher_steps))


if __name__ == "__main__":
    main()
