"""Settings of a session: one frozen record, kept as TOML, migrated from version to version."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.errors import SettingsError
from app.paths import config_dir
from app.toml_file import Tell, keep_newer, read_table, version_of, write_table

log = logging.getLogger(__name__)

VERSION = 2
DEFAULT_VOICE = "clara"
KEY_MAPS = ("standard", "avatarify")
THEMES = ("system", "dark", "light")
LANGUAGES = ("auto", "en", "zh_CN")
WHEN_AWAY = ("pause", "resume", "go on")
NUMBER_KEYS = ("avatars", "profiles")
GLOBAL_KEYS = ("mute=Ctrl+Alt+M", "panic=Ctrl+Alt+P", "next_profile=Ctrl+Alt+N")

_RANGES = (
    ("strength", 0.0, 2.0),
    ("head_strength", 0.0, 2.0),
    ("eyes_strength", 0.0, 2.0),
    ("mouth_strength", 0.0, 2.0),
    ("brows_strength", 0.0, 2.0),
    ("smoothing", 0.0, 2.0),
    ("zoom", 0.5, 3.0),
    ("offset_x", -0.5, 0.5),
    ("offset_y", -0.5, 0.5),
    ("crop", 0.1, 1.0),
    ("crop_x", -0.5, 0.5),
    ("crop_y", -0.5, 0.5),
    ("osc_port", 0, 65_535),
    ("fps", 1.0, 120.0),
    ("stream_kbit_s", 0, 12_000),
    ("semitones", -24.0, 24.0),
    ("formant", -6.0, 6.0),
    ("voice_strength", 0.0, 1.0),
    ("input_gain_db", -20.0, 20.0),
    ("av_offset_ms", -500.0, 500.0),
    ("self_view_opacity", 0.1, 0.9),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a session needs to know.

    Attributes:
        camera: camera id, film file, stream address, "synthetic" or "demo"; "" is the first camera.
        avatar: id or name of an avatar, or the path of a picture.
        engine: name in models.engines.PORTRAIT_ENGINES.
        device: where the engine computes: "auto", "cpu", "cuda" or "mps"; the landmark engine needs no choice.
        face_engine: name in models.engines.FACE_ENGINES; what finds the driver's face.
        width, height: output size in pixels, even; 0 is the portrait's own size.
        fps: output rate, frames per second.
        motion: "relative" or "absolute".
        strength: 0 (still) .. 2 (doubled).
        head_strength, eyes_strength, mouth_strength, brows_strength: the same for one region, on top of it.
        smoothing: of trembling, 0 (none) .. 1 (ordinary) .. 2 (strong; quick motion is softened, too).
        keep_size: coming nearer to the camera does not enlarge the portrait's head; the engine fomm never does.
        zoom: how large the portrait stands in the output, 0.5 .. 3; 1 fills it.
        offset_x, offset_y: where, in shares of the output's width and height, to the right and down.
        follow_head: the output is a window that keeps the portrait's head in its middle.
        crop: which share of the camera's picture is looked at, 0.1 .. 1.
        crop_x, crop_y: where, in shares of the picture's width and height, to the right and down from its middle.
        follow_face: the crop follows the face by itself, slowly; it is as wide as the face needs, `crop` at the least.
        background: "keep", "blur", "#rrggbb", "transparent" (green where a transparent one cannot be) or the path of a
            picture.
        mirror_input: the driving picture is mirrored (the portrait moves like a mirror image).
        mirror_preview: only the preview is mirrored.
        mirror_output: what others see is mirrored.
        virtual_camera: "auto", a device, or "none".
        self_view: the window shows the camera beside the portrait, or over it.
        self_view_over: the camera lies over the portrait, see-through, to bring both into line.
        self_view_opacity: how much of it covers the portrait then, 0.1 .. 0.9.
        landmarks: the points that are followed are drawn on the camera's picture.
        theme: colours of the window: "dark", "light", or "system" for those of the desktop.
        recordings: folder for recordings; "" is the system's folder for films.
        stream_address: where a stream goes, without its key; "": nowhere yet.
        stream_key: the secret that lets it in, only if the user wants it to be kept here.
        stream_kbit_s: of the stream's picture, thousands of bits per second, 500 .. 12000; 0: what suits its size.
        microphone: device id, sound or film file, "camera" (the driving film's own sound), or "none"; "" is "camera"
            where the driver has sound, else the system's microphone.
        voice: id or name of a voice, or the path of a voice file; "original" passes the user's own voice through.
        voice_engine: name in models.voice_engines.VOICE_ENGINES; "auto" is the best one for this machine.
        audio_output: device id where others hear the voice (a virtual cable), "" the system's, or "none".
        monitor: device id where the user hears it too, or "none".
        remove_cable: a virtual cable that the window has made goes when it is closed, unless somebody listens to it.
        semitones: pitch on top of the automatic one, -24..24.
        formant: formant shift on top of the automatic one, semitones, -6..6.
        voice_strength: 0 (own voice's colour) .. 1 (the target's).
        auto_pitch: the user's range is moved onto the target's.
        input_gain_db: -20..20, before everything else.
        noise_gate: silence between the words is silent.
        noise_suppression: steady noise is taken out before conversion.
        push_to_talk: silent unless the key is held.
        sync: voice and picture are brought into step, the faster one waits.
        av_offset_ms: by hand on top of that; positive lets the voice be later, -500..500.
        remember_calibration: the calm face is kept for each camera, avatar and engine.
        watch_calibration: a new calibration is offered when the user sits otherwise than at the last one.
        steady: when the machine is busy less is computed, so that pictures go on leaving steadily.
        when_away: while the screen is locked or the computer sleeps: "pause" until the user goes on, "resume" by itself
            when the user is back, or "go on". Only the window knows of it.
        keys: "standard" or "avatarify", which keys the window's commands have.
        own_keys: the user's own ones instead, "COMMAND=KEY", "COMMAND=" for none.
        number_keys: "avatars" or "profiles", what 1 to 9 choose.
        global_keys_on: keys are heard also while another program has the keyboard.
        global_keys: these, "COMMAND=KEY".
        osc_port: where orders by OSC are heard, 0: nowhere; osc_from_network: also from other computers.
        midi_input: name of the MIDI device whose keys and knobs give orders, "": none.
        bindings: which key, knob or OSC address gives which order, "midi note 1 60=mute toggle".
        start_minimised: the window begins in the tray, or minimised where there is none.
        language: of the window: "auto" (the system's), "en" or "zh_CN"; from its next start on.
    """

    camera: str = ""
    avatar: str = "grace-hopper"
    engine: str = "landmark"
    device: str = "auto"
    face_engine: str = "mesh"
    width: int = 1280  # what call programs expect of a camera
    height: int = 720
    fps: float = 30.0
    motion: str = "relative"
    strength: float = 1.0
    head_strength: float = 1.0
    eyes_strength: float = 1.0
    mouth_strength: float = 1.0
    brows_strength: float = 1.0
    smoothing: float = 1.0
    keep_size: bool = False
    zoom: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    follow_head: bool = False
    crop: float = 1.0
    crop_x: float = 0.0
    crop_y: float = 0.0
    follow_face: bool = False
    background: str = "keep"
    mirror_input: bool = False
    mirror_preview: bool = True
    mirror_output: bool = False
    virtual_camera: str = "none"
    self_view: bool = True
    self_view_over: bool = False
    self_view_opacity: float = 0.4
    landmarks: bool = False
    theme: str = "system"
    recordings: str = ""
    stream_address: str = ""
    stream_key: str = field(default="", repr=False)
    stream_kbit_s: int = 0
    microphone: str = ""
    voice: str = DEFAULT_VOICE
    voice_engine: str = "auto"
    audio_output: str = "none"
    monitor: str = "none"
    remove_cable: bool = True
    semitones: float = 0.0
    formant: float = 0.0
    voice_strength: float = 1.0
    auto_pitch: bool = True
    input_gain_db: float = 0.0
    noise_gate: bool = True
    noise_suppression: bool = False
    push_to_talk: bool = False
    sync: bool = True
    av_offset_ms: float = 0.0
    remember_calibration: bool = True
    watch_calibration: bool = True
    steady: bool = True
    when_away: str = "pause"
    keys: str = "standard"
    own_keys: tuple[str, ...] = ()
    number_keys: str = "avatars"
    global_keys_on: bool = False
    global_keys: tuple[str, ...] = GLOBAL_KEYS
    osc_port: int = 0
    osc_from_network: bool = False
    midi_input: str = ""
    bindings: tuple[str, ...] = ()
    start_minimised: bool = False
    language: str = "auto"

    def __post_init__(self) -> None:
        """Raise SettingsError for a value that cannot work."""
        if self.motion not in ("relative", "absolute"):
            raise SettingsError(f"motion is {self.motion!r}", "use relative or absolute")
        if self.keys not in KEY_MAPS:
            raise SettingsError(f"keys is {self.keys!r}", f"use {' or '.join(KEY_MAPS)}")
        if self.theme not in THEMES:
            raise SettingsError(f"theme is {self.theme!r}", f"use {', '.join(THEMES)}")
        if self.language not in LANGUAGES:
            raise SettingsError(f"language is {self.language!r}", f"use {', '.join(LANGUAGES)}")
        if self.when_away not in WHEN_AWAY:
            raise SettingsError(f"when_away is {self.when_away!r}", f"use {', '.join(WHEN_AWAY)}")
        if self.number_keys not in NUMBER_KEYS:
            raise SettingsError(f"number_keys is {self.number_keys!r}", f"use {' or '.join(NUMBER_KEYS)}")
        for name, lowest, highest in _RANGES:
            if not lowest <= getattr(self, name) <= highest:
                raise SettingsError(
                    f"{name} is {getattr(self, name):g}", f"use a number from {lowest:g} to {highest:g}"
                )
        if (self.width, self.height) != (0, 0) and not (
            64 <= self.width <= 3840 and 64 <= self.height <= 2160 and self.width % 2 == self.height % 2 == 0
        ):
            raise SettingsError(
                f"size is {self.width}x{self.height}", "use even numbers from 64x64 to 3840x2160, as in 1280x720"
            )

    @property
    def size(self) -> tuple[int, int] | None:
        """Output width and height in pixels, None for the portrait's own."""
        return (self.width, self.height) if self.width else None


