"""What `likeness voices` does; loaded when it is asked for."""

import argparse
import datetime
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import voice as library
from app.commands.console import Progress, note, result
from app.enrolment import VoiceTake, speech_of_file
from app.errors import DeviceError, MediaError, VoiceError
from app.voice import Voice, VoiceConsent, enrol, phrase
from models.voice_engines import Samples, SpeechQuality, VoicePrint, likeness_score, similarity

Table = dict[str, Any]

_POLL_S = 0.1
_GRACE_S = 20.0  # more than a microphone takes to open or to fail


def _list(args: argparse.Namespace) -> Table:
    voices, broken = library.scan_voices()
    for voice in () if args.json else voices:
        f0_hz = math.exp(voice.print.log_f0_mean)
        result(f"{voice.id:<16} {voice.name:<24} {f0_hz:4.0f} Hz  {voice.consent.kind}")
    for error in broken:
        note(f"likeness: {error}")
    return {"voices": [_row(voice) for voice in voices]}


def _show(args: argparse.Namespace) -> Table:
    row = _row(library.find_voice(args.voice))
    if not args.json:
        for key, value in row.items():
            result(f"{key:<18} {value}")
    return row


def _add(args: argparse.Namespace) -> Table:
    _require_ground(args)
    samples = _speech(args.file)
    print_, quality, verdict = enrol.analyse(samples)
    sha256, cosine = _spoken_phrase(args.phrase_file, print_) if args.kind == "present" else ("", 0.0)
    consent = VoiceConsent(
        kind=args.kind,
        who=args.who.strip() or args.name,
        statement=args.consent_statement.strip(),
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        phrase_sha256=sha256,
        phrase_similarity=cosine,
    )
    voice = library.add_voice(args.name, print_, consent, licence=args.licence, source=args.source)
    if sha256:
        phrase.forget_offered()
    row = _row(voice) | _quality_row(quality) | {"grade": verdict.grade, "advice": list(verdict.advice)}
    if not args.json:
        result(f"{voice.id}: added, {verdict.grade}, {quality.speech_s:.0f} s of speech")
        for advice in verdict.advice:
            result(f"  {advice}")
    return row


def _require_ground(args: argparse.Namespace) -> None:
    """Refuse before anything is measured. Raises VoiceError."""
    if not args.consent_statement.strip():
        raise VoiceError("the consent statement is empty", "state that the speaker agreed, or why nobody has to")
    if args.kind == "licence" and not args.licence.strip():
        raise VoiceError("the licence of the recording is missing", "name it with --licence")
    if args.kind == "present":
        phrase.offered_hash()
        if args.phrase_file is None:
            raise VoiceError(
                "the spoken phrase is missing", "record the words of `likeness voices phrase`, pass it by --phrase-file"
            )


def _spoken_phrase(path: Path, print_: VoicePrint) -> tuple[str, float]:
    """Return hash and similarity of the spoken phrase. Raises VoiceError unless it is accepted."""
    sha256 = phrase.offered_hash()
    outcome = phrase.check(_speech(path), print_)
    if not outcome.accepted:
        message, _, advice = outcome.reason.rpartition("; ")
        raise VoiceError(f"{path}: {message}", advice)
    return sha256, outcome.similarity


def _phrase(args: argparse.Namespace) -> Table:
    words = phrase.offer_phrase()
    if not args.json:
        result(" ".join(words))
        note(
            "let the person speak these words within the hour; `likeness voices add --kind present --phrase-file FILE`"
        )
    return {"phrase": list(words), "sha256": phrase.phrase_hash(words)}


def _remove(args: argparse.Namespace) -> Table:
    voice = library.find_voice(args.voice)
    library.remove_voice(voice.id)
    if not args.json:
        result(f"{voice.id}: removed; `likeness voices restore {voice.id}` brings it back")
    return _row(voice)


def _restore(args: argparse.Namespace) -> Table:
    return _told(library.restore_voice(args.voice), "restored", args)


def _rename(args: argparse.Namespace) -> Table:
    voice = library.rename_voice(library.find_voice(args.voice).id, args.name)
    return _told(voice, f"is called {voice.name!r} now", args)


def _mix(args: argparse.Namespace) -> Table:
    first, second = library.find_voice(args.first), library.find_voice(args.second)
    voice = library.mix_voices(first, second, args.ratio, args.name)
    nearness = [similarity(voice.print.embedding, end.print.embedding) for end in (first, second)]
    _told(voice, f"mixed; similarity {nearness[0]:.2f} to {first.name}, {nearness[1]:.2f} to {second.name}", args)
    return _row(voice) | {"similarity": nearness}


