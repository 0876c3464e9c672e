"""The neural voice learns, goes on where it stopped, and reads nothing but examples."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.training.voice.examples import Example, Examples, Voices, write_examples
from models.training.voice.network import Config
from models.training.voice.phone_network import PhoneNetwork, save_teacher
from models.training.voice.stored import WEIGHTS, load_network
from models.training.voice.trainer import Run, Trainer, Weights, train
from models.voice.dsp.statistics import Speaker
from models.voice.neural.filter import STREAM, VOICES
from tests.support.drawn_voice import voice

RUN = Run(Config(width=16, inner=24, blocks=2, voices=16), minutes=5.0, across=2, back=2)
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return examples of four drawn voices; what is true is brighter than what was turned back."""
    chance = np.random.default_rng(1)
    heard: dict[str, list[tuple[np.ndarray, Speaker]]] = {}
    for name in "abcd":
        embedding = np.abs(chance.normal(size=256)).astype(np.float32)
        slope = chance.normal(0, 2, (2, 257)).cumsum(1).astype(np.float32) / 10
        heard[name] = [(embedding / np.linalg.norm(embedding), Speaker(5.0, 0.2, slope[0], slope[1]))] * 2
    examples = []
    for n, (source, target) in enumerate([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]):
        sound, turned = voice(110.0 + 20 * n, 2.6), voice(150.0 + 10 * n, 2.6)
        bright = np.append(0.0, np.diff(turned)).astype(np.float32) * 3
        examples += [Example(source, target, sound, turned, None), Example(source, target, sound, turned, bright)]
    out = tmp_path_factory.mktemp("examples")
    write_examples(out, Voices.collect(heard, dict.fromkeys("abcd", True)), examples)
    return out


def test_examples_come_back_as_they_were(folder: Path) -> None:
    examples = Examples(folder)
    assert len(examples) == 8
    batch = examples.batch(3, 200, True, np.random.default_rng(0))
    assert batch.heard.shape == (3, 32_000) and batch.condition.shape == (3, 499) and batch.true is not None
    turned = np.append(0.0, np.diff(batch.turned[0]))
    assert np.corrcoef(turned, batch.true[0])[0, 1] > 0.99  # cut at the same place
    np.testing.assert_allclose(np.linalg.norm(batch.target, axis=1), 1.0, atol=1e-5)
    assert examples.batch(3, 200, False, np.random.default_rng(0)).true is None


def test_training_brings_the_sound_nearer_to_the_truth(folder: Path) -> None:
    before, after = trained(folder, replace(RUN, weights=Weights(target=0.0, source=0.0)))
    assert before["held_back"] == pytest.approx(before["held_back_before"])
    assert after["held_back"] < 0.95 * before["held_back"]


def test_training_brings_the_sound_nearer_to_the_target(folder: Path) -> None:
    before, after = trained(folder, replace(RUN, back=0))
    assert before["held_likeness"] == pytest.approx(before["held_likeness_before"])
    assert after["held_likeness"] > before["held_likeness"] + 0.01


def test_training_brings_the_words_back(folder: Path, tmp_path: Path) -> None:
    torch.manual_seed(3)
    save_teacher(tmp_path / "teacher.safetensors", PhoneNetwork(6, (1,), 16))
    weights = Weights(target=0.0, source=0.0, content=20.0)
    run = replace(RUN, back=0, teacher=tmp_path / "teacher.safetensors", weights=weights)
    before, after = trained(folder, run)
    assert before["held_content"] == pytest.approx(before["held_content_before"])
    assert after["held_content"] < 0.9 * before["held_content"]
    assert Trainer(run, CPU).worth(after) > Trainer(run, CPU).worth(before)


def test_variants_of_the_speakers_are_learned_from(folder: Path) -> None:
    run, examples = replace(RUN, across=4, back=0, variants=3, rate=3e-3), Examples(folder)
    trainer = Trainer(run, CPU)
    trainer.vary(examples)

    def loss() -> float:
        trainer.run, trainer.chance = replace(run, rate=0.0), np.random.default_rng(7)
        found = np.mean([trainer.train(examples)["target"] for _ in range(4)])
        trainer.run = run
        return float(found)

    before = loss()
    for _ in range(25):
        trainer.train(examples)
    assert loss() < before - 0.005


def test_it_begins_with_a_trained_network(folder: Path, tmp_path: Path) -> None:
    examples = Examples(folder)
    first = train(replace(RUN, minutes=0.01), examples, None, tmp_path / "first")
    start = tmp_path / "first" / WEIGHTS
    run = replace(RUN, minutes=0.0)
    second = train(run, examples, None, tmp_path / "second", start=start)
    kept = first.averaged.state_dict()
    for name, value in load_network(tmp_path / "second" / WEIGHTS).state_dict().items():
        torch.testing.assert_close(value, kept[name].half().float())
    assert second.step == 0
    with pytest.raises(ModelError, match="another size"):
        train(replace(run, config=Config(8, 8, 1, 8)), examples, None, tmp_path / "third", start=start)


def trained(folder: Path, run: Run) -> tuple[dict[str, float], dict[str, float]]:
    """Return what a network measures before and after 30 steps."""
    examples = Examples(folder)
    trainer = Trainer(replace(run, rate=3e-3), CPU)
    before = trainer.evaluate(examples)
    for _ in range(30):
        trainer.train(examples)
    return before, trainer.evaluate(examples)


def test_it_goes_on_to_the_same_numbers(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "models.training.voice.trainer.time.monotonic", lambda: 0.0
    )  # the clock decides the learning rate
    examples = Examples(folder)
    whole, first, second = (Trainer(RUN, CPU) for _ in range(3))
    for _ in range(4):
        wanted = whole.train(examples)
    first.train(examples)
    first.train(examples)
    first.save(tmp_path / "state.pt")
    second.resume(tmp_path / "state.pt")
    second.train(examples)
    assert second.train(examples) == pytest.approx(wanted, rel=1e-4)


def test_a_run_leaves_a_network_that_can_be_used(folder: Path, tmp_path: Path) -> None:
    examples = Examples(folder)
    trainer = train(replace(RUN, minutes=0.01), examples, examples, tmp_path)
    assert trainer.step > 0
    assert load_network(tmp_path / WEIGHTS).config == RUN.config
    assert (tmp_path / STREAM).exists() and (tmp_path / VOICES).exists()
    assert (tmp_path / "log.jsonl").read_text().count("held_likeness") >= 1


def test_what_does_not_fit_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no examples"):
        Examples(tmp_path)
    trainer = Trainer(RUN, CPU)
    (tmp_path / "state.pt").write_bytes(b"no state")
    with pytest.raises(ModelError, match="no state of this training"):
        trainer.resume(tmp_path / "state.pt")
    trainer.save(tmp_path / "state.pt")
    with pytest.raises(ModelError, match="another size"):
        Trainer(replace(RUN, config=Config(8, 8, 1, 8)), CPU).resume(tmp_path / "state.pt")
