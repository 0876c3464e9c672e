"""How each output is doing, in a few words for its button; a QObject so that they can be translated."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.languages.translator import told
from app.ui.outputs.output_panel import clock

if TYPE_CHECKING:
    from app.sound.cable import CableStatus

LIKENESS_CABLE = "PulseAudio: likeness_cable"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the button of an output.

    Attributes:
        words: a few.
        tone: "off", "wait", "on", "rec" or "bad".
        tip: what a click does, in a sentence.
    """

    words: str
    tone: str
    tip: str


class OutputStates(QObject):
    """Reads settings and status; touches nothing."""

    def camera(self, settings: Settings, status: SessionStatus) -> Shown:
        """Return the state of the virtual camera."""
        off = self.tr("Click to switch it off.")
        if settings.virtual_camera == "none":
            return Shown(self.tr("Off"), "off", self.tr("Click to send the portrait to your call program."))
        if status.state != "running":
            return Shown(self.tr("Waits for Start"), "wait", off)
        if status.virtual_camera == "off":
            again = self.tr("It could not be opened. Click to switch it off, and again to retry.")
            return Shown(self.tr("Not connected"), "bad", again)
        state = told(status.virtual_camera)
        tip = f"{state[:1].upper()}{state[1:]}. {off}"
        width, height = status.camera_size
        same = status.camera_size in ((0, 0), (status.width, status.height))
        # there is no room for more words; the tip says why
        return Shown(self.tr("On") if same else f"{width} × {height}", "on", tip)

    def cable(
        self, settings: Settings, status: SessionStatus, cable: "CableStatus | None", *, ours: bool, busy: bool
    ) -> Shown:
        """Return the state of the voice's way out.

        Args:
            settings: where the voice is to go.
            status: whether it goes there.
            cable: how our virtual microphone is; None while that is not known.
            ours: this system's virtual microphone is made by us, not by somebody else's driver.
            busy: it is being made or removed.
        """
        if busy:
            return Shown(self.tr("One moment…"), "wait", self.tr("The virtual microphone is being looked at."))
        address, voice = settings.audio_output, status.voice
        if address == "none":
            return self._no_cable(cable, ours=ours)
        tip = self.tr("Click to let nobody hear the voice.")
        if status.state == "running" and voice.state == "running":
            if not voice.output:
                return Shown(self.tr("Not open"), "bad", tip)
            count = len(cable.listeners) if cable is not None and address == LIKENESS_CABLE else 0
            words = self.tr("On, {count} listening").format(count=count) if count else self.tr("On")
            return Shown(words, "on", self.tr("The voice goes to {name}.").format(name=voice.output) + " " + tip)
        if status.state == "running":
            return Shown(self.tr("No voice"), "bad", self.tr("The voice does not run. See the voice page."))
        return Shown(self.tr("Waits for Start"), "wait", tip)

    def _no_cable(self, cable: "CableStatus | None", *, ours: bool) -> Shown:
        if ours and (cable is None or cable.state == "unavailable"):
            return Shown(self.tr("Off"), "off", self.tr("Others cannot hear you. Click to choose an output."))
        return Shown(self.tr("Off"), "off", self.tr("Others cannot hear you. Click to send the voice to them."))

    def record(self, status: SessionStatus, *, recording: bool, saved: bool) -> Shown:
        """Return the state of the recording."""
        if recording:
            return Shown(clock(status.recorded_s), "rec", self.tr("Click to finish the recording."))
        begin = self.tr("Click to record what others see and hear.")
        if status.state != "running":
            return Shown(self.tr("Saved") if saved else self.tr("Off"), "off", self.tr("Start first, then record."))
        return Shown(self.tr("Saved") if saved else self.tr("Off"), "off", begin)
