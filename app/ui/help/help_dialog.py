"""HelpDialog: the guide, the keys, what the program is, the licences of its parts, and where to turn."""

from collections.abc import Callable
from importlib import metadata

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from app.paths import config_dir, data_dir, log_dir, recordings_dir
from app.ui.actions import CommandList, key_words
from app.ui.guide.page import GuidePage
from app.ui.help.help_report import HelpReport, show_folder
from app.ui.help.log_folder import show_log_folder
from app.ui.key_maps import KEY_MAPS
from app.ui.look import theme
from app.ui.parts.widgets import Segments, soft_label
from app.ui.session_model import SessionModel

_SIZE_PX = QSize(860, 660)


class HelpDialog(QDialog):
    """Four pages: guide, keys, about, licences; under them what helps further."""

    welcome_wanted = Signal()  # once this dialog has closed

    def __init__(self, model: SessionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle(self.tr("Likeness help"))
        self.resize(_SIZE_PX.boundedTo(parent.screen().availableGeometry().size()))
        self.guide = GuidePage(model.settings, self)
        self.pages = QTabWidget(self)
        self.pages.setAccessibleName(self.tr("Pages of the help"))
        self.pages.addTab(self.guide, self.tr("Guide"))
        self.pages.addTab(self._keys_page(), self.tr("Keys"))
        self._unwritten = {}  # page: what writes it when it is first looked at, since asking for versions takes a while
        for title, write in ((self.tr("About"), self._about), (self.tr("Licences"), self._licences)):
            self._unwritten[self.pages.addTab(self._page(""), title)] = write
        self.pages.currentChanged.connect(self._write)
        self.report = HelpReport(model, self)
        self.report.changed.connect(self._show_report)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(14)
        column.addWidget(self.pages, 1)
        column.addWidget(self._make_report_line())
        column.addLayout(self._make_buttons())
        self.finished.connect(lambda _: self.report.close_down())
        self.guide.list.setFocus()
        self._show_report()

    def _write(self, page: int) -> None:
        """Fill the page that is looked at for the first time."""
        browser = self.pages.widget(page)
        if page in self._unwritten and isinstance(browser, QTextBrowser):
            browser.setHtml(self._unwritten.pop(page)())

    def _make_report_line(self) -> QWidget:
        """Return the line that says how a report went; hidden while there is nothing to say."""
        self.report_line = QWidget(self)
        self.report_words = soft_label(parent=self.report_line)
        self.show_button = QPushButton(self.tr("Show file"), self.report_line)
        self.show_button.setToolTip(self.tr("Open the folder with the report"))
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(self._show_report_file)
        row = QHBoxLayout(self.report_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.report_words, 1)
        row.addWidget(self.show_button)
        return self.report_line

    def _make_buttons(self) -> QHBoxLayout:
        self.welcome_button = self._button(
            self.tr("Welcome…"), self.tr("Check camera, microphone and outputs in four short steps"), self._welcome
        )
        self.log_button = self._button(
            self.tr("Log folder"), self.tr("Open the folder in which the program writes what it does"), show_log_folder
        )
        self.report_button = self._button(
            self.tr("Write a report…"),
            self.tr("Put what a maker needs to see into one file, without names of you, your avatars or devices"),
            self.report.ask,
        )
        self.close_button = self._button(self.tr("Close"), self.tr("Close the help"), self.accept)
        self.close_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self.welcome_button, self.log_button, self.report_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    def _button(self, text: str, tip: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _welcome(self) -> None:
        self.accept()
        self.welcome_wanted.emit()

    def _show_report(self) -> None:
        self.report_line.setVisible(bool(self.report.words))
        self.report_words.setText(self.report.words)
        self.show_button.setVisible(self.report.path is not None and not self.report.busy)
        self.report_button.setEnabled(not self.report.busy)

    def _show_report_file(self) -> None:
        if self.report.path is not None:
            show_folder(self.report.path)

    def _page(self, html: str) -> QTextBrowser:
        page = QTextBrowser(self)
        page.setOpenExternalLinks(True)
        page.setHtml(html)
        return page

    def _keys_page(self) -> QWidget:
        """Return the page with the keys that are in force, and the choice between the maps over it."""
        page = QWidget(self)
        own, known = self.tr("The keys of this program"), self.tr("The keys that users of Avatarify know")
        choices = [("standard", self.tr("Standard keys"), own), ("avatarify", self.tr("Avatarify keys"), known)]
        self.maps = Segments(choices, page)
        self.maps.select(self._model.settings.keys)
        self.maps.chosen.connect(self._choose_keys)
        self.keys = self._page(self._keys())
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.maps)
        column.addWidget(self.keys, 1)
        return page

    def _choose_keys(self, name: str) -> None:
        self._model.change(keys=name)
        self.keys.setHtml(self._keys())

    def _keys(self) -> str:
        name = self._model.settings.keys
        profiles = self._model.settings.number_keys == "profiles"
        rows = [(self.tr("1 to 9"), self.tr("Take this profile") if profiles else self.tr("Take this avatar"))]
        for command in CommandList().all(name, self._model.settings.own_keys):
            keys = [key_words(key) for key in (*command.keys, *command.widget_keys)]
            if keys:
                rows.append((" / ".join(keys), command.tip))
        rows.append((KEY_MAPS[name].talk, self.tr("Hold it to talk, while push-to-talk is on")))
        if not KEY_MAPS[name].escape_quits:
            rows.append(("Esc", self.tr("Leave full screen, dismiss a message")))
            return _table(rows)
        rows.append(("Esc", self.tr("Leave full screen, dismiss a message, else quit")))
        missing = self.tr(
            "With Shift, H, J, K and U move in smaller steps. 0 does nothing: your camera's picture never leaves. "
            "I does nothing: the numbers are always in the lower edge."
        )
        return f"{_table(rows)}<p>{missing}</p>"

    def _about(self) -> str:
        folders = _table(
            [
                (self.tr("Settings"), str(config_dir())),
                (self.tr("Your avatars"), str(data_dir() / "avatars")),
                (self.tr("Your voices"), str(data_dir() / "voices")),
                (self.tr("Recordings"), str(recordings_dir())),
                (self.tr("Log"), str(log_dir())),
            ]
        )
        text = self.tr(
            "Likeness moves a portrait with your face and speaks with another voice, live. Everything is computed on "
            "this computer; nothing is sent anywhere except to the outputs you switch on. "
            "Use only faces and voices you have the right to use, and do not pretend to be somebody else."
        )
        return f"<h2>Likeness {_version('likeness')}</h2><p>{text}</p>{folders}"

    def _licences(self) -> str:
        intro = self.tr("Likeness is free software under the Apache License 2.0. It is made with:")
        face = self.tr("The face networks come from MediaPipe, the speaker encoder from Resemblyzer (both Apache-2.0).")
        rows = [(f"{name} {_version(name)}", f"{licence} — {use}") for name, licence, use in self._parts()]
        return f"<p>{intro}</p>{_table(rows)}<p>{face}</p>"

    def _parts(self) -> list[tuple[str, str, str]]:
        """Return package, licence, and what it does here."""
        own, owns = self.tr("{work}, in a process of its own"), self.tr("{work}, in processes of their own")
        return [
            ("PySide6-Essentials", "LGPL-3.0", self.tr("Qt, the window")),
            ("numpy", "BSD-3-Clause", self.tr("arrays")),
            ("opencv-python", "Apache-2.0 (with FFmpeg, LGPL-2.1)", self.tr("pictures and cameras")),
            ("openvino", "Apache-2.0", self.tr("runs the networks")),
            ("pillow", "MIT-CMU", self.tr("reads photos")),
            ("av", "BSD-3-Clause (with FFmpeg, x264: GPL-2.0)", own.format(work=self.tr("films"))),
            ("pyvirtualcam", "GPL-2.0", own.format(work=self.tr("virtual camera"))),
            ("sounddevice", "MIT (with PortAudio, MIT)", owns.format(work=self.tr("microphones and outputs"))),
            ("livekit", "Apache-2.0 (with WebRTC, BSD-3-Clause)", self.tr("noise suppression, when it is on")),
            ("webrtcvad-wheels", "MIT (with WebRTC, BSD-3-Clause)", self.tr("finds speech")),
            ("platformdirs", "MIT", self.tr("folders")),
            ("tomlkit", "MIT", self.tr("settings")),
        ]


def _table(rows: list[tuple[str, str]]) -> str:
    cell = '<td style="padding:5px 18px 5px 0;color:{colour}">{text}</td>'
    lines = [
        f"<tr>{cell.format(colour=theme.TEXT, text=left)}{cell.format(colour=theme.TEXT_SOFT, text=right)}</tr>"
        for left, right in rows
    ]
    return f"<table>{''.join(lines)}</table>"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # a frozen program carries no metadata
        return ""
