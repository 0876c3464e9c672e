"""VoiceButtons: the big mute button, and beside it, when push-to-talk is on, the button that is held to talk."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.key_maps import KEY_MAPS
from app.ui.look import icons, theme
from app.ui.session_model import SessionModel

_WORDS_PX, _ICON_PX, _TALK_PX = 116, 56, 150


class VoiceButtons(QWidget):
    """As high as the start button, so that it is found without looking for it."""

    def __init__(self, model: SessionModel, mute: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._compact = model, False
        self.mute_button = self._button("muteButton", mute.toolTip())
        self.mute_button.setCheckable(True)
        self.mute_button.clicked.connect(mute.trigger)
        self._mute = mute
        mute.changed.connect(lambda: self.mute_button.setToolTip(mute.toolTip()))
        self.talk_button = self._button("talkButton", "")
        self.talk_button.pressed.connect(lambda: model.voice.talk(True))
        self.talk_button.released.connect(lambda: model.voice.talk(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.mute_button)
        row.addWidget(self.talk_button)
        model.voice.changed.connect(self.show_state)
        model.settings_changed.connect(lambda _: self.show_state())
        self.show_state()

    def _button(self, name: str, tip: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setIconSize(QSize(24, 24))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def set_compact(self, compact: bool) -> None:
        """Leave the words away, or write them."""
        self._compact = compact
        self.show_state()

    def show_state(self) -> None:
        """Show whether the voice is muted and whether the talk key is held."""
        muted, push = self._model.voice.muted, self._model.settings.push_to_talk
        talking = self._model.voice.talking
        name = self.tr("Muted") if muted else self.tr("Mute")
        narrow = self._compact or (push and not muted)
        self._mute.setChecked(muted)
        self.mute_button.setChecked(muted)
        self.mute_button.setText("" if narrow else f" {name}")
        self.mute_button.setAccessibleName(name)
        self.mute_button.setFixedWidth(_ICON_PX if narrow else _WORDS_PX)
        self.mute_button.setIcon(icons.icon("muted" if muted else "microphone", theme.TEXT, theme.ON_ALARM))
        key = KEY_MAPS[self._model.settings.keys].talk
        self.talk_button.setToolTip(self.tr("Hold this button or {key} while you speak (push to talk)").format(key=key))
        self.talk_button.setVisible(push and not muted)
        hold, live = self.tr("Hold to talk"), self.tr("On air")
        self.talk_button.setText("" if self._compact else live if talking else hold)
        self.talk_button.setAccessibleName(live if talking else hold)
        self.talk_button.setFixedWidth(_ICON_PX if self._compact else _TALK_PX)
        self.talk_button.setIcon(icons.icon("microphone", theme.ON_ACCENT if talking else theme.ACCENT))
        self.talk_button.setProperty("live", talking)
        self.talk_button.style().polish(self.talk_button)
