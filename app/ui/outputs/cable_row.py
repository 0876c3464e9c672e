"""CableRow: the virtual microphone in the side bar: its state in words, one button, whether it stays."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.inputs.sound_list import SoundList
from app.ui.outputs.cable_control import CableControl
from app.ui.parts.widgets import SwitchRow, sentences, soft_label
from app.ui.session_model import SessionModel

if TYPE_CHECKING:
    from app.sound.cable import CableStatus

_LOOK_EVERY_MS = 3000
_FOREIGN = sys.platform in ("win32", "darwin")  # there somebody else's driver is the cable


class CableRow(QWidget):
    """What there is, and the one thing to do about it."""

    def __init__(
        self, model: SessionModel, devices: SoundList, control: CableControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._devices, self._control = model, devices, control
        self.words = soft_label(parent=self)
        self.button = QPushButton(self)
        self.button.setToolTip(self.tr("A microphone that call programs can choose, and that speaks with the voice"))
        self.button.clicked.connect(self._click)
        self.stay = SwitchRow(
            self.tr("Remove it on closing"),
            self.tr("When the window is closed “Likeness Microphone” goes too, unless a program still listens to it"),
            self,
        )
        self.stay.toggled.connect(lambda on: model.change(remove_cable=on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for widget in (self.words, self.button, self.stay):
            column.addWidget(widget)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(control.look)
        control.changed.connect(self._show)
        devices.changed.connect(self._show)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch who listens, as long as somebody sees it."""
        super().showEvent(event)
        if not _FOREIGN:
            self._control.look()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no longer."""
        self._timer.stop()
        super().hideEvent(event)

    def _show_settings(self, settings: Settings) -> None:
        self.stay.set_on(settings.remove_cable)
        self._show()

    def _show(self) -> None:
        if _FOREIGN:
            self._show_guide()
            return
        status = self._control.status
        self.words.setText(self._state(status))
        self.button.setText(self._offer(status))
        self.button.setEnabled(status is not None and not self._control.busy and not (status.listeners and self._used))
        self.stay.setVisible(status is not None and status.state == "ready" and status.owner == "us")

    @property
    def _used(self) -> bool:
        """Whether the voice goes there, so that the button offers to remove it."""
        return self._control.chosen

    def _offer(self, status: "CableStatus | None") -> str:
        if status is not None and status.state == "unavailable":
            return self.tr("Look again")
        if status is None or status.state != "ready":
            return self.tr("Create Likeness Microphone")
        return self.tr("Remove Likeness Microphone") if self._used else self.tr("Send the voice there")

    def _state(self, status: "CableStatus | None") -> str:
        if self._control.busy or status is None:
            return self.tr("Looking for a virtual microphone…")
        if status.state == "unavailable":
            return sentences(status.why, status.advice)
        if status.state == "missing":
            return self.tr("Virtual microphone: missing. One click creates it; call programs can then choose it.")
        if status.state == "damaged":
            return self.tr("Virtual microphone: only half of it is there. One click repairs it.")
        if status.listeners:
            names = ", ".join(status.listeners)
            return self.tr("Virtual microphone: {state} ({names}).").format(state=self._in_use(status), names=names)
        return self.tr("Virtual microphone: ready. Choose “Likeness Microphone” in your call program.")

    def _in_use(self, status: "CableStatus") -> str:
        count = len(status.listeners)
        return self.tr("in use by one program") if count == 1 else self.tr("in use by {n} programs").format(n=count)

    def _show_guide(self) -> None:
        from app.sound.cable_guide import find_cable

        found = find_cable(self._devices.outputs)
        self.stay.setVisible(False)
        self.words.setText(sentences(found.text, found.next_step) if self._devices.looked else "")
        self.button.setText(self.tr("Send the voice there") if found.device else self.tr("Look again"))
        self.button.setVisible(found.device is None or found.device.id != self._model.settings.audio_output)

    def _click(self) -> None:
        if _FOREIGN:
            from app.sound.cable_guide import find_cable

            found = find_cable(self._devices.outputs)
            if found.device is not None:
                self._model.change(audio_output=found.device.id)
            else:
                self._devices.refresh()
            return
        status = self._control.status
        if status is None or status.state == "unavailable":
            self._control.look()
        elif status.state != "ready":
            self._control.create()
        elif self._used:
            self._control.remove()
        else:
            self._control.use()
