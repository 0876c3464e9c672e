"""`likeness evaluate voice`: how near converted speech comes to its target, over pairs of speakers."""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app.commands.console import Progress, note
from app.enrolment import speech_of_file
from app.errors import AppError, MediaError, SettingsError
from app.voicing import engine_name
from models.errors import SpeechNotFound

if TYPE_CHECKING:
    from models.evaluate.voice import PairScore, VoiceEvaluation
    from models.evaluate.voice_background import Mixture
    from models.evaluate.voice_copy import CopyScore
    from models.evaluate.voice_material import Load, Material
    from models.evaluate.voice_pairs import Pair, Speaker
    from models.evaluate.voice_texts import TextScore
    from models.voice_engines import Samples, VoiceEngine

T = TypeVar("T")
R = TypeVar("R")

_LONGEST_S = 60.0  # of a recording
_BACKGROUND_SPEAKERS, _BACKGROUND_S = 120, 6.0  # how many, and of each
_COMPARED = {  # number of a pair: whether less is better
    "similarity_after": False,
    "source_similarity": True,
    "f0_correlation": False,
    "voicing_error": True,
    "phone_error": True,
}
_BARS_OF_CHECKS = ("leak_dbfs", "latency_ms", "rtf_p50", "rtf_p99")
_SENTENCES_WANT = "pip install likeness[evaluate]"


def evaluate_voice(
    folder: Path, engine: str, split: str, count: int | None, report: Path | None, against: str | None = None
) -> dict[str, Any]:
    """Score the pairs of a collection.

    Args:
        folder: holds MANIFEST.csv and the recordings.
        engine: name of a voice engine.
        split: speakers of this split only.
        count: score only so many pairs, spread over the list; sentences and speakers are thinned with them.
        report: made if missing.
        against: name of an engine that the same pairs are scored with.

    Returns:
        `engine`, `split`, `latency_ms`, `acceptance` (lines of models.evaluate.voice_acceptance), `groups` (see
        models.evaluate.voice.summarise), `copies`, `texts`, `checks` (of the engine alone), `against` (None or the
        comparison), `published`, `left_out` (pair: reason) and `pairs` (one row each).

    Raises:
        AppError: a wrong argument, no usable manifest or not one pair that can be scored.
        ModelError: the manifest does not hold what is needed, or a network is missing.
    """
    from models.evaluate.voice import VoiceEvaluation, summarise
    from models.evaluate.voice_acceptance import SEED_VC
    from models.voice_engines import create_voice_engine

    names = [engine_name(name) for name in (engine, against) if name is not None]
    _check(split, count)
    manifest = _manifest(folder)
    plan = _plan(manifest, split, count)
    if report is not None:
        from app.commands.evaluate import make_folder

        make_folder(report)
    converters = [create_voice_engine(name) for name in names]
    material = _material(folder, manifest, split)
    evaluations = [VoiceEvaluation(converter, material) for converter in converters]
    rows, left_out = _each(
        "Evaluating", plan.pairs, lambda pair: [evaluation.score(pair) for evaluation in evaluations], _pair_name
    )
    if not rows:
        raise MediaError(f"{folder}: not one pair of speakers could be scored", next(iter(left_out.values())))
    usable = [pair for pair in plan.pairs if _pair_name(pair) not in left_out]
    compared = _compare(rows) if against is not None else None
    table = {
        "engine": names[0],
        "split": split,
        "groups": summarise([row[0] for row in rows]),
        **_beside(converters[0], material, plan, usable),
        "checks": _checks(converters[0], evaluations[0], usable[0]),
        "against": None if compared is None else {"engine": names[1], "numbers": compared},
        "published": {"seed-vc": SEED_VC},
        "left_out": left_out,
        "pairs": [asdict(row[0]) for row in rows],
    }
    table |= {"latency_ms": table["checks"]["stated_latency_ms"], "acceptance": _acceptance(table)}
    return {name: _rounded(value) for name, value in table.items()}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is scored; `share`: of all pairs that there are."""

    speakers: "list[Speaker]"
    texts: dict[str, str]
    pairs: "list[Pair]"
    share: float


def _plan(manifest: str, split: str, count: int | None) -> _Plan:
    from models.evaluate.voice_pairs import choose_pairs, read_speakers, thin
    from models.evaluate.voice_texts import read_texts

    speakers = read_speakers(io.StringIO(manifest, newline=""), split)
    every = choose_pairs(speakers)
    pairs = thin(every, count or len(every))
    return _Plan(speakers, read_texts(io.StringIO(manifest, newline="")), pairs, len(pairs) / len(every))


def _beside(engine: "VoiceEngine", material: "Material", plan: _Plan, usable: "list[Pair]") -> dict[str, Any]:
    """Measure what is not measured on pairs: the sources' own voices, and sentences whose words are known."""
    from models.evaluate.voice_copy import summarise_copies
    from models.evaluate.voice_texts import choose_text_pairs, summarise_texts

    sources = list({pair.source.name: pair.source for pair in usable}.values())
    text_pairs = _thinned(choose_text_pairs(plan.speakers, plan.texts), plan.share)
    return {
        "copies": summarise_copies(_copies(engine, material, sources)),
        "texts": summarise_texts(_texts(engine, material, text_pairs, plan.texts)),
    }


