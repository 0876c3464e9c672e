"""HelpDialog: the keys, what the program is, and the licences of what it is made of."""

from importlib import metadata

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from app.paths import config_dir, data_dir, log_dir, recordings_dir
from app.ui import theme
from app.ui.actions import CommandList, key_words
from app.ui.key_maps import KEY_MAPS
from app.ui.session_model import SessionModel
from app.ui.widgets import Segments

# package, licence, what it does here
_PARTS = [
    ("PySide6-Essentials", "LGPL-3.0", "Qt, the window"),
    ("numpy", "BSD-3-Clause", "arrays"),
    ("opencv-python", "Apache-2.0 (with FFmpeg, LGPL-2.1)", "pictures and cameras"),
    ("openvino", "Apache-2.0", "runs the networks"),
    ("pillow", "MIT-CMU", "reads photos"),
    ("av", "BSD-3-Clause (with FFmpeg, x264: GPL-2.0)", "films, in a process of its own"),
    ("pyvirtualcam", "GPL-2.0", "virtual camera, in a process of its own"),
    ("sounddevice", "MIT (with PortAudio, MIT)", "microphones and outputs, in processes of their own"),
    ("livekit", "Apache-2.0 (with WebRTC, BSD-3-Clause)", "noise suppression, when it is on"),
    ("webrtcvad-wheels", "MIT (with WebRTC, BSD-3-Clause)", "finds speech"),
    ("platformdirs", "MIT", "folders"),
    ("tomlkit", "MIT", "settings"),
]


class HelpDialog(QDialog):
    """Three pages: keys, about, licences."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle(self.tr("Likeness help"))
        self.resize(700, 620)
        self.pages = QTabWidget(self)
        self.pages.addTab(self._keys_page(), self.tr("Keys"))
        self.pages.addTab(self._page(self._about()), self.tr("About"))
        self.pages.addTab(self._page(self._licences()), self.tr("Licences"))
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(14)
        column.addWidget(self.pages, 1)
        column.addLayout(row)

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
        rows = [(self.tr("1 to 9"), self.tr("Take this avatar"))]
        for command in CommandList().all(name):
            keys = [key_words(key) for key in (*command.keys, *command.widget_keys)]
            if keys:
                rows.append((" / ".join(keys), command.tip))
        rows.append((KEY_MAPS[name].talk, self.tr("Hold it to talk, while push-to-talk is on")))
        if not KEY_MAPS[name].escape_quits:
            rows.append(("Esc", self.tr("Leave full screen, dismiss a message")))
            return _table(rows)
        rows.append(("Esc", self.tr("Leave full screen, dismiss a message, else quit")))
        missing = self.tr(
            "W, S, H, J, K, U and Z, C do nothing: the crop follows your face by itself, and Side by side shows you "
            "beside the portrait. 0 does nothing: your camera's picture never leaves. I does nothing: the numbers are "
            "always in the lower edge."
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
        rows = [(f"{name} {_version(name)}", f"{licence} — {use}") for name, licence, use in _PARTS]
        return f"<p>{intro}</p>{_table(rows)}<p>{face}</p>"


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
