"""Who the starter voices are: which synthesiser speaks, and how its voice is changed into nobody's in particular."""

from dataclasses import dataclass

from installer.starter_voices.speech import ESPEAK, FESTIVAL, FLITE, Speech

_CMU = "free of charge for any use, with the copyright notice (Carnegie Mellon University, BSD-like)"
_EDINBURGH = "free of charge for any use, with the copyright notice (University of Edinburgh, BSD-like)"
_KAL = "free of charge for any use, with the copyright notice (Alan W Black and Kevin Lenzo, BSD-like)"
_FORMANTS = "speech of a formant synthesiser, without recordings of anybody; the program is under GPL-3.0-or-later"


@dataclass(frozen=True, slots=True)
class Starter:
    """One voice.

    Attributes:
        id: name of its file.
        name: display name.
        speech: how the synthesiser is asked to speak.
        licence: of the synthesiser's voice.
        melody: least deviation of log F0; synthesisers speak more evenly (0.06 to 0.13) than people (about 0.2), and
            whoever takes on their voice would sound bored.
    """

    id: str
    name: str
    speech: Speech
    licence: str
    melody: float = 0.18


CAST: tuple[Starter, ...] = (
    Starter("clara", "Clara", Speech(FLITE, "slt", f0_hz=195.0), _CMU),
    Starter("ruth", "Ruth", Speech(FESTIVAL, "cmu_us_slt_arctic_hts", size=0.87), _CMU),
    Starter("wren", "Wren", Speech(FESTIVAL, "cmu_us_slt_arctic_hts", size=1.3), _CMU),
    Starter("ida", "Ida", Speech(FESTIVAL, "ked_diphone", size=1.22, f0_hz=205.0), _EDINBURGH),
    Starter("juno", "Juno", Speech(ESPEAK, "en-us+anika"), _FORMANTS),
    Starter("sage", "Sage", Speech(FLITE, "rms", size=1.33), _CMU),
    Starter("angus", "Angus", Speech(FLITE, "awb"), _CMU),
    Starter("theo", "Theo", Speech(FESTIVAL, "ked_diphone", size=0.94, f0_hz=112.0), _EDINBURGH),
    Starter("walter", "Walter", Speech(FESTIVAL, "kal_diphone", f0_hz=98.0), _KAL),
    Starter("conrad", "Conrad", Speech(FLITE, "rms"), _CMU),
    Starter("magnus", "Magnus", Speech(FLITE, "rms", size=0.82), _CMU),
    Starter("robin", "Robin (robot)", Speech(ESPEAK, "en-us+klatt4"), _FORMANTS, melody=0.0),
)
