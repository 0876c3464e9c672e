"""Training of the portrait network, on pictures made here."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.portrait.fomm.checkpoint import load_checkpoint
from models.portrait.fomm.config import REDUCED_64, DiscriminatorConfig
from models.training.clips import Clips
from models.training.features import Features
from models.training.portrait import COMPACT, Run, Trainer, train
from tests.support.faces import grace_hopper, moved

RUN = Run(REDUCED_64, steps=4, batch=2, milestones=(3,), adversarial_from=2)
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two short clips of a portrait that is moved about."""
    folder = tmp_path_factory.mktemp("pieces")
    head = np.ascontiguousarray(grace_hopper()[60:460:6, 60:460:6][:64, :64])
    for index in range(2):
        clip = [moved(head, 2 * i * (1 - 2 * index), i, 3 * i) for i in range(5)]
        np.save(folder / f"{index}.npy", np.stack(clip))
    return folder


def _trainer(run: Run = RUN) -> Trainer:
    return Trainer(run, Features(), CPU)


def _losses(trainer: Trainer, clips: Clips, steps: int) -> list[dict[str, float]]:
    return [trainer.train(*clips.batch(trainer.run.batch, (1, trainer.step))) for _ in range(steps)]


def test_going_on_gives_the_same_numbers(pieces: Path, tmp_path: Path) -> None:
    """Through the step at which the discriminator comes in, and the one at which the rate falls."""
    clips, whole, first = Clips.open(pieces), _trainer(), _trainer()
    expected = _losses(whole, clips, 4)
    made = _losses(first, clips, 2)
    first.save(tmp_path / "state.pt")
    second = _trainer(replace(RUN, seed=RUN.seed))
    second.resume(tmp_path / "state.pt")
    made += _losses(second, clips, 2)
    assert made == expected
    assert "discriminator" not in made[1] and "discriminator" in made[2]
    for a, b in zip(whole.generator.parameters(), second.generator.parameters(), strict=True):
        assert torch.equal(a, b)


def test_another_network_is_not_gone_on_with(tmp_path: Path) -> None:
    _trainer().save(tmp_path / "state.pt")
    other = _trainer(replace(RUN, network=replace(REDUCED_64, num_keypoints=5)))
    with pytest.raises(ValueError, match="another network"):
        other.resume(tmp_path / "state.pt")


def test_training_learns_on_clips_it_has_seen(pieces: Path) -> None:
    trainer, clips = _trainer(Run(REDUCED_64, batch=4, learning_rate=2e-3)), Clips.open(pieces)
    before = trainer.evaluate(clips, 4)
    losses = _losses(trainer, clips, 30)
    assert np.mean([entry["perceptual"] for entry in losses[-5:]]) < 0.8 * losses[0]["perceptual"]
    assert trainer.evaluate(clips, 4)["l1"] < 0.8 * before["l1"]
    assert before["l1_unmoved"] > 0


def test_a_run_leaves_weights_for_the_engine_and_a_log(pieces: Path, tmp_path: Path) -> None:
    train(replace(RUN, steps=2), pieces, pieces, tmp_path, None, every=1)
    checkpoint = load_checkpoint(tmp_path / "reduced-64.safetensors")
    assert checkpoint.config == REDUCED_64 and checkpoint.about["steps"] == "2"
    train(replace(RUN, steps=3), pieces, pieces, tmp_path, None, every=1)  # goes on
    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["step"] for entry in entries] == [1, 2, 3]
    assert {"perceptual", "value", "jacobian", "l1", "l1_unmoved"} <= set(entries[0])


def test_the_adversarial_recipe_with_keypoints(pieces: Path) -> None:
    sizes = DiscriminatorConfig(8, 32, 3, spectral_norm=False, use_keypoints=True)
    run = Run(replace(REDUCED_64, discriminator=sizes), batch=2, adversarial_from=0, half=True)
    losses = _losses(_trainer(run), Clips.open(pieces), 1)[0]
    assert set(losses) == {"perceptual", "value", "jacobian", "generator_gan", "feature_matching", "discriminator"}
    assert all(np.isfinite(value) for value in losses.values())


def test_the_compact_network_is_a_quarter_of_the_published_one() -> None:
    from models.portrait.fomm.generator import Generator

    with torch.device("meta"):
        parameters = sum(p.numel() for p in Generator(COMPACT).parameters())
    assert 10e6 < parameters < 13e6