def _acceptance(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Hold the numbers against floors and goals."""
    from models.evaluate.voice_acceptance import judge, values_of

    checks = {name: table["checks"][name] for name in _BARS_OF_CHECKS}
    main = table["groups"].get("all") or table["groups"]["single"]
    values = values_of(main, table["copies"], table["texts"], checks)
    if table["against"] is not None:
        found = table["against"]["numbers"]["similarity_after"]
        values |= {"margin": found["difference"], "margin_p": found["p"]}
    return [asdict(line) for line in judge(values)]


def _check(split: str, count: int | None) -> None:
    """Refuse wrong arguments. Raises SettingsError."""
    from models.evaluate.voice_pairs import SPLITS

    if split not in SPLITS:
        raise SettingsError(f"there is no split {split!r}", f"use one of: {', '.join(SPLITS)}")
    if count is not None and count < 1:
        raise SettingsError(f"--pairs {count} is not a number of pairs", "give 1 or more")


def _material(folder: Path, manifest: str, split: str) -> "Material":
    """Make what reads and measures the speakers; says what is left out for want of a package or of speakers."""
    from models.evaluate.voice_material import Material
    from models.evaluate.voice_phones import create_recogniser

    def load(file: str) -> "Samples":
        return speech_of_file(str(folder / file), _LONGEST_S)

    recogniser = create_recogniser()
    if recogniser is None:
        note(f"phone and word errors are left out: PocketSphinx is not installed ({_SENTENCES_WANT})")
    background = _background(load, manifest, split)
    if background is None:
        note("the second verifier is left out: the train split has too little speech, or is what is measured")
    return Material(load, recogniser, background)


def _background(load: "Load", manifest: str, split: str) -> "Mixture | None":
    """Learn what voices have in common from speakers of the train split that nothing else is measured on."""
    from models.evaluate.voice_background import train_background
    from models.evaluate.voice_pairs import read_speakers
    from models.voice_engines import RATE_HZ

    others = read_speakers(io.StringIO(manifest, newline=""), "train") if split != "train" else []
    chosen = others[:: max(1, len(others) // _BACKGROUND_SPEAKERS)][:_BACKGROUND_SPEAKERS]

    def read(speaker: "Speaker") -> "Samples":
        return load(speaker.files[0])[: round(_BACKGROUND_S * RATE_HZ)]

    recordings, _ = _each("Listening to other speakers", chosen, read, lambda speaker: str(speaker.name))
    return train_background(recordings)


def _copies(engine: "VoiceEngine", material: "Material", sources: "Sequence[Speaker]") -> "list[CopyScore]":
    from models.evaluate.voice_copy import score_copy

    found, _ = _each(
        "Own voices", sources, lambda source: score_copy(engine, material, source), lambda source: str(source.name)
    )
    return found


def _texts(
    engine: "VoiceEngine", material: "Material", pairs: "Sequence[Pair]", texts: dict[str, str]
) -> "list[TextScore]":
    from models.evaluate.voice_texts import score_texts

    recogniser = material.recogniser
    if recogniser is None:
        return []
    found, _ = _each(
        "Sentences", pairs, lambda pair: score_texts(engine, material, recogniser, pair, texts), _pair_name
    )
    return [score for scores in found for score in scores]


def _checks(engine: "VoiceEngine", evaluation: "VoiceEvaluation", pair: "Pair") -> dict[str, float]:
    """Measure the engine alone, with the voice and the speaker of one pair."""
    from models.evaluate.voice_causality import measure_latency
    from models.evaluate.voice_leak import noise_leak_dbfs
    from models.evaluate.voice_speed import measure_speed

    source, _ = evaluation.prepare(pair)
    leak_dbfs = noise_leak_dbfs(engine)
    latency = measure_latency(engine, source.speech)
    speed = measure_speed(engine, source.speech)
    return {
        "leak_dbfs": leak_dbfs,
        "latency_ms": 1000 * latency.worst_s,
        "stated_latency_ms": 1000 * latency.stated_s,
        "look_ahead_ms": 1000 * latency.look_ahead_s,
        "delay_ms": 1000 * latency.delay_s,
        "rtf_p50": speed.p50,
        "rtf_p99": speed.p99,
        "threads": speed.threads,
        "busy_cores": speed.busy,
    }


def _compare(rows: "list[list[PairScore]]") -> dict[str, dict[str, float]]:
    """Compare two engines on the pairs that the groups' "all" is made of; on all if there are none of those."""
    from models.evaluate.voice_paired import compare

    chosen = [row for row in rows if not row[0].single] or rows
    sources = [row[0].source for row in chosen]
    table = {}
    for name, less_is_better in _COMPARED.items():
        first, second = ([float(getattr(row[place], name)) for row in chosen] for place in (0, 1))
        table[name] = asdict(compare(first, second, sources, less_is_better=less_is_better))
    return table


def _each(
    label: str, items: Sequence[T], work: Callable[[T], R], name: Callable[[T], str]
) -> tuple[list[R], dict[str, str]]:
    """Do what can be done; the rest is noted and named with its reason."""
    found, left_out = [], {}
    with Progress(label) as progress:
        for index, item in enumerate(items):
            progress(index / len(items))
            try:
                found.append(work(item))
            except (AppError, SpeechNotFound) as error:
                left_out[name(item)] = str(error)
                note(f"{name(item)}: left out ({error})")
    return found, left_out


def _pair_name(pair: "Pair") -> str:
    return f"{pair.source.name} to {pair.target.name}"


def _thinned(items: Sequence[T], share: float) -> list[T]:
    """Return a share of the items, spread over all, one at least."""
    count = min(len(items), max(1, round(share * len(items))))
    return [items[place * len(items) // count] for place in range(count)] if items else []


def _rounded(value: Any) -> Any:  # noqa: ANN401 - what a table holds
    """Round to five places, small numbers to two digits; JSON knows no NaN."""
    if isinstance(value, dict):
        return {name: _rounded(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_rounded(entry) for entry in value]
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return None
    return round(value, 5) or float(f"{value:.2g}")


def _manifest(folder: Path) -> str:
    """Return the manifest. Raises MediaError."""
    path = folder / "MANIFEST.csv"
    if not folder.is_dir():
        raise MediaError(f"{folder}: no such folder", "check the name")
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MediaError(f"{path}: cannot be read ({error.strerror})", "see likeness evaluate --help") from error
    except UnicodeDecodeError as error:
        raise MediaError(f"{path}: is not a text in UTF-8", "save it as UTF-8") from error
