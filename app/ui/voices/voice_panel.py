"""VoicePanel: the voices. Choosing, searching, listening, and what can be done with each of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.settings import Settings
from app.shelf_book import Tuning
from app.ui.look import icons, theme
from app.ui.message import Level, Message
from app.ui.parts.widgets import soft_label
from app.ui.session_model import SessionModel
from app.ui.shelf.shelf_panel import ShelfPanel
from app.ui.shelf.shelf_view import ShelfView
from app.ui.voices import voice_library
from app.ui.voices.voice_delegate import (
    CHOSEN_ROLE,
    FAVOURITE_ROLE,
    ID_ROLE,
    LINE_ROLE,
    PITCH_ROLE,
    ROW_PX,
    SCORE_ROLE,
    VoiceDelegate,
)
from app.ui.voices.voice_library import Shelf
from app.ui.voices.voice_likeness_view import VoiceLikenessView
from app.ui.voices.voice_player import VoicePlayer
from app.ui.voices.voice_tasks import VoiceTasks
from app.ui.voices.voice_tunings import VoiceTunings
from app.ui.voices.voice_words import VoiceWords, pitch_hz

if TYPE_CHECKING:
    from app.voice.voice import Voice


class VoicePanel(ShelfPanel["Voice", Shelf]):
    """The list with its search, the tools for the chosen voice, and whom it sounds like while it speaks.

    Attributes:
        shelf: the voices in their order, and how near each is to the user's own.
        tunings: how each of them is fine-tuned.
    """

    tasks: VoiceTasks

    def __init__(self, model: SessionModel, add_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Voice"), "voices", model, parent)
        self._words = VoiceWords(self)
        self.shelf = Shelf()
        self._told: set[str] = set()
        self.tunings = VoiceTunings(model, self.keeper, self.voice, self)
        self.tunings.changed.connect(self._show_lines)
        self.tasks = VoiceTasks(model, self.keeper, self.tunings, self)
        self.tasks.changed.connect(self.reload)
        self.player = VoicePlayer(model, self)
        self.player.changed.connect(self._show_player)
        self._add_action = add_action
        self.add_button = self._make_add()
        self.header.addWidget(self.add_button)
        self.make_search(self.tr("Search voices"))
        self._items = QStandardItemModel(self)
        self._make_view()
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

    def _make_view(self) -> None:
        view = ShelfView(self.tr("Voices"), ID_ROLE, parent=self)
        view.setMinimumHeight(round(3.5 * ROW_PX))
        self.shelve(view, self._items, VoiceDelegate(view))
        self._filtered.setFilterRole(Qt.ItemDataRole.AccessibleTextRole)

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
        self.more_button.setToolTip(self.tr("Favourite, rename, export, import, sort or remove"))
        self.more_button.clicked.connect(self._more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.preview_button, 1)
        row.addWidget(self.mix_button)
        row.addWidget(self.more_button)
        self._show_player()
        return row

    # -- listing

    def reader(self) -> Callable[[], Shelf]:
        """Return what reads the voice files."""
        return lambda: voice_library.shelf()

    def _listed(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._show_items()
        for message, advice in shelf.problems:
            if message not in self._told:  # once, not at every look
                self._told.add(message)
                self._model.message.emit(Message(message, advice, Level.WARNING))
        self.listed.emit()

    def _show_items(self) -> None:
        """Fill the list in the order in force."""
        voices, book, current = {v.id: v for v in self.shelf.voices}, self.keeper.book, self.view.current_id()
        order = book.arranged(list(voices), [voice.name for voice in voices.values()])
        self.shelf = replace(self.shelf, voices=[voices[one] for one in order])
        self._items.clear()
        for voice in self.shelf.voices:
            item = QStandardItem(voice.name)
            item.setData(voice.id, ID_ROLE)
            item.setData(self.shelf.scores.get(voice.id), SCORE_ROLE)
            item.setData(pitch_hz(voice), PITCH_ROLE)
            item.setData(voice.id in book.favourites, FAVOURITE_ROLE)
            self._items.appendRow(item)
        self._show_lines()
        self._show_settings(self._model.settings)
        if current in order:
            self._go_to(self._items.item(order.index(current)))

    def _show_lines(self) -> None:
        """Write what is said about each voice."""
        for row, voice in enumerate(self.shelf.voices):
            item, tuning = self._items.item(row), self.tunings.of(voice)
            line, score = self._words.line(voice), self.shelf.scores.get(voice.id)
            if tuning != Tuning():
                line = self.tr("{line} · tuned").format(line=line)
            item.setData(line, LINE_ROLE)
            favourite = self.tr("favourite") if item.data(FAVOURITE_ROLE) else ""
            spoken = ", ".join(part for part in (voice.name, line, favourite) if part)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(self._words.tip(voice, score))

    @property
    def ids(self) -> list[str]:
        """The voices' ids in the order of the list."""
        return [voice.id for voice in self.shelf.voices]

    def thing(self, thing_id: str) -> "Voice | None":
        """Return the voice with this id or name, None if there is none."""
        found = (v for v in self.shelf.voices if thing_id in (v.id, v.name))
        return next(found, None)

    voice = thing

    def _show_settings(self, settings: Settings) -> None:
        chosen = self.voice(settings.voice)
        for row, voice in enumerate(self.shelf.voices):
            item = self._items.item(row)
            if item.data(CHOSEN_ROLE) != (voice is chosen):
                item.setData(voice is chosen, CHOSEN_ROLE)
                if voice is chosen:
                    self._show_chosen(item, voice.id)
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
