"""What a profile does, in a few words."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.settings import Settings

Names = Callable[[Settings], tuple[str, str]]
"""Returns what the avatar and the voice of some settings are called."""


def describe(settings: Settings, names: Names, joint: str = "\n") -> str:
    """Return avatar, voice and outputs of a profile, a line for each or as `joint` says."""
    tr = QCoreApplication.translate
    avatar, voice = names(settings)
    outputs = []
    if settings.virtual_camera != "none":
        outputs.append(tr("ProfileWords", "virtual camera"))
    if settings.audio_output != "none":
        outputs.append(tr("ProfileWords", "voice to others"))
    lines = [
        tr("ProfileWords", "Avatar: {name}").format(name=avatar),
        tr("ProfileWords", "Voice: {name}").format(name=voice),
        tr("ProfileWords", "Outputs: {names}").format(names=", ".join(outputs) or tr("ProfileWords", "none")),
    ]
    return joint.join(lines)
