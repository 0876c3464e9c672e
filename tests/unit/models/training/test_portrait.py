"""Training of the portrait network, on pictures made here."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.portrait.fomm.checkpoint import load_checkpoint
from models.portrait.fomm.config import REDUCED_64, DiscriminatorConfig
from models.training.clips import Clips
from models.training.features import Features
from models.training.portrait import _batches, main, train
from models.training.trainer import COMPACT, Run, Trainer

RUN = Run(REDUCED_64, steps=4, batch=2, milestones=(3,), adversarial_from=2)
CPU = torch.device("cpu")


@cache
def _features() -> Features:
    """They are frozen; to draw them takes half a second."""
    return Features()


def _trainer(run: Run = RUN) -> Trainer:
    return Trainer(run, _features(), CPU)


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
    with pytest.raises(ModelError, match="another network"):
        other.resume(tmp_path / "state.pt")


@pytest.mark.parametrize("content", [b"<html>", b"", b"PK\x03\x04 cut short"])
def test_a_damaged_state_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "state.pt").write_bytes(content)
    with pytest.raises(ModelError, match=r"state\.pt holds no state"):
        _trainer().resume(tmp_path / "state.pt")


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


def test_clips_of_another_size_are_refused(pieces: Path, tmp_path: Path) -> None:
    """Else a folder that was begun with a small network would train a large one on small pictures."""
    with pytest.raises(ModelError, match="64 px, but the network wants 256"):
        train(Run(COMPACT, steps=1, batch=1), pieces, None, tmp_path, None)
    assert not list(tmp_path.iterdir())


def test_losses_that_are_no_numbers_end_the_run_and_leave_the_state(pieces: Path, tmp_path: Path) -> None:
    train(replace(RUN, steps=1, adversarial_from=-1), pieces, None, tmp_path, None)
    before = (tmp_path / "state.pt").read_bytes()
    with pytest.raises(ModelError, match="no numbers any more"):
        train(replace(RUN, steps=30, learning_rate=float("inf")), pieces, None, tmp_path, None, every=1000)
    assert (tmp_path / "state.pt").read_bytes() == before


def test_the_order_of_batches_does_not_depend_on_what_is_made_ready(pieces: Path) -> None:
    """Also where fewer steps are left than batches are made ready at once."""
    clips, run = Clips.open(pieces), replace(RUN, steps=9)
    for first in (0, 3, 8, 9):
        made = list(_batches(clips, run, first, rank=1))
        assert len(made) == 9 - first
        for step, batch in enumerate(made, first):
            assert np.array_equal(batch[0], clips.batch(run.batch, (run.seed, step, 1))[0])


def test_the_command_says_in_one_line_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["portrait", str(tmp_path), "-o", str(tmp_path / "out"), "--size", "reduced"])
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr().err
    assert stop.value.code == 1 and said.count("\n") == 1 and "holds no films" in said


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
