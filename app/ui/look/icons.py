"""Line icons drawn for this program, as SVG on a 24 x 24 grid, coloured when asked for."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.look import theme

_SHAPES = {
    "start": '<path d="M8 5.5v13l10.5-6.5z" fill="{c}"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="2" fill="{c}"/>',
    "calibrate": '<circle cx="12" cy="12" r="4.2"/><path d="M12 3v3.2M12 17.8v3.2M3 12h3.2M17.8 12h3.2"/>',
    "mirror": '<path d="M12 4v16" stroke-dasharray="2.2 2.6"/><path d="M9 7.5 3.5 16.5H9zM15 7.5l5.5 9H15z"/>',
    "record": '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="4.2" fill="{c}"/>',
    "stream": '<circle cx="12" cy="12" r="2" fill="{c}"/>'
    '<path d="M8.3 15.7a5.2 5.2 0 0 1 0-7.4M15.7 8.3a5.2 5.2 0 0 1 0 7.4"/>'
    '<path d="M5.4 18.6a9.3 9.3 0 0 1 0-13.2M18.6 5.4a9.3 9.3 0 0 1 0 13.2"/>',
    "virtual_camera": '<rect x="3" y="7" width="12.5" height="10.5" rx="2.5"/><path d="m15.5 11 5.5-3v8.5l-5.5-3"/>',
    "screenshot": '<path d="M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.2h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9'
    'a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"/>'
    '<circle cx="12" cy="12.8" r="3.3"/>',
    "refresh": '<path d="M19 8.5A7.5 7.5 0 1 0 19.5 13"/><path d="M19.5 4v4.7h-4.7"/>',
    "self_view": '<rect x="3" y="5.5" width="11" height="13" rx="2"/>'
    '<rect x="16.5" y="9" width="4.5" height="9.5" rx="1.5"/>',
    "overlay": '<rect x="3" y="4" width="12.5" height="12.5" rx="2"/>'
    '<rect x="8.5" y="8.5" width="12.5" height="12" rx="2" stroke-dasharray="2.4 2.2"/>',
    "alone": '<rect x="3" y="5.5" width="18" height="13" rx="2"/>',
    "landmarks": '<path d="M12 3.2c4.6 0 7.2 3.2 7.2 7.6s-3.2 10-7.2 10-7.2-5.6-7.2-10 2.6-7.6 7.2-7.6z"/>'
    '<g fill="{c}" stroke="none"><circle cx="9" cy="9.6" r="1.25"/><circle cx="15" cy="9.6" r="1.25"/>'
    '<circle cx="12" cy="12.9" r="1.1"/><circle cx="9.6" cy="16" r="1.1"/><circle cx="14.4" cy="16" r="1.1"/></g>',
    "theme": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="{c}"/>',
    "panic": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M12 7.5v5.5"/>'
    '<circle cx="12" cy="16.3" r=".7" fill="{c}"/>',
    "speaker": '<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z"/>'
    '<path d="M15.3 9a4.2 4.2 0 0 1 0 6M17.8 6.5a7.8 7.8 0 0 1 0 11"/>',
    "cable": '<rect x="9" y="3.5" width="6" height="9" rx="3"/><path d="M5.8 10.5a6.2 6.2 0 0 0 12.4 0M12 16.7V20"/>'
    '<path d="M8 20.5h8"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8"/>'
    '<circle cx="12" cy="16.6" r=".6" fill="{c}"/>',
    "add": '<path d="M12 5.5v13M5.5 12h13"/>',
    "close": '<path d="m7 7 10 10M17 7 7 17"/>',
    "chevron": '<path d="m5 9 7 7 7-7" stroke-width="2.6"/>',
    "chevron_right": '<path d="m9 5 7 7-7 7" stroke-width="2.6"/>',
    "person": '<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"/>',
    "warning": '<path d="M12 4.5 21 19.5H3z"/><path d="M12 10.5v4"/><circle cx="12" cy="17" r=".5" fill="{c}"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5"/><circle cx="12" cy="8" r=".6" fill="{c}"/>',
    "microphone": '<rect x="9" y="3.5" width="6" height="11" rx="3"/>'
    '<path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6"/>',
    "muted": '<path d="M9 9.2v2.3a3 3 0 0 0 4.6 2.5M15 11V6.5a3 3 0 0 0-5.6-1.5"/>'
    '<path d="M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.2 13.5c.2-.6.3-1.3.3-2M12 18v3M9 21h6M4 3.5l16 17"/>',
    "play": '<path d="M8.5 6v12l9-6z" fill="{c}"/>',
    "search": '<circle cx="10.8" cy="10.8" r="5.8"/><path d="m15.2 15.2 4.8 4.8"/>',
    "more": '<circle cx="5.5" cy="12" r="1.1" fill="{c}"/><circle cx="12" cy="12" r="1.1" fill="{c}"/>'
    '<circle cx="18.5" cy="12" r="1.1" fill="{c}"/>',
    "mix": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "file": '<path d="M6.5 3.5h7l4.5 4.5v12.5h-11.5z"/><path d="M13.5 3.5V8h4.5M9.5 17v-2.5M12.2 17v-5M15 17v-3.5"/>',
    "tick": '<path d="m5.5 12.5 4.3 4.3 8.7-9.3" stroke-width="2.2"/>',
    "profiles": '<rect x="6.5" y="3.5" width="14" height="14" rx="2.5"/><path d="M3.5 8v10a2.5 2.5 0 0 0 2.5 2.5h10"/>'
    '<circle cx="13.5" cy="8.6" r="2.2"/><path d="M9.6 15c.4-2 1.9-3 3.9-3s3.5 1 3.9 3"/>',
    "menu": '<path d="M4.5 7h15M4.5 12h15M4.5 17h15"/>',
    "mini": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><rect x="12" y="11.5" width="6.5" height="5" rx="1" '
    'fill="{c}"/>',
    "blank": "",
    "language": '<path d="M3.5 6h9.5M8.2 3.8V6M11.2 6c-.9 4-3.6 7-7.4 8.6M5.4 9c1.4 2.6 3.4 4.5 6.1 5.5"/>'
    '<path d="m11.5 20.5 4.3-10 4.3 10M13 17.2h5.7"/>',
    "undo": '<path d="M9 6 4.5 10.5 9 15"/><path d="M5 10.5h9a5 5 0 0 1 0 10h-3"/>',
    "redo": '<path d="m15 6 4.5 4.5L15 15"/><path d="M19 10.5h-9a5 5 0 0 0 0 10h3"/>',
    "app": '<rect x="2.5" y="2.5" width="19" height="19" rx="6" fill="{c}" stroke="none"/>'
    '<g stroke="{g}"><circle cx="12" cy="9.6" r="3.2"/>'
    '<path d="M6.5 18.2c.7-2.8 2.8-4.2 5.5-4.2s4.8 1.4 5.5 4.2"/></g>',
}


_Recipe = tuple[str, str, str, int]  # name, role of the colour, role when checked, side in pixels


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """Draw the icon `name` in `colour`, `size_px` logical pixels square, for a screen with this pixel ratio."""
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{c}" stroke-width="1.7" '
        'stroke-linecap="round" stroke-linejoin="round">' + _SHAPES[name] + "</svg>"
    )
    source = source.replace("{c}", colour).replace("{g}", theme.colour("on_accent"))
    side = round(size_px * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, checked: str | None = None, size_px: int = 24) -> QIcon:
    """Make an icon that stays sharp on dense screens, with another colour when its button is checked."""
    return _made((name, theme.role_of(colour), theme.role_of(checked or colour), size_px), theme.palette().name)


def again(old: QIcon) -> QIcon | None:
    """Return an icon of `icon` in the colours of the theme in force, None for one from elsewhere."""
    recipe = _RECIPES.get(old.cacheKey())
    return None if recipe is None else _made(recipe, theme.palette().name)


class IconLabel(QLabel):
    """An icon beside words; it takes the colours of a new theme by itself."""

    def __init__(self, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size_px = size_px
        self._look = ("", "")

    def show_icon(self, name: str, role: str) -> None:
        """Show this icon in the colour with this name."""
        self._look = (name, role)
        self.setPixmap(picture(name, theme.colour(role), self._size_px, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._look[0]:
            self.show_icon(*self._look)


_RECIPES: dict[int, _Recipe] = {}  # of every icon that was made, by what Qt knows it by


@cache  # finitely many: few shapes in few colours
def _made(recipe: _Recipe, _: str) -> QIcon:
    name, colour, checked, size_px = recipe
    made = QIcon()
    for ratio in (1.0, 2.0):
        for state, role in ((QIcon.State.Off, colour), (QIcon.State.On, checked)):
            made.addPixmap(picture(name, theme.colour(role), size_px, ratio), QIcon.Mode.Normal, state)
            made.addPixmap(picture(name, theme.colour("disabled"), size_px, ratio), QIcon.Mode.Disabled, state)
    _RECIPES[made.cacheKey()] = recipe
    return made