def _score(args: argparse.Namespace) -> Table:
    voice = library.find_voice(args.voice)
    print_, quality, _ = enrol.analyse(_speech(args.file))
    cosine = similarity(print_.embedding, voice.print.embedding)
    table = _quality_row(quality) | {
        "name": voice.name,
        "voice": voice.id,
        "similarity": cosine,
        "score": likeness_score(cosine),
    }
    if not args.json:
        result(f"{args.file} sounds {table['score']} of 100 like {voice.name} (similarity {cosine:.3f}, 50 passes)")
    return table


def _export(args: argparse.Namespace) -> Table:
    voice = library.find_voice(args.voice)
    path = library.export_voice(voice, args.output)
    if not args.json:
        result(f"{voice.id}: exported to {path}")
    return _row(voice) | {"output": str(path)}


def _import(args: argparse.Namespace) -> Table:
    return _told(library.import_voice(args.file), "added", args)


def _calibrate(args: argparse.Namespace) -> Table:
    if args.forget:
        forgotten = library.forget_speaker()
        if not args.json:
            result("forgotten" if forgotten else "nothing was stored")
        return {"forgotten": forgotten}
    if (args.file is None) == (args.microphone is None):
        raise VoiceError("calibrate needs either a FILE or --microphone", "name one of them")
    samples = _speech(args.file) if args.file is not None else _recorded(args.microphone, args.seconds)
    print_, quality, verdict = enrol.analyse(samples)
    library.save_speaker(print_)
    row = _print_row(print_) | _quality_row(quality) | {"grade": verdict.grade, "advice": list(verdict.advice)}
    if not args.json:
        result(f"your voice: {row['f0_low_hz']:.0f} to {row['f0_high_hz']:.0f} Hz, {verdict.grade}")
        for advice in verdict.advice:
            result(f"  {advice}")
    return row


def _recorded(microphone: str, seconds: float) -> Samples:
    """Record from a microphone. Raises DeviceError, VoiceError."""
    if not 3.0 <= seconds <= 600.0:
        raise VoiceError(f"{seconds:g} s cannot be recorded", "use 3 to 600 seconds")
    take = VoiceTake(microphone, seconds)
    take.start()
    note("read anything aloud")
    until_s = time.monotonic() + seconds + _GRACE_S
    try:
        with Progress("recording") as progress:
            while take.status().state == "recording" and time.monotonic() < until_s:
                progress(take.status().seconds / seconds)
                time.sleep(_POLL_S)
    finally:
        take.stop()
    status = take.status()
    if status.error:
        message, _, advice = status.error.rpartition("; ")
        raise DeviceError(message, advice)
    return take.samples()


def _speech(path: Path) -> Samples:
    """Return the sound of a file. Raises MediaError."""
    if path.suffix == library.SUFFIX and path.is_file():
        raise MediaError(f"{path} is a voice file, not a recording", "use `likeness voices import` for it")
    return speech_of_file(str(path))


def _told(voice: Voice, what: str, args: argparse.Namespace) -> Table:
    if not args.json:
        result(f"{voice.id}: {what}")
    return _row(voice)


def _row(voice: Voice) -> Table:
    consent = voice.consent
    return {
        "id": voice.id,
        "name": voice.name,
        "path": str(voice.path),
        **_print_row(voice.print),
        "licence": voice.licence,
        "source": voice.source,
        "consent": consent.statement,
        "consent_kind": consent.kind,
        "consent_who": consent.who,
        "consent_date": consent.date.isoformat(),
        "phrase_similarity": consent.phrase_similarity,
        "bundled": voice.bundled,
    }


def _print_row(print_: VoicePrint) -> Table:
    half = len(print_.windows) // 2
    halves = (print_.windows[:half], print_.windows[half:])
    consistency = similarity(*(part.mean(axis=0) for part in halves)) if half else 0.0
    return {
        "speech_s": round(print_.speech_s, 2),
        "self_consistency": round(consistency, 4),
        "f0_median_hz": round(math.exp(print_.log_f0_mean), 2) if print_.log_f0_mean else 0.0,
        "f0_low_hz": round(print_.f0_low_hz, 2),
        "f0_high_hz": round(print_.f0_high_hz, 2),
    }


def _quality_row(quality: SpeechQuality) -> Table:
    return {
        "duration_s": round(quality.duration_s, 2),
        "speech_s": round(quality.speech_s, 2),
        "peak_dbfs": round(quality.peak_dbfs, 1),
        "level_dbfs": round(quality.level_dbfs, 1),
        "clipped_share": round(quality.clipped_share, 5),
        "snr_db": round(quality.snr_db, 1),
        "voiced_share": round(quality.voiced_share, 3),
        "self_consistency": round(quality.self_consistency, 4),
        "f0_median_hz": round(quality.f0_median_hz, 2),
    }


ACTIONS: dict[str, Callable[[argparse.Namespace], Table]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "remove": _remove,
    "restore": _restore,
    "rename": _rename,
    "mix": _mix,
    "score": _score,
    "export": _export,
    "import": _import,
    "phrase": _phrase,
    "calibrate": _calibrate,
}
