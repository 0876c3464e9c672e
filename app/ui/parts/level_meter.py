"""LevelMeter: how loud it is, the held peak, and a light that says whether speech is let through."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session_status import SILENCE_DB
from app.ui.look import theme

FLOOR_DB = -60.0
_GOOD_DB, _HOT_DB = -12.0, -3.0
_BAR_PX = 8.0
_LIGHT_PX = 5.0
_PICTURE_MS = 33
_RISE, _FALL_DB = 0.6, 1.2  # share of the way up, dB down, per picture


class LevelMeter(QWidget):
    """A bar from -60 to 0 dBFS with a peak mark; drawn by itself, because style sheets know no levels."""

    def __init__(self, name: str, parent: QWidget | None = None, *, with_light: bool = False) -> None:
        super().__init__(parent)
        self._name, self._with_light = name, with_light
        self.level_db = self.peak_db = SILENCE_DB
        self.lit = self.muted = False
        self._wanted_db = SILENCE_DB
        self._timer = QTimer(self, interval=_PICTURE_MS)  # levels come less often than the eye wants them
        self._timer.timeout.connect(self._move)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a flat strip."""
        return QSize(160, 16)

    def show_level(self, level_db: float, peak_db: float, *, lit: bool = False, muted: bool = False) -> None:
        """Show this level and held peak, dBFS; lit: speech is let through; muted: nobody hears it."""
        self._wanted_db = level_db
        if level_db != self.level_db:
            self._timer.start()
        if (peak_db, lit, muted) == (self.peak_db, self.lit, self.muted):
            return
        self.peak_db, self.lit, self.muted = peak_db, lit, muted
        words = self.tr("silent") if peak_db <= FLOOR_DB else self.tr("{peak:.0f} decibels").format(peak=peak_db)
        self.setAccessibleDescription(words)
        self.setToolTip(f"{self._name}: {words}")
        self.update()

    def clear(self) -> None:
        """Show at once that nothing is heard."""
        self.show_level(SILENCE_DB, SILENCE_DB)
        if self.level_db > SILENCE_DB:
            self.level_db = SILENCE_DB
            self.update()
        self._timer.stop()

    def _move(self) -> None:
        """Go a step towards the level: up quickly, down slowly, so that the eye can follow."""
        floor_db = max(self.level_db, FLOOR_DB)  # from silence it begins at the left end
        rise_db = floor_db + _RISE * (self._wanted_db - floor_db)
        self.level_db = rise_db if self._wanted_db > floor_db else max(self._wanted_db, floor_db - _FALL_DB)
        if abs(self.level_db - self._wanted_db) < 0.2 or max(self.level_db, self._wanted_db) <= FLOOR_DB:
            self.level_db = self._wanted_db
            self._timer.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the light, the track, the level and the peak."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, left = self.height() / 2, 0.0
        if self._with_light:
            left = 2 * _LIGHT_PX + 9
            self._paint_light(painter, QPointF(_LIGHT_PX + 1, middle))
        track = QRectF(left, middle - _BAR_PX / 2, self.width() - left, _BAR_PX)
        painter.setBrush(QColor(theme.TRACK))
        painter.drawRoundedRect(track, _BAR_PX / 2, _BAR_PX / 2)
        level = QRectF(track)
        level.setWidth(track.width() * _share(self.level_db))
        if level.width() >= 1:
            painter.setBrush(self._colours(track))
            painter.setOpacity(0.35 if self.muted else 1.0)
            painter.drawRoundedRect(level, _BAR_PX / 2, _BAR_PX / 2)
            painter.setOpacity(1.0)
        if self.peak_db > FLOOR_DB:
            x = track.x() + track.width() * _share(self.peak_db)
            painter.setBrush(QColor(theme.RECORD if self.peak_db > _HOT_DB else theme.TEXT))
            painter.drawRoundedRect(QRectF(min(x, track.right() - 1) - 1, middle - 6, 2, 12), 1, 1)
        painter.end()

    def _colours(self, track: QRectF) -> QLinearGradient:
        colours = QLinearGradient(track.topLeft(), track.topRight())
        for share, colour in (
            (0.0, theme.ACCENT_DEEP),
            (_share(_GOOD_DB), theme.ACCENT),
            (_share(_GOOD_DB) + 0.02, theme.WARNING),
            (_share(_HOT_DB), theme.WARNING),
            (_share(_HOT_DB) + 0.01, theme.RECORD),
        ):
            colours.setColorAt(share, QColor(colour))
        return colours

    def _paint_light(self, painter: QPainter, centre: QPointF) -> None:
        if self.lit and not self.muted:
            glow = QColor(theme.ACCENT)
            glow.setAlpha(60)
            painter.setBrush(glow)
            painter.drawEllipse(centre, _LIGHT_PX + 1, _LIGHT_PX + 1)
        colour = theme.RECORD if self.muted else theme.ACCENT if self.lit else theme.TRACK
        painter.setBrush(QColor(colour))
        painter.drawEllipse(centre, _LIGHT_PX - 1.5, _LIGHT_PX - 1.5)


def _share(level_db: float) -> float:
    """Return how much of the bar is filled, 0..1."""
    return min(max(1.0 - level_db / FLOOR_DB, 0.0), 1.0)
