"""The examples that the neural voice is trained on, in a folder: sound, who speaks, and what is known of the speakers.

`sound.i16` holds all sound, one piece after the other; `examples.npy` says which pieces belong together; `voices.npz`
holds the speakers' prints. Sound is read where it lies, so that a collection may be larger than the memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.training.voice.spectra import BINS
from models.training.voice.variants import Variants
from models.voice.dsp.statistics import Speaker
from models.voice.neural.condition import condition
from models.voice_engines import Samples

_SOUND, _EXAMPLES, _VOICES = "sound.i16", "examples.npy", "voices.npz"
_ROW = np.dtype([("source", "i4"), ("target", "i4"), ("heard", "i8"), ("turned", "i8"), ("true", "i8"), ("size", "i8")])
_FRAMES = 160  # samples of a frame
_TRIES = 3  # for a cut with much speech
_LOUD = 0.006
_NATIVE = 3.0  # how much more often fluent speakers are drawn: most of the speech is read slowly by learners

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """What is heard, what the signal-processing engine makes of it, and what it should be if that is known."""

    source: str
    target: str
    heard: Samples
    turned: Samples
    true: Samples | None


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Prints of S speakers, one row each.

    Attributes:
        names: (S',) of the speakers.
        owner: (S,) index of the speaker in `names`.
        native: (S',) bool.
        embedding: (S, 256); spectra: (S, 2, 257) voiced and unvoiced; pitch: (S, 2) mean and deviation of log F0.
    """

    names: list[str]
    owner: NDArray[np.int32]
    native: NDArray[np.bool_]
    embedding: Floats
    spectra: Floats
    pitch: Floats

    @classmethod
    def collect(cls, heard: dict[str, list[tuple[Floats, Speaker]]], native: dict[str, bool]) -> Self:
        """Make the table from embeddings and measurements by name."""
        names = sorted(heard)
        rows = [(n, *item) for n, name in enumerate(names) for item in heard[name]]
        spectra = [(s.voiced, s.voiced if s.unvoiced is None else s.unvoiced) for _, _, s in rows]
        return cls(
            names,
            np.array([row[0] for row in rows], np.int32),
            np.array([native[name] for name in names]),
            np.array([row[1] for row in rows], np.float32),
            np.array(spectra, np.float32),
            np.array([(s.log_f0_mean, s.log_f0_std) for _, _, s in rows], np.float32),
        )

    def speaker(self, row: int) -> Speaker:
        """Return what was measured in one print."""
        mean, std = (float(value) for value in self.pitch[row])
        return Speaker(mean, std, self.spectra[row, 0], self.spectra[row, 1])

    def mean_embeddings(self) -> Floats:
        """Return the normalised mean embedding of each speaker, (S', 256)."""
        sums = np.zeros((len(self.names), self.embedding.shape[1]), np.float32)
        np.add.at(sums, self.owner, self.embedding)
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def write_examples(out: Path, voices: Voices, examples: Iterable[Example]) -> None:
    """Write a folder of examples."""
    out.mkdir(parents=True, exist_ok=True)
    index = {name: n for n, name in enumerate(voices.names)}
    place, rows, kept = 0, [], dict[int, int]()
    with (out / _SOUND).open("wb") as file:

        def put(sound: Samples) -> int:
            nonlocal place
            if id(sound) not in kept:  # the same array is often in two examples
                kept[id(sound)] = place
                file.write(np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2").tobytes())
                place += len(sound)
            return kept[id(sound)]

        examples = list(examples)
        for item in examples:
            places = (put(item.heard), put(item.turned), -1 if item.true is None else put(item.true))
            rows.append((index[item.source], index[item.target], *places, len(item.heard)))
    np.save(out / _EXAMPLES, np.array(rows, _ROW), allow_pickle=False)
    table = {name: getattr(voices, name) for name in ("owner", "native", "embedding", "spectra", "pitch")}
    np.savez(out / _VOICES, names=np.array(voices.names), **table)


class Batch(NamedTuple):
    """Cuts of n examples.

    Attributes:
        heard, turned: (n, samples) float32; true: the same, or None.
        condition: (n, 499) what the network is told.
        target, source: (n, 256) mean embeddings.
        changes: of whom is heard, and of whom they are turned into: how far their frequencies are stretched, (n,), and
            their colour, (n, 201); see models.training.voice.variants.
    """

    heard: Floats
    turned: Floats
    true: Floats | None
    condition: Floats
    target: Floats
    source: Floats
    changes: tuple[tuple[Floats, Floats], tuple[Floats, Floats]] | None


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One of the two speakers of an example: measured, embedding that is told, mean embedding, how they are altered."""

    heard: Speaker
    told: Floats
    mean: Floats
    stretch: float = 1.0
    colour: Floats = field(default_factory=lambda: np.zeros(BINS, np.float32))


def _changes(sides: Sequence[_Side]) -> tuple[Floats, Floats]:
    return np.array([side.stretch for side in sides], np.float32), np.array([side.colour for side in sides])


class Examples:
    """A folder of examples, opened. Raises ModelError if it is none."""

    def __init__(self, folder: Path) -> None:
        try:
            self._sound = np.memmap(folder / _SOUND, "<i2", "r")
            rows = np.load(folder / _EXAMPLES, allow_pickle=False)
            with np.load(folder / _VOICES, allow_pickle=False) as table:
                names = [str(name) for name in table["names"]]
                self.voices = Voices(names, *(table[n] for n in ("owner", "native", "embedding", "spectra", "pitch")))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder} holds no examples of voices", "make them with models.training.voice.data"
            ) from error
        self._means = self.voices.mean_embeddings()
        self._prints = [np.flatnonzero(self.voices.owner == n) for n in range(len(names))]
        self._rows = {True: rows[rows["true"] >= 0], False: rows[rows["true"] < 0]}
        self._odds = {back: self._shares(part) for back, part in self._rows.items()}

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def _shares(self, rows: NDArray[Any]) -> NDArray[np.float64]:
        native = self.voices.native[rows["source"]] | self.voices.native[rows["target"]]
        weights = rows["size"] * np.where(native, _NATIVE, 1.0)
        return np.asarray(weights / weights.sum(), np.float64)

    def cuts_of(self, speaker: int, count: int, frames: int, chance: np.random.Generator) -> Floats:
        """Return cuts of a speaker's own speech, (count, samples)."""
        rows = self._rows[False]
        own = rows[rows["source"] == speaker]
        size = frames * _FRAMES
        sound = np.zeros((count, size), np.float32)
        for cut, row in zip(sound, chance.choice(own, count), strict=True):
            start = self._start(row, size, chance)
            length = min(size, int(row["size"]) - start)
            at = int(row["heard"]) + start
            cut[:length] = self._sound[at : at + length] / np.float32(32768)
        return sound

    def batch(
        self, count: int, frames: int, back: bool, chance: np.random.Generator, variants: Variants | None = None
    ) -> Batch:
        """Draw examples, those whose truth is known if `back`; of variants of the speakers if there are any."""
        picked = chance.choice(self._rows[back], count, p=self._odds[back])
        size = frames * _FRAMES
        sound = np.zeros((3, count, size), np.float32)
        known = []
        for n, row in enumerate(picked):
            start = self._start(row, size, chance)
            length = min(size, int(row["size"]) - start)
            for kind, name in enumerate(("heard", "turned", "true")):
                if row[name] >= 0:
                    at = int(row[name]) + start
                    sound[kind, n, :length] = self._sound[at : at + length] / np.float32(32768)
            sides = [self._side(int(row[name]), variants, chance) for name in ("source", "target")]
            known.append((condition(sides[0].heard, sides[1].heard, sides[1].told), *sides))
        told, sources, targets = zip(*known, strict=True)
        changes = None
        if variants is not None:
            changes = _changes(sources), _changes(targets)
        target, source = (np.array([side.mean for side in sides]) for sides in (targets, sources))
        return Batch(sound[0], sound[1], sound[2] if back else None, np.array(told), target, source, changes)

    def _side(self, speaker: int, variants: Variants | None, chance: np.random.Generator) -> "_Side":
        """Draw what is known of one of the two speakers."""
        row = int(chance.choice(self._prints[speaker]))
        heard = self.voices.speaker(row)
        kind = 0 if variants is None else int(chance.integers(variants.count))
        if variants is None or kind == 0:
            return _Side(heard, self.voices.embedding[row], self._means[speaker])
        told = variants.embedding[speaker, kind, int(chance.integers(2))]
        change = float(variants.stretch[speaker, kind]), variants.colour[speaker, kind]
        return _Side(variants.altered(heard, speaker, kind), told, variants.target(speaker, kind), *change)

    def _start(self, row: Any, size: int, chance: np.random.Generator) -> int:  # noqa: ANN401 - a row of a table
        """Return where to cut: of some places, the one with the most speech."""
        spare = int(row["size"]) - size
        if spare <= 0:
            return 0
        starts = chance.integers(0, spare + 1, _TRIES)
        loud = [np.mean(np.abs(self._sound[row["turned"] + s :][:size]) > _LOUD * 32768) for s in starts]
        return int(starts[int(np.argmax(loud))])
