"""Makes the starter voices: `python -m installer.starter_voices clara --folder avatars/voices`; without names all."""

import argparse
import datetime
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from app.voice import SUFFIX, Voice, VoiceConsent, write_voice
from installer.starter_voices.cast import CAST, Starter
from installer.starter_voices.sentences import SENTENCES
from installer.starter_voices.speech import ESPEAK, speak, version_of
from models.voice_engines import VoicePrint, analyse_voice, similarity

_MADE = datetime.date(2026, 11, 21)  # a fixed date: the same speech gives the same file
_PERCENTILE_99 = 2.33  # deviations from the mean


def main() -> int:
    """Write the voice files and print how much each resembles the one it resembles most."""
    parser = argparse.ArgumentParser(prog="python -m installer.starter_voices", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(starter.id for starter in CAST))
    parser.add_argument("--folder", type=Path, default=Path("avatars/voices"))
    args = parser.parse_args()
    unknown = set(args.names) - {starter.id for starter in CAST}
    if unknown:
        parser.error(f"no such voice: {', '.join(sorted(unknown))}")
    args.folder.mkdir(parents=True, exist_ok=True)
    voices = []
    for starter in CAST:
        if not args.names or starter.id in args.names:
            voices.append(make(starter, args.folder))
            sys.stdout.write(_line(voices[-1]))
            sys.stdout.flush()
    pairs = {(a.id, b.id): similarity(a.print.embedding, b.print.embedding) for a, b in combinations(voices, 2)}
    for names, cosine in sorted(pairs.items(), key=lambda item: -item[1])[:5]:
        sys.stdout.write(f"{names[0]} and {names[1]}: similarity {cosine:.2f}\n")
    return 0


def make(starter: Starter, folder: Path) -> Voice:
    """Let one voice speak, measure it and write its file. Raises RuntimeError, VoiceError, ModelError."""
    speech = starter.speech
    path = folder / f"{starter.id}{SUFFIX}"
    changed = speech.size != 1.0 or speech.f0_hz
    voice = Voice(
        id=starter.id,
        name=starter.name,
        path=path,
        print=with_melody(analyse_voice(speak(speech, SENTENCES)), starter.melody),
        consent=VoiceConsent(
            kind="synthetic",
            who=f"the voice {speech.voice!r} of the speech synthesiser {speech.program}",
            statement=_statement(speech.program, bool(changed)),
            date=_MADE,
        ),
        licence=starter.licence,
        source=f"speech of {version_of(speech.program)}, voice {speech.voice}, size {speech.size:g}"
        + (f", mean pitch {speech.f0_hz:g} Hz" if speech.f0_hz else "")
        + "; made by installer/starter_voices",
        bundled=True,
    )
    write_voice(voice, path)
    return voice


def with_melody(print_: VoicePrint, least: float) -> VoicePrint:
    """Return the print with a deviation of log F0 of at least this, and a range of pitch that goes with it."""
    if print_.log_f0_std >= least:
        return print_
    reach = _PERCENTILE_99 * least
    dsp = dict(print_.dsp)
    if "log_f0" in dsp:  # mean and deviation once more, as the engine measures them
        dsp["log_f0"] = np.array([dsp["log_f0"][0], least], np.float32)
    return replace(
        print_,
        log_f0_std=least,
        f0_low_hz=min(print_.f0_low_hz, float(np.exp(print_.log_f0_mean - reach))),
        f0_high_hz=max(print_.f0_high_hz, float(np.exp(print_.log_f0_mean + reach))),
        dsp=dsp,
    )


def _statement(program: str, changed: bool) -> str:
    if program == ESPEAK:
        return "Made by a formant synthesiser from rules alone; it is nobody's voice."
    base = "A free synthesiser's published voice, built of recordings that were made for this purpose."
    return f"{base} Its pitch or size are changed besides." if changed else base


def _line(voice: Voice) -> str:
    print_ = voice.print
    size = voice.path.stat().st_size
    f0 = f"{np.exp(print_.log_f0_mean):4.0f} Hz ({print_.f0_low_hz:.0f} to {print_.f0_high_hz:.0f})"
    return f"{voice.id:<8} {print_.speech_s:4.0f} s  {f0:<22} {size} bytes\n"


if __name__ == "__main__":
    sys.exit(main())
