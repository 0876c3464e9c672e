"""How the window looks: one dark palette, one accent colour, one style sheet."""

import os

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

BACKGROUND = "#121418"
PANEL = "#1a1d23"
SURFACE = "#252932"
SURFACE_HOVER = "#2f343f"
LINE = "#30353f"
TEXT = "#eceef1"
TEXT_SOFT = "#a9b0bc"  # 7.4:1 on PANEL
ACCENT = "#56d6b9"
ACCENT_HOVER = "#74e2ca"
ON_ACCENT = "#06251e"
RECORD = "#ff7370"
WARNING = "#f5c161"
ALARM = "#c62f2c"  # a ground for ON_ALARM: what nobody may overlook
ON_ALARM = "#ffffff"
RADIUS_PX = 10

_FAMILIES = ["Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans"]

_SHEET = f"""
* {{ outline: 0; }}
QWidget {{ color: {TEXT}; font-size: 13px; }}
QMainWindow, QDialog {{ background: {BACKGROUND}; }}
QToolTip {{ background: {SURFACE}; color: {TEXT}; border: 1px solid {LINE}; padding: 6px 8px; }}
#sidebar {{ background: {PANEL}; border: 0; }}
#sidebarBody {{ background: {PANEL}; }}
#statusStrip {{ background: {BACKGROUND}; }}
#statusStrip QLabel, QLabel[role="soft"] {{ color: {TEXT_SOFT}; font-size: 12px; }}
QLabel[role="heading"] {{ color: {TEXT}; font-size: 14px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="value"] {{ color: {TEXT}; font-size: 12px; }}
QLabel[role="warning"] {{ color: {WARNING}; font-size: 12px; }}
QLabel[role="alarm"] {{ color: {RECORD}; font-size: 12px; font-weight: 600; }}
QLabel[role="quote"] {{ color: {TEXT}; font-size: 15px; background: {PANEL}; border-radius: 10px; padding: 12px; }}
QLabel[role="chip"] {{ background: {SURFACE}; border-radius: 7px; padding: 7px 4px; font-weight: 600; }}
QFrame[role="card"] {{ background: {PANEL}; border-radius: 10px; }}
#phraseBox {{ background: {PANEL}; border: 1px solid {LINE}; border-radius: 10px; }}
#phraseBox[accepted="true"] {{ border-color: {ACCENT}; }}
#latencyView {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: 10px; }}
QFrame[role="line"] {{ background: {LINE}; max-height: 1px; border: 0; }}

QPushButton, QToolButton {{
    background: {SURFACE}; border: 1px solid transparent; border-radius: 8px; padding: 7px 14px; }}
QPushButton:hover, QToolButton:hover {{ background: {SURFACE_HOVER}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {ACCENT}; }}
QPushButton:disabled, QToolButton:disabled {{ color: #6f7683; }}
QPushButton[role="primary"] {{ background: {ACCENT}; color: {ON_ACCENT}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {ACCENT_HOVER}; }}
QPushButton[role="primary"]:disabled {{ background: {SURFACE}; color: #6f7683; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {TEXT}; }}
QToolButton[role="flat"] {{ background: transparent; padding: 6px; }}
QToolButton[role="flat"]:hover {{ background: {SURFACE_HOVER}; }}
QToolButton[role="flat"]:focus {{ border-color: {ACCENT}; }}
QToolButton[role="control"] {{
    background: transparent; border-radius: 10px; padding: 6px 4px 4px 4px; color: {TEXT_SOFT}; font-size: 12px;
    min-width: 76px; min-height: 46px; }}
QToolButton[role="control"]:hover {{ background: {SURFACE}; color: {TEXT}; }}
QToolButton[role="control"]:focus {{ border-color: {ACCENT}; }}
QToolButton[role="control"]:checked {{ color: {ACCENT}; }}
QToolButton[role="control"]:disabled {{ color: #6f7683; }}
QToolButton#recordButton:checked {{ color: {RECORD}; }}
QPushButton[role="danger"] {{ background: {ALARM}; color: {ON_ALARM}; font-weight: 600; }}
QPushButton[role="danger"]:hover {{ background: #d8423f; }}
QPushButton#muteButton, QPushButton#talkButton {{
    border-radius: 14px; font-size: 14px; min-height: 40px; padding: 6px 14px; background: {SURFACE}; }}
QPushButton#muteButton:hover, QPushButton#talkButton:hover {{ background: {SURFACE_HOVER}; }}
QPushButton#muteButton:checked {{ background: {ALARM}; color: {ON_ALARM}; font-weight: 600; }}
QPushButton#talkButton[live="true"] {{ background: {ACCENT}; color: {ON_ACCENT}; font-weight: 600; }}
QPushButton#muteButton:focus, QPushButton#talkButton:focus {{ border: 2px solid {TEXT}; }}
QPushButton#startButton {{
    border-radius: 14px; font-size: 16px; min-width: 168px; min-height: 40px; padding: 6px 10px; }}
QPushButton#startButton[live="true"] {{ background: {SURFACE}; color: {TEXT}; }}
QPushButton#startButton[live="true"]:hover {{ background: {SURFACE_HOVER}; }}
QToolButton[role="segment"] {{ background: transparent; border-radius: 6px; padding: 5px 10px; color: {TEXT_SOFT}; }}
QToolButton[role="segment"]:hover {{ color: {TEXT}; }}
QToolButton[role="segment"]:focus {{ border-color: {ACCENT}; }}
QToolButton[role="segment"]:checked {{ background: #3b414d; color: {TEXT}; }}
#statusStrip QToolButton {{
    background: transparent; color: {TEXT_SOFT}; font-size: 12px; padding: 2px 6px; border-radius: 6px; }}
#statusStrip QToolButton:hover {{ background: {SURFACE}; color: {TEXT}; }}
#statusStrip QToolButton:focus {{ border-color: {ACCENT}; }}
#statusStrip QToolButton[state="bad"] {{ color: {WARNING}; }}
#statusStrip QToolButton[state="muted"] {{ color: {RECORD}; }}
#segments {{ background: {SURFACE}; border-radius: 8px; }}

QComboBox, QLineEdit, QPlainTextEdit {{
    background: {SURFACE}; border: 1px solid transparent; border-radius: 8px; padding: 7px 10px;
    selection-background-color: {ACCENT}; selection-color: {ON_ACCENT}; }}
QComboBox:hover {{ background: {SURFACE_HOVER}; }}
QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {ACCENT}; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url("@chevron@"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {SURFACE}; border: 1px solid {LINE}; padding: 4px; selection-background-color: #3b414d;
    selection-color: {TEXT}; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; }}
QMenu {{ background: {SURFACE}; border: 1px solid {LINE}; padding: 6px; }}
QMenu::item {{ padding: 7px 22px 7px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: #3b414d; }}

QListView {{ background: transparent; border: 0; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: #3b414d; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: #4c5360; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {SURFACE}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QTextBrowser {{ background: {PANEL}; border: 0; border-radius: 10px; padding: 14px; }}
QTabBar::tab {{ background: transparent; color: {TEXT_SOFT}; padding: 8px 14px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {TEXT}; border-bottom-color: {ACCENT}; }}
QTabBar::tab:focus {{ color: {ACCENT}; }}
QTabWidget::pane {{ border: 0; }}
#messageBar {{ background: #2a2e37; border-radius: 10px; }}
#messageBar[level="error"] {{ background: #3a2528; }}
#messageBar[level="warning"] {{ background: #37301f; }}
"""


def apply_theme(application: QApplication, chevron_file: str) -> None:
    """Give the whole application its font, palette and style sheet.

    Args:
        application: the one QApplication.
        chevron_file: path of a small picture of a downward arrow; style sheets can only take it from a file.
    """
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(13)
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(_SHEET.replace("@chevron@", chevron_file.replace(os.sep, "/")))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: BACKGROUND,
        role.WindowText: TEXT,
        role.Base: SURFACE,
        role.AlternateBase: PANEL,
        role.Text: TEXT,
        role.Button: SURFACE,
        role.ButtonText: TEXT,
        role.ToolTipBase: SURFACE,
        role.ToolTipText: TEXT,
        role.PlaceholderText: TEXT_SOFT,
        role.Highlight: ACCENT,
        role.HighlightedText: ON_ACCENT,
        role.Link: ACCENT,
    }
    for where, colour in colours.items():
        palette.setColor(where, QColor(colour))
    return palette
