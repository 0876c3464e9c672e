"""KeysDialog: keys, MIDI and OSC, and how scripts and a Stream Deck give orders."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from app.profiles import Profiles
from app.ui.around.devices_page import DevicesPage
from app.ui.around.keys_page import KeysPage
from app.ui.around.remote import Remote
from app.ui.look import theme
from app.ui.session_model import SessionModel

_EXAMPLES = ("likeness ctl mute toggle", "likeness ctl panic toggle", 'likeness ctl profile "Work"',
             "likeness ctl record", "likeness ctl status --json")  # fmt: skip


class KeysDialog(QDialog):
    """Three pages; everything is in force and saved as soon as it is changed."""

    def __init__(self, model: SessionModel, remote: Remote, profiles: Profiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and remote control"))
        self.resize(680, 640)
        heading = QLabel(self.tr("Keys and remote control"), self)
        heading.setProperty("role", "title")
        self.keys = KeysPage(model, remote, profiles, self)
        self.devices = DevicesPage(model, remote, self)
        self.pages = QTabWidget(self)
        self.pages.addTab(self.keys, self.tr("Keys"))
        self.pages.addTab(self.devices, self.tr("MIDI and OSC"))
        self.pages.addTab(self._scripts(remote), self.tr("Stream Deck and scripts"))
        close = QPushButton(self.tr("Close"), self)
        close.setToolTip(self.tr("Everything is saved already"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.finished.connect(lambda _: self.devices.leave())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self.pages, 1)
        column.addLayout(row)

    def _scripts(self, remote: Remote) -> QWidget:
        page = QTextBrowser(self)
        page.setAccessibleName(self.tr("Stream Deck and scripts"))
        words = self.tr(
            "While this window is open, other programs on this computer can steer it with a command. Give a button of "
            "your Stream Deck the action “Open” or “Run”, or a key of your desktop one of these:"
        )
        more = self.tr("All commands: <code>likeness ctl --help</code>")
        safe = self.tr("Only you can give orders: the way to the window belongs to your user account.")
        lines = "".join(
            f'<p style="margin:4px 0"><code style="color:{theme.ACCENT}">{one}</code></p>' for one in _EXAMPLES
        )
        where = f'<p style="color:{theme.TEXT_SOFT}">{remote.address}</p>' if remote.address else ""
        page.setHtml(f"<p>{words}</p>{lines}<p>{more}</p><p>{safe}</p>{where}")
        return page
