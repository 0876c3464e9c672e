"""CastStep: as whom to appear, and in whose voice to speak."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from app.settings import Settings
from app.ui.avatars import avatar_library
from app.ui.avatars.avatar_delegate import CELL_PX, AvatarDelegate
from app.ui.look import icons, theme
from app.ui.preview.picture_view import PictureView
from app.ui.voices.voice_delegate import VoiceDelegate
from app.ui.voices.voice_player import VoicePlayer
from app.ui.welcome.step import Step

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_ID_ROLE = Qt.ItemDataRole.UserRole  # of avatars and of voices
_PORTRAIT_PX = QSize(280, 320)
_VOICES_PX = 250


def whole(items: QAbstractItemModel) -> QAbstractItemModel:
    """Return all items behind a model that shows only those that were searched for."""
    while isinstance(items, QSortFilterProxyModel):
        items = items.sourceModel()
    return items


class CastStep(Step):
    """The chosen portrait large, all portraits, all voices; the lists are the window's, so nothing is listed twice."""

    def __init__(self, window: "MainWindow", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words(
            self.tr("Avatar and voice"),
            self.tr("Who will you be?"),
            self.tr("Take one of these, or a photo that you have the right to use. Both can be changed in mid-call."),
        )
        self._window, self._model = window, window.model
        self._avatar = ""
        self.portrait = PictureView(self.tr("Avatar"), "person", self)
        self.portrait.setFixedSize(_PORTRAIT_PX)
        self.words = QLabel(self)
        self.words.setProperty("role", "heading")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.avatars = self._list(self.tr("Avatars"), AvatarDelegate(self))
        self.avatars.setModel(whole(window.avatars.view.model()))
        self.avatars.setViewMode(QListView.ViewMode.IconMode)
        self.avatars.setResizeMode(QListView.ResizeMode.Adjust)
        self.avatars.setMovement(QListView.Movement.Static)
        self.avatars.setGridSize(CELL_PX)
        self.voices = self._list(self.tr("Voices"), VoiceDelegate(self))
        self.voices.setModel(whole(window.voices.view.model()))
        self.voices.setFixedWidth(_VOICES_PX)
        self.avatars.clicked.connect(self._take_avatar)
        self.avatars.activated.connect(self._take_avatar)
        self.voices.clicked.connect(self._take_voice)
        self.voices.activated.connect(self._take_voice)
        self.player = VoicePlayer(self._model, self)
        self.player.changed.connect(self._show_player)
        self._make_buttons()
        self.body.addLayout(self._make_row(), 1)
        self._model.settings_changed.connect(self._show_settings)

    def _list(self, name: str, delegate: QStyledItemDelegate) -> QListView:
        view = QListView(self)
        view.setAccessibleName(name)
        view.setToolTip(self.tr("Click to choose"))
        view.setItemDelegate(delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return view

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(self.tr("Use my own photo…"), self)
        self.add_button.setIcon(icons.icon("add", theme.TEXT))
        self.add_button.setToolTip(self.tr("Make an avatar from a photo"))
        self.add_button.clicked.connect(self._window.commands.avatars.choose_photo)
        self.listen_button = QPushButton(self)
        self.listen_button.setToolTip(self.tr("Hear a sentence spoken in the chosen voice; only you hear it"))
        self.listen_button.clicked.connect(self._listen)
        self._show_player()

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        chosen = QVBoxLayout()
        chosen.setSpacing(10)
        chosen.addWidget(self.portrait)
        chosen.addWidget(self.words)
        chosen.addStretch(1)
        row.addLayout(chosen)
        for title, view, button, stretch in (
            (self.tr("Avatar"), self.avatars, self.add_button, 1),
            (self.tr("Voice"), self.voices, self.listen_button, 0),
        ):
            heading = QLabel(title, self)
            heading.setProperty("role", "heading")
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(heading)
            column.addWidget(view, 1)
            column.addWidget(button)
            row.addLayout(column, stretch)
        return row

    def enter(self) -> None:
        """Show what is chosen."""
        super().enter()
        self._show_settings(self._model.settings)
        for view, chosen in ((self.avatars, self._model.settings.avatar), (self.voices, self._model.settings.voice)):
            index = _find(view, chosen)
            if index is not None:
                view.setCurrentIndex(index)
                view.scrollTo(index)

    def leave(self) -> None:
        """Be quiet."""
        super().leave()
        self.player.stop()

    # -- choosing

    def _take_avatar(self, index: QModelIndex) -> None:
        self._model.change(avatar=index.data(_ID_ROLE))

    def _take_voice(self, index: QModelIndex) -> None:
        self._model.change(voice=index.data(_ID_ROLE))

    def _show_settings(self, settings: Settings) -> None:
        if not self.shown:
            return
        if self.player.playing:
            self.player.stop()
        self._show_words()
        if settings.avatar == self._avatar:
            return
        wanted = self._avatar = settings.avatar

        def loaded(picture: NDArray[np.uint8]) -> None:
            if wanted == self._avatar:
                self.portrait.show_picture(picture)

        self._model.background.run(lambda: avatar_library.still(wanted), loaded, lane="still")

    def _show_words(self) -> None:
        """Say who is chosen."""
        settings = self._model.settings
        names = [_name(self.avatars, settings.avatar), _name(self.voices, settings.voice)]
        words = self.tr("{avatar}, with the voice {voice}").format(avatar=names[0], voice=names[1])
        self.words.setText(words if all(names) else names[0])

    # -- listening

    def _listen(self) -> None:
        voice = self._window.voices.voice(self._model.settings.voice)
        if self.player.playing:
            self.player.stop()
        elif voice is not None:
            self.player.play(voice.print, voice.name)

    def _show_player(self) -> None:
        playing = bool(self.player.playing)
        self.listen_button.setText(self.tr("Stop") if playing else self.tr("Listen"))
        self.listen_button.setIcon(icons.icon("stop" if playing else "play", theme.TEXT))


def _find(view: QListView, wanted: str) -> QModelIndex | None:
    items = view.model()
    found = items.match(items.index(0, 0), _ID_ROLE, wanted, 1, Qt.MatchFlag.MatchExactly)
    return found[0] if found else None


def _name(view: QListView, wanted: str) -> str:
    """Return the name of what has this id, "" where there is none."""
    index = _find(view, wanted)
    return str(index.data(Qt.ItemDataRole.DisplayRole)) if index is not None else ""
