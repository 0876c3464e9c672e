"""The colours of the window: one dark and one light set, each colour by what it is for."""

from dataclasses import dataclass, fields

__all__ = ["DARK", "LIGHT", "Palette"]


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, as #rrggbb.

    Text colours reach 4.5 : 1 on the grounds they are written on (WCAG 2.2, 1.4.3).

    Attributes:
        name: "dark" or "light".
        background, panel, surface, surface_hover: grounds, from the farthest to the nearest.
        line: thin lines between parts.
        chosen: ground of what is chosen among several.
        text, text_soft, disabled: of words.
        accent, accent_hover, on_accent: of what is on or asks to be pressed, and words on it.
        accent_deep: the quiet end of a meter.
        record, warning: words and signs of what runs or needs attention.
        alarm, alarm_hover, on_alarm: a ground for what nobody may overlook, and words on it.
        track, knob, handle, handle_hover: what moves and what it moves in: sliders, meters, scroll bars.
        info_ground, warning_ground, error_ground: of messages.
    """

    name: str
    background: str
    panel: str
    surface: str
    surface_hover: str
    line: str
    chosen: str
    text: str
    text_soft: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_deep: str
    record: str
    warning: str
    alarm: str
    alarm_hover: str
    on_alarm: str
    track: str
    knob: str
    handle: str
    handle_hover: str
    info_ground: str
    warning_ground: str
    error_ground: str

    @classmethod
    def roles(cls) -> list[str]:
        """Return the names of all colours."""
        return [field.name for field in fields(cls) if field.name != "name"]


DARK = Palette(
    name="dark",
    background="#121418",
    panel="#1a1d23",
    surface="#252932",
    surface_hover="#2f343f",
    line="#30353f",
    chosen="#3b414d",
    text="#eceef1",
    text_soft="#a9b0bc",
    disabled="#6f7683",
    accent="#56d6b9",
    accent_hover="#74e2ca",
    on_accent="#06251e",
    accent_deep="#2f8f7b",
    record="#ff7370",
    warning="#f5c161",
    alarm="#c62f2c",
    alarm_hover="#d03a37",
    on_alarm="#ffffff",
    track="#4a515e",
    knob="#eceef1",
    handle="#3b414d",
    handle_hover="#4c5360",
    info_ground="#2a2e37",
    warning_ground="#37301f",
    error_ground="#3a2528",
)

LIGHT = Palette(
    name="light",
    background="#eef1f4",
    panel="#fbfcfd",
    surface="#e3e7ec",
    surface_hover="#d7dce3",
    line="#d3d8df",
    chosen="#ffffff",
    text="#15181d",
    text_soft="#475060",
    disabled="#8a92a0",
    accent="#08695a",
    accent_hover="#0a5a4d",
    on_accent="#ffffff",
    accent_deep="#4fb39d",
    record="#b3261e",
    warning="#7a4b00",
    alarm="#c62f2c",
    alarm_hover="#b02522",
    on_alarm="#ffffff",
    track="#828c99",
    knob="#ffffff",
    handle="#b9c0cb",
    handle_hover="#9aa3b1",
    info_ground="#dfe5ea",
    warning_ground="#f6e8c9",
    error_ground="#f8dcda",
)
