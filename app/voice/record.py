"""The part of a voice file that people can read: names, licence, consent and single numbers; checked both ways."""

import datetime
import re
from dataclasses import asdict
from typing import Any, TypedDict, get_args

import numpy as np
from numpy.typing import NDArray

from app.names import NAME_LENGTH, clean_name
from app.shelf_book import Tuning, read_tuning
from app.voice.voice import ConsentKind, Voice, VoiceConsent
from models.voice_engines import VoicePrint

TEXT_LENGTH = 4000
PHRASE_PASS = 0.75  # GE2E: where two recordings are as likely one person's as two people's

_NUMBERS = {  # lowest and highest that a voice can have
    "log_f0_mean": (0.0, 8.0),
    "log_f0_std": (0.0, 4.0),
    "f0_low_hz": (0.0, 3000.0),
    "f0_high_hz": (0.0, 3000.0),
    "speech_s": (0.0, 1e6),
}
_KINDS: tuple[str, ...] = get_args(ConsentKind)


class Record(TypedDict):
    """The fields of a Voice that are kept as text."""

    name: str
    licence: str
    source: str
    consent: VoiceConsent
    tuning: Tuning


def record_table(voice: Voice) -> dict[str, Any]:
    """Return the record of a voice as JSON can hold it."""
    consent = voice.consent
    tuned = {"tuning": asdict(voice.tuning)} if voice.tuning != Tuning() else {}
    return {
        "name": voice.name,
        "licence": voice.licence,
        "source": voice.source,
        "consent": {
            "kind": consent.kind,
            "who": consent.who,
            "statement": consent.statement,
            "date": consent.date.isoformat(),
            "phrase_sha256": consent.phrase_sha256,
            "phrase_similarity": round(consent.phrase_similarity, 4),
        },
        **tuned,
    }


def read_record(table: dict[str, Any]) -> Record:
    """Return the record in a table read from a file. Raises ValueError with what is wrong with it."""
    name = _text(table, "name")
    if not 1 <= len(name) <= NAME_LENGTH:
        raise ValueError(f"its name has {len(name)} characters, not 1 to {NAME_LENGTH}")
    consent = read_consent(table.get("consent"))
    licence = _text(table, "licence", required=consent.kind == "licence")
    source, tuning = _text(table, "source", required=False), read_tuning(table.get("tuning"))
    return Record(name=name, licence=licence, source=source, consent=consent, tuning=tuning)


def read_consent(table: object) -> VoiceConsent:
    """Return the consent in a table read from a file. Raises ValueError."""
    if not isinstance(table, dict):
        raise ValueError("it has no consent record")
    kind = table.get("kind")
    if kind not in _KINDS:
        raise ValueError(f"the kind of its consent is none of {', '.join(_KINDS)}")
    consent = VoiceConsent(
        kind=kind,
        who=_text(table, "who"),
        statement=_text(table, "statement"),
        date=datetime.date.fromisoformat(_text(table, "date")),
        phrase_sha256=_text(table, "phrase_sha256", required=False),
        phrase_similarity=_number(table, "phrase_similarity", -1.0, 1.0),
    )
    if consent.phrase_sha256 and not re.fullmatch("[0-9a-f]{64}", consent.phrase_sha256):
        raise ValueError("the hash of its spoken phrase is none")
    if kind == "present" and not (consent.phrase_sha256 and consent.phrase_similarity >= PHRASE_PASS):
        raise ValueError("the person it belongs to has not spoken the phrase of consent")
    return consent


def print_numbers(print_: VoicePrint) -> dict[str, float]:
    """Return the single numbers of a print."""
    return {name: float(getattr(print_, name)) for name in _NUMBERS}


def print_of(table: object, arrays: dict[str, NDArray[np.float32]]) -> VoicePrint:
    """Return the print made of single numbers and arrays of the right shape. Raises ValueError."""
    if not isinstance(table, dict):
        raise ValueError("the numbers of the voice are missing")
    numbers = {name: _number(table, name, low, high) for name, (low, high) in _NUMBERS.items()}
    if numbers["f0_low_hz"] > numbers["f0_high_hz"]:
        raise ValueError("its lowest pitch is above its highest")
    return VoicePrint(
        embedding=_unit(arrays["embedding"]),
        windows=_unit(arrays["windows"]),
        ltas=arrays["ltas"],
        dsp={name.removeprefix("dsp."): array for name, array in arrays.items() if name.startswith("dsp.")},
        **numbers,
    )


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring almost unit vectors to unit length; leave those alone that are. Raises ValueError for others."""
    wide = vectors.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=-1, keepdims=True)
    if np.abs(lengths - 1.0).max() > 0.02:
        raise ValueError("its embedding is not of unit length")
    exact = np.abs(lengths - 1.0) < 1e-5
    return np.where(exact, vectors, (wide / lengths)).astype(np.float32)


def _text(table: dict[str, Any], key: str, *, required: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (required and not clean_name(value)):
        raise ValueError(f"'{key}' is missing or no text")
    if len(value) > TEXT_LENGTH:
        raise ValueError(f"'{key}' is longer than {TEXT_LENGTH} characters")
    return clean_name(value)  # a terminal obeys some characters


def _number(table: dict[str, Any], key: str, low: float, high: float) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"'{key}' is missing or no number")
    if not low <= value <= high:  # what is not finite is not either
        raise ValueError(f"'{key}' is outside of {low:g} to {high:g}")
    return float(value)
