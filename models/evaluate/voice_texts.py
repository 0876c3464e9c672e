"""Whether words survive: sentences whose text is known, recognised before and after conversion.

Phone and word error rates are edits over the length of the text, summed over all sentences. The manifest's column
`text` holds the words; speakers with several recordings are the sources, and the voices they are given.

Read the rates before conversion first: of foreign accents on telephones the recogniser of `voice_phones` gets most
wrong already, and then what conversion adds says little (near 1 more errors cannot be seen, and insertions count in
full). What is added on native speech (`voice.PairScore.phone_error`) is the firmer number there.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.evaluate.voice_edits import edit_distance
from models.evaluate.voice_material import Material, join
from models.evaluate.voice_pairs import Pair, Speaker
from models.evaluate.voice_phones import Phones, Recogniser, Words, split_words
from models.evaluate.voice_stream import convert
from models.voice_engines import Samples, VoiceEngine

SENTENCES = 4  # of each pair, apart from what the engine learns the speaker from


@dataclass(frozen=True, slots=True)
class TextScore:
    """Errors in one sentence, and how many phones and words it has."""

    source: str
    target: str
    file: str
    phones: int
    phone_errors_before: int
    phone_errors: int
    words: int
    word_errors_before: int
    word_errors: int


def read_texts(manifest: Iterable[str]) -> dict[str, str]:
    """Return the text of each file that has one; nothing if the manifest has no such column."""
    return {row["file"]: row["text"] for row in csv.DictReader(manifest) if row.get("text") and row.get("file")}


def choose_text_pairs(speakers: Sequence[Speaker], texts: dict[str, str]) -> list[Pair]:
    """Return a pair for each speaker with texts: with the next one of the same sex or of the other, in turn."""
    able = [speaker for speaker in speakers if speaker.held_out and any(file in texts for file in speaker.held_out)]
    pairs = []
    for place, source in enumerate(able):
        others = able[place + 1 :] + able[:place]
        fitting = [other for other in others if (other.gender == source.gender) is (place % 2 == 0)]
        pairs += [Pair(source, target, single=False) for target in (fitting or others)[:1]]
    return pairs


def score_texts(
    engine: VoiceEngine, material: Material, recogniser: Recogniser, pair: Pair, texts: dict[str, str]
) -> list[TextScore]:
    """Convert some sentences of a speaker and count the errors; sentences with words of no dictionary are left out.

    Raises:
        SpeechNotFound: too little speech.
        Whatever reading raises.
    """
    engine.reset()
    engine.set_voice(material.target(pair.target, single=False).print)
    engine.fit(join([material.load(file) for file in pair.source.enrolment]))
    scores = []
    for file in [file for file in pair.source.held_out if file in texts][:SENTENCES]:
        words = split_words(texts[file])
        phones = recogniser.pronounce(words)
        if not phones:
            continue
        speech = material.load(file)
        result, _, _ = convert(engine, speech)
        before, after = (_errors(recogniser, sound, phones, words) for sound in (speech, result))
        names = pair.source.name, pair.target.name
        scores.append(TextScore(*names, file, len(phones), before[0], after[0], len(words), before[1], after[1]))
    return scores


def summarise_texts(scores: Sequence[TextScore]) -> dict[str, float]:
    """Return `n` and the rates `phone_error`, `word_error` and the same `_before`; nothing of no scores."""
    if not scores:
        return {}

    def rate(errors: str, of: str) -> float:
        return float(sum(getattr(score, errors) for score in scores) / sum(getattr(score, of) for score in scores))

    return {
        "n": len(scores),
        "phone_error_before": rate("phone_errors_before", "phones"),
        "phone_error": rate("phone_errors", "phones"),
        "word_error_before": rate("word_errors_before", "words"),
        "word_error": rate("word_errors", "words"),
    }


def _errors(recogniser: Recogniser, sound: Samples, phones: Phones, words: Words) -> tuple[int, int]:
    return edit_distance(phones, recogniser.phones(sound)), edit_distance(words, recogniser.words(sound))
