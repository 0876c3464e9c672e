"""The style sheet of the window, written out for one palette."""

from app.ui.look.palettes import Palette

__all__ = ["style_sheet"]

_SHEET = """
* {{ outline: 0; }}
QWidget {{ color: {p.text}; font-size: 13px; }}
QMainWindow, QDialog {{ background: {p.background}; }}
QToolTip {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.line}; padding: 6px 8px; }}
#sidebar {{ background: {p.panel}; border: 0; }}
#sidebarBody {{ background: {p.panel}; }}
#statusStrip {{ background: {p.background}; }}
#statusStrip QLabel, QLabel[role="soft"] {{ color: {p.text_soft}; font-size: 12px; }}
QLabel[role="heading"] {{ color: {p.text}; font-size: 14px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="value"] {{ color: {p.text}; font-size: 12px; }}
QLabel[role="warning"] {{ color: {p.warning}; font-size: 12px; }}
QLabel[role="alarm"] {{ color: {p.record}; font-size: 12px; font-weight: 600; }}
QLabel[role="quote"] {{ color: {p.text}; font-size: 15px; background: {p.panel}; border-radius: 10px; padding: 12px; }}
QLabel[role="chip"] {{ background: {p.surface}; border-radius: 7px; padding: 7px 4px; font-weight: 600; }}
QFrame[role="card"] {{ background: {p.panel}; border-radius: 10px; }}
#quickCard {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: 14px; }}
#phraseBox {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: 10px; }}
#phraseBox[accepted="true"] {{ border-color: {p.accent}; }}
#latencyView {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: 10px; }}
QFrame[role="line"] {{ background: {p.line}; max-height: 1px; border: 0; }}

QPushButton, QToolButton {{
    background: {p.surface}; border: 1px solid transparent; border-radius: 8px; padding: 7px 14px; }}
QPushButton:hover, QToolButton:hover {{ background: {p.surface_hover}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {p.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {p.disabled}; }}
QPushButton[role="primary"] {{ background: {p.accent}; color: {p.on_accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {p.accent_hover}; }}
QPushButton[role="primary"]:disabled {{ background: {p.surface}; color: {p.disabled}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {p.text}; }}
QToolButton[role="flat"] {{ background: transparent; padding: 6px; }}
QToolButton::menu-indicator {{
    image: url("{chevron}"); width: 10px; height: 10px; subcontrol-origin: padding;
    subcontrol-position: right center; right: 8px; }}
QToolButton[role="flat"]::menu-indicator {{ image: none; }}
QToolButton[role="flat"]:hover {{ background: {p.surface_hover}; }}
QToolButton[role="flat"]:focus {{ border-color: {p.accent}; }}
QToolButton[role="fold"] {{ background: transparent; color: {p.text_soft}; padding: 5px 6px 5px 0; }}
QToolButton[role="fold"]:hover {{ color: {p.text}; }}
QToolButton[role="fold"]:focus {{ border-color: {p.accent}; }}
QToolButton[role="control"] {{
    background: transparent; border-radius: 10px; padding: 6px 4px 4px 4px; color: {p.text_soft}; font-size: 12px;
    min-width: 76px; min-height: 46px; }}
QToolButton[role="control"]:hover {{ background: {p.surface}; color: {p.text}; }}
QToolButton[role="control"]:focus {{ border-color: {p.accent}; }}
QToolButton[role="control"]:checked {{ color: {p.accent}; }}
QToolButton[role="control"]:disabled {{ color: {p.disabled}; }}
QToolButton#panicButton {{ color: {p.text}; }}
QToolButton#panicButton:checked {{ background: {p.alarm}; color: {p.on_alarm}; font-weight: 600; }}
#panicBar {{ background: {p.alarm}; border-radius: 10px; }}
#panicBar QLabel {{ color: {p.on_alarm}; font-size: 14px; font-weight: 600; }}
#panicBar QPushButton {{ background: {p.on_alarm}; color: {p.alarm}; font-weight: 600; }}
#panicBar QPushButton:focus {{ border: 2px solid #000000; }}
QToolButton#recordButton:checked {{ color: {p.record}; }}
QPushButton[role="danger"] {{ background: {p.alarm}; color: {p.on_alarm}; font-weight: 600; }}
QPushButton[role="danger"]:hover {{ background: {p.alarm_hover}; }}
QPushButton#muteButton, QPushButton#talkButton {{
    border-radius: 14px; font-size: 14px; min-height: 40px; padding: 6px 14px; background: {p.surface}; }}
QPushButton#muteButton:hover, QPushButton#talkButton:hover {{ background: {p.surface_hover}; }}
QPushButton#muteButton:checked {{ background: {p.alarm}; color: {p.on_alarm}; font-weight: 600; }}
QPushButton#talkButton[live="true"] {{ background: {p.accent}; color: {p.on_accent}; font-weight: 600; }}
QPushButton#muteButton:focus, QPushButton#talkButton:focus {{ border: 2px solid {p.text}; }}
QPushButton#startButton {{
    border-radius: 14px; font-size: 16px; min-width: 168px; min-height: 40px; padding: 6px 10px; }}
QPushButton#startButton[live="true"] {{ background: {p.surface}; color: {p.text}; }}
QPushButton#startButton[live="true"]:hover {{ background: {p.surface_hover}; }}
QToolButton[role="segment"] {{ background: transparent; border-radius: 6px; padding: 5px 10px; color: {p.text_soft}; }}
QToolButton[role="segment"][dense="true"] {{ padding: 5px 2px; }}
QToolButton[role="segment"]:hover {{ color: {p.text}; }}
QToolButton[role="segment"]:focus {{ border-color: {p.accent}; }}
QToolButton[role="segment"]:checked {{ background: {p.chosen}; color: {p.text}; }}
#statusStrip QToolButton {{
    background: transparent; color: {p.text_soft}; font-size: 12px; padding: 2px 6px; border-radius: 6px; }}
#statusStrip QToolButton:hover {{ background: {p.surface}; color: {p.text}; }}
#statusStrip QToolButton:focus {{ border-color: {p.accent}; }}
#statusStrip QToolButton[state="bad"] {{ color: {p.warning}; }}
#statusStrip QToolButton[state="muted"] {{ color: {p.record}; }}
#segments {{ background: {p.surface}; border-radius: 8px; }}

QComboBox, QLineEdit, QPlainTextEdit {{
    background: {p.surface}; border: 1px solid transparent; border-radius: 8px; padding: 7px 10px;
    selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QComboBox:hover {{ background: {p.surface_hover}; }}
QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {p.accent}; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {p.surface}; border: 1px solid {p.line}; padding: 4px; selection-background-color: {p.chosen};
    selection-color: {p.text}; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; }}
QMenu {{ background: {p.surface}; border: 1px solid {p.line}; padding: 6px; }}
QMenu::item {{ padding: 7px 22px 7px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {p.chosen}; }}
QMenu::item:disabled {{ color: {p.disabled}; background: transparent; }}

QListView {{ background: transparent; border: 0; }}
QToolButton[role="pick"] {{ background: {p.surface}; padding: 6px 26px 6px 10px; }}
QToolButton[role="pick"]:hover {{ background: {p.surface_hover}; }}
QToolButton[role="pick"]:focus {{ border-color: {p.accent}; }}
QToolButton[role="pick"]::menu-indicator {{
    image: url("{chevron}"); width: 12px; height: 12px; subcontrol-position: right center; right: 9px; }}
#miniWindow {{ background: {p.background}; }}
#miniWindow[alarm="true"] {{ background: {p.alarm}; }}
#miniWindow QLabel[alarm="true"] {{ color: {p.on_alarm}; }}
#profileList, QTreeWidget {{ background: {p.panel}; border: 1px solid transparent; border-radius: 10px; padding: 6px; }}
#profileList:focus, QTreeWidget:focus {{ border-color: {p.accent}; }}
#profileList::item {{ min-height: 36px; padding: 0 8px; border-radius: 6px; color: {p.text}; }}
QTreeWidget::item {{ min-height: 28px; padding: 0 6px; color: {p.text}; }}
#profileList::item:selected, QTreeWidget::item:selected {{ background: {p.surface_hover}; color: {p.text}; }}
QHeaderView::section {{
    background: {p.panel}; color: {p.text_soft}; border: 0; border-bottom: 1px solid {p.line}; padding: 6px; }}
QSpinBox {{ background: {p.surface}; border: 1px solid transparent; border-radius: 8px; padding: 6px 10px; }}
QSpinBox:focus {{ border-color: {p.accent}; }}
QSpinBox:disabled {{ color: {p.disabled}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {p.handle}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {p.handle_hover}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {p.surface}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
QTextBrowser {{ background: {p.panel}; border: 0; border-radius: 10px; padding: 14px; }}
QTabBar::tab {{
    background: transparent; color: {p.text_soft}; padding: 8px 14px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {p.text}; border-bottom-color: {p.accent}; }}
QTabBar::tab:focus {{ color: {p.accent}; }}
QTabWidget::pane {{ border: 0; }}
#messageBar {{ background: {p.info_ground}; border-radius: 10px; }}
#messageBar[level="error"] {{ background: {p.error_ground}; }}
#messageBar[level="warning"] {{ background: {p.warning_ground}; }}
"""


def style_sheet(p: Palette, chevron: str) -> str:
    """Return the sheet for the whole application.

    Args:
        p: the colours.
        chevron: path of a small picture of a downward arrow; style sheets can only take it from a file.
    """
    return _SHEET.format(p=p, chevron=chevron)
