"""VoicePanel: the voices. Choosing, searching, listening, and what can be done with each of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QPushButton, QToolButton, QWidget

from app.settings import Settings
from app.ui import icons, theme, voice_library
from app.ui.message import Level, Message
from app.ui.session_model import SessionModel
from app.ui.voice_delegate import (
    CHOSEN_ROLE,
    ID_ROLE,
    LINE_ROLE,
    PITCH_ROLE,
    ROW_PX,
    SCORE_ROLE,
    VoiceDelegate,
)
from app.ui.voice_library import Shelf
from app.ui.voice_likeness_view import VoiceLikenessView
from app.ui.voice_player import VoicePlayer
from app.ui.voice_tasks import VoiceTasks
from app.ui.voice_words import VoiceWords, pitch_hz
from app.ui.widgets import Section, soft_label

if TYPE_CHECKING:
    from app.voice.voice import Voice


class VoicePanel(Section):
    """The list with its search, the tools for the chosen voice, and whom it sounds like while it speaks.

    Attributes:
        tasks: what changes the voices on disk.
    """

    listed = Signal()  # the voices are known, or known anew

    def __init__(self, model: SessionModel, add_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Voice"), parent)
        self._model = model
        self._words = VoiceWords(self)
        self.shelf = Shelf()
        self._told: set[str] = set()
        self.tasks = VoiceTasks(model, self)
        self.tasks.changed.connect(self.reload)
        self.player = VoicePlayer(model, self)
        self.player.changed.connect(self._show_player)
        self._add_action = add_action
        self.add_button = self._make_add()
        self.header.addWidget(self.add_button)
        self.search = self._make_search()
        self.view = self._make_view()
        self.hint = soft_label(parent=self)
        self.body.addWidget(self.search)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(self._make_tools())
        self.body.addWidget(self.hint)
        self.likeness = VoiceLikenessView(model, self)
        self.likeness.shown.connect(lambda shown: self.hint.setVisible(not shown))
        self.body.addWidget(self.likeness)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    # -- building

    def _make_add(self) -> QPushButton:
        button = QPushButton(self.tr("Add voice…"), self)
        button.setIcon(icons.icon("add", theme.TEXT))
        button.setToolTip(self.tr("Make a voice from 10 seconds of speech, spoken now or from a file"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._add_action.trigger)
        return button

    def _make_search(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(self.tr("Search voices"))
        line.setPlaceholderText(self.tr("Search voices"))
        line.setToolTip(self.tr("Show only voices with these letters in their name or kind"))
        line.setClearButtonEnabled(True)
        line.addAction(icons.icon("search", theme.TEXT_SOFT), QLineEdit.ActionPosition.LeadingPosition)
        line.textChanged.connect(self._filter)
        return line

    def _make_view(self) -> QListView:
        self._items = QStandardItemModel(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._items)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filtered.setFilterRole(Qt.ItemDataRole.AccessibleTextRole)
        view = QListView(self)
        view.setAccessibleName(self.tr("Voices"))
        view.setModel(self._filtered)
        view.setItemDelegate(VoiceDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.setMinimumHeight(round(3.5 * ROW_PX))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.clicked.connect(self._clicked)
        view.activated.connect(self._clicked)
        return view

    def _make_tools(self) -> QHBoxLayout:
        self.preview_button = QPushButton(self)
        self.preview_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.preview_button.clicked.connect(self._preview)
        self.mix_button = QPushButton(self.tr("Mix…"), self)
        self.mix_button.setIcon(icons.icon("mix", theme.TEXT))
        self.mix_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.mix_button.clicked.connect(lambda: self.tasks.mix(self.shelf.voices, self._model.settings.voice))
        self.more_button = QToolButton(self)
        self.more_button.setIcon(icons.icon("more", theme.TEXT))
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.setAccessibleName(self.tr("More for this voice"))
        self.more_button.setToolTip(self.tr("Rename, export, import or remove a voice"))
        self.more_button.clicked.connect(self._more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.preview_button, 1)
        row.addWidget(self.mix_button)
        row.addWidget(self.more_button)
        self._show_player()
        return row

    # -- listing

    def reload(self, choose: str = "") -> None:
        """Read the voice files again, off the GUI thread; then take the voice `choose` if one is named."""

        def listed(shelf: Shelf) -> None:
            self._listed(shelf)
            if choose:
                self._model.change(voice=choose)

        self._model.background.run(voice_library.shelf, listed, self._tell_error, lane="voices")

    def _listed(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._items.clear()
        for voice in shelf.voices:
            item = QStandardItem(voice.name)
            score = shelf.scores.get(voice.id)
            line = self._words.line(voice)
            item.setData(voice.id, ID_ROLE)
            item.setData(line, LINE_ROLE)
            item.setData(score, SCORE_ROLE)
            item.setData(pitch_hz(voice), PITCH_ROLE)
            item.setData(f"{voice.name}, {line}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(self._words.tip(voice, score))
            self._items.appendRow(item)
        for message, advice in shelf.problems:
            if message not in self._told:  # once, not at every look
                self._told.add(message)
                self._model.message.emit(Message(message, advice, Level.WARNING))
        self._show_settings(self._model.settings)
        self.listed.emit()

    @property
    def ids(self) -> list[str]:
        """The voices' ids in the order of the list."""
        return [voice.id for voice in self.shelf.voices]

    def voice(self, voice_id: str) -> "Voice | None":
        """Return the voice with this id or name, None if there is none."""
        found = (v for v in self.shelf.voices if voice_id in (v.id, v.name))
        return next(found, None)

    def _filter(self, text: str) -> None:
        self._filtered.setFilterFixedString(text.strip())

    def _clicked(self, index: QModelIndex) -> None:
        self._model.change(voice=index.data(ID_ROLE))

    def _show_settings(self, settings: Settings) -> None:
        chosen = self.voice(settings.voice)
        for row, voice in enumerate(self.shelf.voices):
            item = self._items.item(row)
            if item.data(CHOSEN_ROLE) != (voice is chosen):
                item.setData(voice is chosen, CHOSEN_ROLE)
                if voice is chosen:
                    index = self._filtered.mapFromSource(item.index())
                    self.view.setCurrentIndex(index)
                    self.view.scrollTo(index)
        self.mix_button.setEnabled(len(self.shelf.voices) > 1)
        several = self.tr("Make a new voice between two others")
        self.mix_button.setToolTip(several if len(self.shelf.voices) > 1 else self.tr("It takes two voices to mix"))
        self._show_player()
        if self.shelf.voices and not self.shelf.scores:
            self.hint.setText(self.tr("Teach the program your own voice to see how near each voice is to it."))
        elif self.shelf.scores:
            self.hint.setText(self.tr("Numbers: how near to your own voice."))
        else:
            self.hint.setText(self.tr("Looking for voices…"))

    # -- tools

    def _preview(self) -> None:
        voice = self.voice(self._model.settings.voice)
        if self.player.playing:
            self.player.stop()
        elif voice is not None:
            self.player.play(voice.print, voice.name)

    def _show_player(self) -> None:
        voice = self.voice(self._model.settings.voice)
        playing = self.player.playing
        self.preview_button.setText(self.tr("Stop") if playing else self.tr("Listen"))
        self.preview_button.setIcon(icons.icon("stop" if playing else "play", theme.TEXT))
        self.preview_button.setEnabled(bool(playing) or voice is not None)
        hear = self.tr("Hear a sentence spoken in the chosen voice, on your own loudspeaker or headphones only")
        self.preview_button.setToolTip(hear if voice is not None else self.tr("Choose a voice first"))

    def _show_menu(self, where: QPoint) -> None:
        voice = self.voice(str(self.view.indexAt(where).data(ID_ROLE)))
        if voice is not None:
            self.tasks.show_menu(voice, self.shelf.voices, self.view.viewport().mapToGlobal(where))

    def _more(self) -> None:
        corner = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self.tasks.show_menu(self.voice(self._model.settings.voice), self.shelf.voices, corner)

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
