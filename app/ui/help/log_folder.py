"""Opens the folder with the logs in the system's file manager."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.paths import log_dir


def show_log_folder() -> None:
    """Open it; where there is no file manager nothing happens."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))
