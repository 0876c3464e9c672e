"""Whether a microphone is the listening end of our own cable: what the program plays, it would hear again."""

import re

from app.sound.cable import CABLE, PROBE

__all__ = ["OWN_MICROPHONE", "is_own"]

OWN_MICROPHONE = (
    "{name} is the microphone that this program plays into: it would hear itself, and not you",
    "choose the microphone that you speak into",
)
_PLAIN = re.compile(r"[\W_]+")


def is_own(name: str) -> bool:
    """Whether an id or a name, as PortAudio, PulseAudio or people write it, means that end."""
    plain = _PLAIN.sub(" ", name.casefold()).strip()
    ends = [end for names in (CABLE, PROBE) for end in (names.source, names.source_words)]
    monitors = [names.sink for names in (CABLE, PROBE)] + [names.sink_words for names in (CABLE, PROBE)]
    if any(_PLAIN.sub(" ", end.casefold()) in plain for end in ends):
        return True
    return "monitor" in plain and any(_PLAIN.sub(" ", sink.casefold()) in plain for sink in monitors)
