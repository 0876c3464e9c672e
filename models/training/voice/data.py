"""Makes what the neural voice is trained on from a collection of speech.

    python -m models.training.voice.data SPEECH -o FOLDER [--split train] [--rough 0.3]

SPEECH holds MANIFEST.csv and recordings, see models.evaluate.voice_pairs. Two kinds of examples are made with the
signal-processing engine, whose result the network has to better:

* "across": a recording of one speaker, turned into another one. What the other one would have said is not known; the
  speaker encoder says whether the result is like them.
* "back": such a result, turned back. It should be the recording, and that is known, sample by sample.

`--rough 0.3` gives that share of the recordings a room, noise or a codec first, see rough.py; prints stay clean.

`--pack FOLDER` instead copies a collection, its sound as Opus (28 kbit/s keeps 0.995 of the speaker embedding), for
another machine.
"""

import argparse
import io
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.errors import ModelError, SpeechNotFound
from models.evaluate.voice import join
from models.evaluate.voice_pairs import SPLITS, Speaker, read_speakers
from models.training.voice.examples import Example, Voices, write_examples
from models.training.voice.rough import roughen
from models.training.voice.sound_files import load, write_opus
from models.voice.dsp import plan
from models.voice.dsp.colour import BANDS
from models.voice.dsp.engine import DELAY, render
from models.voice.dsp.statistics import Speaker as Heard
from models.voice.dsp.statistics import measure_speaker, of_print
from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle, analyse_voice

_PIECE_S, _SHORTEST_S = 7.0, 2.0
_LEAST_PRINT_S = 5.0
_RMS = 0.04
_WANDER = 0.06  # of the logarithm of the formant scale, which use chooses by ear
_TIMES = {True: 3, False: 1}  # how often a speaker with one recording is turned into others, and one with many
_OPUS_BIT_S = 28_000


@dataclass(frozen=True, slots=True)
class _Job:
    folder: Path
    speaker: Speaker
    prints: dict[str, list[VoicePrint]]
    others: dict[bool, list[str]]  # by whether they are of the same sex
    rough: float  # share of the recordings


def prepare(folder: Path, split: str, out: Path, processes: int, rough: float = 0.0) -> int:
    """Write the examples of one split, a share of them `rough`; returns how many.

    Raises:
        ModelError: the collection cannot be used.
    """
    text = (folder / "MANIFEST.csv").read_text(encoding="utf-8-sig")
    speakers = read_speakers(io.StringIO(text, newline=""), split)
    with ProcessPoolExecutor(processes) as pool:
        found = zip(speakers, pool.map(_prints, [folder] * len(speakers), speakers, chunksize=4), strict=True)
        prints = {speaker.name: made for speaker, made in found if made}
        known = [speaker for speaker in speakers if speaker.name in prints]
        if len({speaker.gender for speaker in known}) < 2 or len(known) < 4:
            raise ModelError(f"{folder}: too few speakers in the split {split}", "use a larger collection")
        jobs = [_Job(folder, speaker, prints, _others(speaker, known), rough) for speaker in known]
        examples = [example for made in pool.map(_examples, jobs, chunksize=2) for example in made]
    heard = {speaker.name: [(item.embedding, of_print(item)) for item in prints[speaker.name]] for speaker in known}
    native = {speaker.name: len(speaker.files) == 1 or speaker.corpus != "speechocean762" for speaker in known}
    write_examples(out, Voices.collect(heard, native), examples)
    return len(examples)


def _prints(folder: Path, speaker: Speaker) -> list[VoicePrint]:
    """Measure a speaker twice, each time on a half of what there is; once if there is little."""
    recordings = [load(folder / file) for file in speaker.files]
    half = len(recordings[0]) // 2
    parts = [recordings[0][:half], recordings[0][half:]]
    if len(recordings) > 1:
        parts = [join(recordings[0::2]), join(recordings[1::2])]
    if min(map(len, parts)) < _LEAST_PRINT_S * RATE_HZ:
        parts = [join(recordings)]
    try:
        return [analyse_voice(part) for part in parts if len(part) >= _LEAST_PRINT_S * RATE_HZ]
    except SpeechNotFound:
        return []


def _others(speaker: Speaker, known: list[Speaker]) -> dict[bool, list[str]]:
    others = [other for other in known if other.name != speaker.name]
    return {
        same: [other.name for other in others if (other.gender == speaker.gender) == same] for same in (True, False)
    }


def _examples(job: _Job) -> list[Example]:
    examples: list[Example] = []
    for file in job.speaker.files:
        chance = random.Random(f"voice data 1 {file}")  # the same examples on every machine
        sound = load(job.folder / file)
        if job.rough and (other := random.Random(f"rough 1 {file}")).random() < job.rough:
            sound = roughen(sound, other)
        sound = np.clip(sound * (_RMS / max(float(np.sqrt(np.mean(np.square(sound)))), 1e-4)), -1, 1)
        size = round(_PIECE_S * RATE_HZ)
        for start in range(0, len(sound), size):
            piece = sound[start : start + size]
            if len(piece) >= _SHORTEST_S * RATE_HZ:
                for turn in range(_TIMES[len(job.speaker.files) == 1]):
                    same = (turn + len(examples) // 2) % 2 == 0
                    examples += _there_and_back(job, piece, chance.choice(job.others[same]), chance)
    return examples


def _there_and_back(job: _Job, piece: Samples, target: str, chance: random.Random) -> list[Example]:
    own = of_print(chance.choice(job.prints[job.speaker.name]))
    other = of_print(chance.choice(job.prints[target]))
    across = _turned(piece, own, other, chance)
    try:
        heard = measure_speaker(across)
    except SpeechNotFound:
        heard = other
    back = _turned(across, heard, own, chance)
    name = job.speaker.name
    return [Example(name, target, piece, across, None), Example(target, name, across, back, piece)]


def _turned(sound: Samples, source: Heard, target: Heard, chance: random.Random) -> Samples:
    """Convert with the signal-processing engine; the result is in step with the sound."""
    scale = plan.formant_scale(source, target) * float(np.exp(chance.uniform(-_WANDER, _WANDER)))
    flat = np.zeros(BANDS, np.float32)
    colour = plan.colour(source, target, scale, 1.0, flat, VoiceStyle())
    ratio = plan.pitch_ratio(source, target, VoiceStyle())
    return render(np.pad(sound, (0, DELAY)), ratio, colour)[DELAY:][: len(sound)]


def pack(folder: Path, out: Path) -> None:
    """Copy a collection with its sound as Opus; 39 MB for three hours."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "MANIFEST.csv", out)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".flac", ".wav", ".opus", ".ogg"):
            target = out / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            # under its old name, which the manifest knows; what is in it decides how it is read
            write_opus(load(path), target, _OPUS_BIT_S)


def main() -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("speech", type=Path, help="folder with MANIFEST.csv")
    parser.add_argument("-o", "--out", type=Path, help="folder for the examples")
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--rough", type=float, default=0.0, help="share of recordings with room, noise or codec, 0..1")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="only copy the collection, smaller, to there")
    args = parser.parse_args()
    if args.pack:
        pack(args.speech, args.pack)
    elif args.out:
        count = prepare(args.speech, args.split, args.out, args.processes, args.rough)
        print(f"{count} examples in {args.out}")  # noqa: T201
    else:
        parser.error("give --out or --pack")


if __name__ == "__main__":
    main()
