"""`likeness evaluate voice`: how near converted speech comes to its target, over pairs of speakers."""

import io
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.commands.console import Progress, note, result
from app.enrolment import speech_of_file
from app.errors import AppError, MediaError, SettingsError

_LONGEST_S = 60.0  # of a recording
_ROWS = (
    ("similarity before", "similarity_before"),
    ("similarity after", "similarity_after"),
    ("share of 0.75 and more", "pass_share"),
    ("similarity to the source", "source_similarity"),
    ("F0 correlation", "f0_correlation"),
    ("F0 error, semitones", "f0_error_st"),
    ("F0 error, held out", "f0_error_held_out_st"),
    ("voicing error", "voicing_error"),
    ("RTF", "rtf"),
    ("RTF of a block, p50", "rtf_p50"),
    ("restarts equal", "restarts_equal"),
)


def evaluate_voice(folder: Path, engine: str, split: str, count: int | None, report: Path | None) -> dict[str, Any]:
    """Score the pairs of a collection.

    Args:
        folder: holds MANIFEST.csv and the recordings.
        engine: name of a voice engine.
        split: speakers of this split only.
        count: score only so many pairs, spread over the list.
        report: made if missing.

    Returns:
        `engine`, `split`, `latency_ms`, `groups` (see models.evaluate.voice.summarise), `left_out` (pair: reason) and
        `pairs` (one row each).

    Raises:
        AppError: a wrong argument, no usable manifest or not one pair that can be scored.
        ModelError: the manifest does not hold what is needed, or a network is missing.
    """
    from models.evaluate.voice import VoiceEvaluation, summarise
    from models.evaluate.voice_pairs import SPLITS, choose_pairs, read_speakers, thin
    from models.voice_engines import VOICE_ENGINES, algorithmic_latency_s, create_voice_engine

    if engine not in VOICE_ENGINES:
        raise SettingsError(f"there is no engine {engine!r}", f"use one of: {', '.join(sorted(VOICE_ENGINES))}")
    if split not in SPLITS:
        raise SettingsError(f"there is no split {split!r}", f"use one of: {', '.join(SPLITS)}")
    if count is not None and count < 1:
        raise SettingsError(f"--pairs {count} is not a number of pairs", "give 1 or more")
    pairs = choose_pairs(read_speakers(_manifest(folder), split))
    pairs = thin(pairs, count or len(pairs))
    if report is not None:
        from app.commands.evaluate import make_folder

        make_folder(report)
    converter = create_voice_engine(engine)
    evaluation = VoiceEvaluation(converter, lambda file: speech_of_file(str(folder / file), _LONGEST_S))
    scores, left_out = _score_all(evaluation, pairs)
    if not scores:
        raise MediaError(f"{folder}: not one pair of speakers could be scored", next(iter(left_out.values())))
    return {
        "engine": engine,
        "split": split,
        "latency_ms": round(1000 * algorithmic_latency_s(converter), 2),
        "groups": {
            name: {key: _number(value) for key, value in group.items()} for name, group in summarise(scores).items()
        },
        "left_out": left_out,
        "pairs": [{name: _number(value) for name, value in asdict(score).items()} for score in scores],
    }


def _score_all(evaluation: Any, pairs: list[Any]) -> tuple[list[Any], dict[str, str]]:  # noqa: ANN401
    """Score what can be scored; the rest is noted and named with its reason."""
    from models.errors import SpeechNotFound

    scores, left_out = [], {}
    with Progress("Evaluating") as progress:
        for index, pair in enumerate(pairs):
            progress(index / len(pairs))
            try:
                scores.append(evaluation.score(pair))
            except (AppError, SpeechNotFound) as error:
                name = f"{pair.source.name} to {pair.target.name}"
                left_out[name] = str(error)
                note(f"{name}: left out ({error})")
    return scores, left_out


def _number(value: Any) -> Any:  # noqa: ANN401 - what a row holds
    """Round; JSON knows no NaN."""
    if not isinstance(value, float):
        return value
    return round(value, 5) if math.isfinite(value) else None


def _manifest(folder: Path) -> io.StringIO:
    """Return the manifest. Raises MediaError."""
    path = folder / "MANIFEST.csv"
    if not folder.is_dir():
        raise MediaError(f"{folder}: no such folder", "check the name")
    try:
        return io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
    except OSError as error:
        raise MediaError(f"{path}: cannot be read ({error.strerror})", "see likeness evaluate --help") from error
    except UnicodeDecodeError as error:
        raise MediaError(f"{path}: is not a text in UTF-8", "save it as UTF-8") from error


def print_table(table: dict[str, Any]) -> None:
    """Print the groups side by side."""
    groups = table["groups"]
    result(f"{table['split']} split, engine {table['engine']}, latency {table['latency_ms']} ms")
    result(f"{'':26}" + "".join(f"{name:>12}" for name in groups))
    result(f"{'pairs':26}" + "".join(f"{group['n']:12}" for group in groups.values()))
    for label, name in _ROWS:
        cells = ("-" if group[name] is None else f"{group[name]:.3f}" for group in groups.values())
        result(f"{label:26}" + "".join(f"{cell:>12}" for cell in cells))
