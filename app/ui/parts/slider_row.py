"""SliderRow: a word, a slider and its value in words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui.parts.slider import Slider

_WORD_PX, _VALUE_PX = 72, 52


class SliderRow(QWidget):
    """A slider over a range of numbers; a double click goes back to its ordinary value.

    The slider counts steps, everybody else sees the numbers.
    """

    changed = Signal(float)

    def __init__(
        self,
        text: str,
        tip: str,
        span: tuple[float, float],
        words: Callable[[float], str],
        parent: QWidget | None = None,
        *,
        step: float = 1.0,
        ordinary: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._step, self._words = step, words
        self.slider = Slider(self, mark=round(ordinary / step), two_sided=span[0] < ordinary < span[1])
        self.slider.setRange(round(span[0] / step), round(span[1] / step))
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 8))
        self.slider.setAccessibleName(text)
        self.slider.setToolTip(tip)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.valueChanged.connect(self._moved)
        self.value_words = QLabel(self)
        self.value_words.setProperty("role", "value")
        self.value_words.setMinimumWidth(_VALUE_PX)
        self.value_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(text, self)
        label.setMinimumWidth(_WORD_PX)
        self.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.value_words)
        self.set_value(ordinary)

    @property
    def value(self) -> float:
        """The number the slider stands at."""
        return self.slider.value() * self._step

    def set_value(self, value: float) -> None:
        """Show this number without telling anybody."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(value / self._step))
        self.slider.blockSignals(False)
        self._write(value)

    def _moved(self, _: int) -> None:
        self._write(self.value)
        self.changed.emit(self.value)

    def _write(self, value: float) -> None:
        self.value_words.setText(self._words(value))
        self.slider.setAccessibleDescription(self._words(value))


def percent(value: float) -> str:
    """Return a share in words."""
    return f"{round(100 * value)} %"


def signed_percent(value: float) -> str:
    """Return a share to either side in words."""
    whole = round(100 * value)
    return f"{whole:+d} %" if whole else "0 %"
