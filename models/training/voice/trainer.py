"""Trains the neural voice: a filter for every moment that brings converted speech nearer to the target.

The network, its filter and the sound are only ever seen as spectra, so a step costs no synthesis.
"""

import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.errors import ModelError
from models.training.journal import Journal
from models.training.voice.examples import Batch, Examples, Floats
from models.training.voice.network import CPU, Config, FilterNetwork
from models.training.voice.phone_network import PhoneNetwork, content_change, load_teacher
from models.training.voice.speaker_encoder import DifferentiableEncoder
from models.training.voice.spectra import Spectra, features, loudness_change, restlessness
from models.training.voice.stored import load_network, save_network
from models.training.voice.variants import Variants, make_variants

FRAMES = 200  # of a cut, 2 s
_ENCODER_FRAMES = 160
_STATE = "state.pt"
_DECAY = 0.999  # of the averaged weights, which are what is kept
_LEVELS = 1.15  # natural logarithm of amplitude, to both sides: the level of a microphone is not known
_WARM_UP, _LAST_SHARE = 100, 0.02  # steps; of the learning rate
_HELD_BATCHES = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts of the loss count.

    Attributes:
        target: 1 - cosine to the target, of speech whose truth is not known.
        source: what the cosine to the source is above `source_free`.
        back: distance of the log-mel power from the truth, where it is known.
        rest: change of the gains from frame to frame.
        size: the gains themselves.
        loudness: change of the frames' loudness.
        content: divergence of the phones that the teacher hears from those that were said, if there is a teacher.
    """

    target: float = 3.0
    source: float = 1.0
    source_free: float = 0.5
    back: float = 1.0
    rest: float = 0.3
    size: float = 0.01
    loudness: float = 0.05
    content: float = 0.7


@dataclass(frozen=True, slots=True)
class Run:
    """What to train, and how.

    Attributes:
        minutes: of computing in all; the learning rate falls over them.
        across, back: examples a step whose truth is not known, and is.
        rate: of learning, at its highest.
        blur: deviation of the noise on what is told of the voices, most of which is within -3..3; against learning the
            speakers by heart.
        variants: of each speaker, themselves counted in; against the same.
        teacher: file of models.training.voice.teach_phones; None: what words suffer is not learned from.
    """

    config: Config = CPU
    minutes: float = 60.0
    across: int = 16
    back: int = 8
    rate: float = 1e-3
    seed: int = 0
    blur: float = 0.0
    variants: int = 1
    teacher: Path | None = None
    weights: Weights = Weights()


class Trainer:
    """Network, its averaged copy, optimiser and clock of one run."""

    def __init__(self, run: Run, device: torch.device) -> None:
        """Begin at step 0. Raises ModelError if the speaker encoder or the teacher is missing."""
        torch.manual_seed(run.seed)
        self.run, self.device = run, device
        self.network = FilterNetwork(run.config).to(device)
        self.averaged = FilterNetwork(run.config).to(device).requires_grad_(False)
        self.averaged.load_state_dict(self.network.state_dict())
        self.encoder = DifferentiableEncoder().to(device)
        self.spectra = Spectra(device)
        self.teacher = load_teacher(run.teacher).to(device) if run.teacher else None
        self.optimizer = torch.optim.AdamW(self.network.parameters(), run.rate, betas=(0.8, 0.99), weight_decay=0.02)
        self.chance = np.random.default_rng(run.seed)
        self.step, self.spent_s, self.best = 0, 0.0, -math.inf
        self.variants: Variants | None = None

    def begin_with(self, network: FilterNetwork) -> None:
        """Take over the weights of a trained network. Raises ModelError if it is of another size."""
        if network.config != self.run.config:
            raise ModelError("the network to begin with is of another size", "give the same --size")
        for mine in (self.network, self.averaged):
            mine.load_state_dict(network.state_dict())

    def vary(self, examples: Examples) -> None:
        """Make the variants of the speakers that the run asks for."""
        if self.run.variants > 1:
            self.variants = make_variants(examples, self.run.variants, self.spectra, self.encoder, self.run.seed)

    def train(self, examples: Examples) -> dict[str, float]:
        """Make one step; returns the parts of the loss."""
        start_s, weights = time.monotonic(), self.run.weights
        self._set_rate()
        across = examples.batch(self.run.across, FRAMES, False, self.chance, self.variants)
        gains, before, made = self._filtered(self.network, across, self._levels(self.run.across))
        target, source = self._likeness(made, across)
        parts = {
            "target": 1 - target.mean(),
            "source": functional.relu(source - weights.source_free).mean(),
            "rest": restlessness(gains),
            "size": gains.square().mean(),
            "loudness": loudness_change(made, before),
        }
        if self.teacher:
            parts["content"] = self._content(self.teacher, made, across)
        if self.run.back:
            back = examples.batch(self.run.back, FRAMES, True, self.chance, self.variants)
            gains, _, made = self._filtered(self.network, back, self._levels(self.run.back))
            assert back.true is not None
            parts["back"] = self.spectra.log_mel_distance(made, self._power(back.true, back, 1))
            parts["rest"] = parts["rest"] + restlessness(gains)
        loss = torch.stack([getattr(weights, name) * part for name, part in parts.items()]).sum()
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self._average()
        self.spent_s += time.monotonic() - start_s
        return {name: float(part.detach()) for name, part in parts.items()}

    def evaluate(self, examples: Examples, seed: int = 5) -> dict[str, float]:
        """Measure the averaged network on the same cuts every time: likeness before and after, and distances."""
        chance = np.random.default_rng(seed)
        rows = []
        with torch.no_grad():
            for _ in range(_HELD_BATCHES):
                across = examples.batch(32, FRAMES, False, chance)
                gains, before, made = self._filtered(self.averaged, across, None)
                numbers = {"gain_db": gains.abs() * (10 / math.log(10))}
                for name, power in (("_before", before), ("", made)):
                    numbers["likeness" + name], numbers["source" + name] = self._likeness(power, across)
                    if self.teacher:
                        numbers["content" + name] = self._content(self.teacher, power, across)
                back = examples.batch(32, FRAMES, True, chance)
                _, before, made = self._filtered(self.averaged, back, None)
                assert back.true is not None
                true = self.spectra.power(self._on_device(back.true))
                for name, power in (("_before", before), ("", made)):
                    numbers["back" + name] = self.spectra.log_mel_distance(power, true)
                rows.append({name: float(number.mean()) for name, number in numbers.items()})
        return {f"held_{name}": float(np.mean([row[name] for row in rows])) for name in rows[0]}

    def worth(self, scores: dict[str, float]) -> float:
        """Say how good a network is by what `evaluate` returned; more is better."""
        weights = self.run.weights
        harm = scores["held_back"] / 10 + scores.get("held_content", 0.0) * weights.content / (weights.target or 1)
        return scores["held_likeness"] - harm

    def save(self, path: Path) -> None:
        """Write everything that is needed to go on."""
        content = {
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "config": self.run.config.to_table(),
            "chance": self.chance.bit_generator.state,
            "step": self.step,
            "spent_s": self.spent_s,
            "best": self.best,
        }
        temporary = path.with_name(path.name + ".part")
        torch.save(content, temporary)
        temporary.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a state. Raises ModelError if it is damaged or of another size."""
        try:
            content = torch.load(path, map_location=self.device, weights_only=True)
        except Exception as error:  # a damaged file can end in any error
            raise ModelError(f"{path} is no state of this training", "delete it to start anew") from error
        try:
            if content["config"] != self.run.config.to_table():
                raise ModelError(f"{path} is a state of another size", "give the same --size, or another folder")
            self.network.load_state_dict(content["network"])
            self.averaged.load_state_dict(content["averaged"])
            self.optimizer.load_state_dict(content["optimizer"])
            self.chance.bit_generator.state = content["chance"]
            self.step, self.spent_s, self.best = int(content["step"]), float(content["spent_s"]), float(content["best"])
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            raise ModelError(f"{path} is no state of this training", "delete it to start anew") from error

    def _filtered(self, network: FilterNetwork, batch: Batch, levels: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Return the gains, and the power spectra without and with them."""
        heard, before = self._power(batch.heard, batch, 0), self._power(batch.turned, batch, 1)
        condition = self._on_device(batch.condition)
        if levels is not None:
            heard = heard * levels.square()[..., None]
            blur = self.chance.normal(0.0, 1.0, batch.condition.shape).astype(np.float32)
            condition = condition + self.run.blur * self._on_device(blur)
        # convolutions may round; spectra and logarithms may not
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            gains = network(features(heard), condition)
        return gains.float(), before, self.spectra.coloured(before, gains.float())

    def _power(self, sound: Floats, batch: Batch, side: int) -> Tensor:
        """Return power spectra (B, T, 201) of what one of the two speakers says, altered as the batch says."""
        power = self.spectra.power(self._on_device(sound))
        if batch.changes is None:
            return power
        return self.spectra.altered(power, *map(self._on_device, batch.changes[side]))

    def _likeness(self, power: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return the cosines to target and source, (B,) each."""
        embedding = self.encoder(power[:, -_ENCODER_FRAMES - 1 : -1])
        target, source = self._on_device(batch.target), self._on_device(batch.source)
        return (embedding * target).sum(1), (embedding * source).sum(1)

    def _content(self, teacher: PhoneNetwork, power: Tensor, batch: Batch) -> Tensor:
        """Return how far the phones of the result are from those that were said."""
        return content_change(teacher, self._power(batch.heard, batch, 0), power)

    def _levels(self, count: int) -> Tensor:
        levels = np.exp(self.chance.uniform(-_LEVELS, _LEVELS, (count, 1)))
        return self._on_device(levels.astype(np.float32))

    def _on_device(self, values: Floats) -> Tensor:
        return torch.from_numpy(values).to(self.device, non_blocking=True)

    def _set_rate(self) -> None:
        done = min(1.0, self.spent_s / (60 * self.run.minutes))
        share = _LAST_SHARE + (1 - _LAST_SHARE) * 0.5 * (1 + math.cos(math.pi * done))
        for group in self.optimizer.param_groups:
            group["lr"] = self.run.rate * share * min(1.0, self.step / _WARM_UP)

    def _average(self) -> None:
        decay = min(_DECAY, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, value in zip(self.averaged.parameters(), self.network.parameters(), strict=True):
                mean.lerp_(value, 1 - decay)


def train(
    run: Run, examples: Examples, held: Examples | None, out: Path, every_s: float = 60.0, start: Path | None = None
) -> Trainer:
    """Train until the minutes of the run are spent, from where `out` left off; the best by `held` is kept.

    Args:
        run: what to train, and how.
        examples: to learn from.
        held: of other speakers, to choose by; None: the last one is kept.
        out: folder for the state, the log and the best network, see models.training.voice.stored.
        every_s: between two measurements.
        start: a network to begin with.

    Raises:
        ModelError: a file does not fit, or the losses are no longer finite.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    trainer = Trainer(run, device)
    out.mkdir(parents=True, exist_ok=True)
    if (out / _STATE).exists():
        trainer.resume(out / _STATE)
    elif start:
        trainer.begin_with(load_network(start))
    trainer.vary(examples)
    journal, due_s = Journal(out), trainer.spent_s
    over = False
    while not over:
        over = trainer.spent_s >= 60 * run.minutes
        losses = {} if over else trainer.train(examples)
        if not all(map(math.isfinite, losses.values())):
            raise ModelError(f"the losses of step {trainer.step} are no numbers", "start again with a lower --rate")
        if over or trainer.spent_s >= due_s:
            due_s = trainer.spent_s + every_s
            scores = trainer.evaluate(held) if held else {}
            journal.note(trainer.step, {"s": trainer.spent_s} | losses | scores)
            worth = trainer.worth(scores) if held else float(trainer.step)
            if worth > trainer.best:
                trainer.best = worth
                about = {"step": str(trainer.step), "minutes": f"{trainer.spent_s / 60:.1f}"}
                save_network(out, trainer.averaged, about)
            trainer.save(out / _STATE)
    journal.close()
    return trainer
