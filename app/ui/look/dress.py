"""Gives the whole application its font, palette and style sheet, and again when the theme changes."""

import os
from pathlib import Path

from PySide6.QtGui import QAction, QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.paths import cache_dir
from app.ui.look import icons, theme
from app.ui.look.style_sheet import style_sheet

__all__ = ["dress"]

_FAMILIES = ["Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans"]
_CHINESE = ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei"]


def dress(application: QApplication, name: str) -> None:
    """Put the "dark" or the "light" theme on; what is on the screen already changes, too. Raises KeyError."""
    theme.use(name)
    if not application.styleSheet():
        application.setStyle("Fusion")
        font = QFont()
        font.setFamilies(_FAMILIES + _CHINESE)
        font.setPixelSize(13)
        application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet(theme.palette(), str(_chevron()).replace(os.sep, "/")))
    _colour_icons_anew(application)


def _chevron() -> Path:
    """Return a picture of a downward arrow in the colour of the theme; each theme has its own file."""
    path = cache_dir() / f"chevron-{theme.palette().name}.png"
    icons.picture("chevron", theme.TEXT_SOFT, 24).save(str(path))
    return path


def _colour_icons_anew(application: QApplication) -> None:
    """Icons are pictures: those of buttons and commands are made again in the new colours."""
    for widget in application.allWidgets():
        if isinstance(widget, QAbstractButton) and (made := icons.again(widget.icon())) is not None:
            widget.setIcon(made)
        for action in widget.findChildren(QAction) if widget.isWindow() else ():
            if (made := icons.again(action.icon())) is not None:
                action.setIcon(made)


def _palette() -> QPalette:
    role, disabled = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    palette = QPalette()
    colours = {
        role.Window: theme.BACKGROUND,
        role.WindowText: theme.TEXT,
        role.Base: theme.SURFACE,
        role.AlternateBase: theme.PANEL,
        role.Text: theme.TEXT,
        role.Button: theme.SURFACE,
        role.ButtonText: theme.TEXT,
        role.ToolTipBase: theme.SURFACE,
        role.ToolTipText: theme.TEXT,
        role.PlaceholderText: theme.TEXT_SOFT,
        role.Highlight: theme.ACCENT,
        role.HighlightedText: theme.ON_ACCENT,
        role.Link: theme.ACCENT,
    }
    for where, colour in colours.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, where, QColor(theme.DISABLED))
    return palette