_NUMBERS = {name for name, lowest, _ in _RANGES if isinstance(lowest, float)}


def _engine_by_itself(table: dict[str, Any]) -> dict[str, Any]:
    """Version 1 wrote "dsp" into every file, since there was nothing to choose: nobody's wish."""
    return {name: value for name, value in table.items() if (name, value) != ("voice_engine", "dsp")}


# version found -> function that turns such a table into one of the next version
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _engine_by_itself}


def settings_file() -> Path:
    """Where the settings are kept."""
    return config_dir() / "settings.toml"


def load_settings(path: Path | None = None, tell: Tell = log.info) -> Settings:
    """Read the settings; what is missing or unusable falls back to its default.

    Args:
        path: the file, None: the user's.
        tell: hears of a damaged file, which is kept aside, and of one that a newer program has written.
    """
    path = path or settings_file()
    table = read_table(path, "settings", tell)
    if table is None:
        return Settings()
    found = version_of(table, VERSION)
    if found > VERSION:
        keep_newer(path, found, "settings", tell)
    return settings_from(table, found)


def settings_from(table: Mapping[str, Any], found: int = VERSION) -> Settings:
    """Take over each value that is of its field's type and valid; width and height only together.

    Args:
        table: values by name; what is no setting is left out.
        found: version of the program that wrote them.
    """
    for version in range(found, VERSION):
        table = MIGRATIONS[version](dict(table))
    settings = Settings()
    good = {f.name: table[f.name] for f in fields(Settings) if f.name in table}
    good = {name: float(v) if type(v) is int and name in _NUMBERS else v for name, v in good.items()}
    good = {name: tuple(v) if _is_words(v) else v for name, v in good.items()}
    good = {name: v for name, v in good.items() if type(v) is type(getattr(settings, name))}
    size: dict[str, Any] = {name: good.pop(name) for name in ("width", "height") if name in good}
    for changes in [{name: value} for name, value in good.items()] + ([size] if len(size) == 2 else []):
        try:
            settings = replace(settings, **changes)
        except SettingsError as error:
            log.info("setting ignored: %s", error)
    return settings


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; the old file stays until the new one is complete. Raises SettingsError."""
    table = {"version": VERSION} | asdict(settings)
    write_table(path or settings_file(), table, "Likeness settings; delete this file to start afresh")
