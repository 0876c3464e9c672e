"""The report of an engine's self-test, for one line, and a line that fits."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.bars.status_strip import ElidedLabel, where


def test_runtime_and_device_are_parted_from_speed_and_reasons() -> None:
    report = "openvino f32 on AMD (2 cores): 41 ms a frame (not taken: torch cuda: no GPU (no CUDA); torch mps: none)"
    assert where(report) == "openvino f32 on AMD (2 cores)"
    assert where("torch cpu f32") == "torch cpu f32"


def test_a_line_that_is_too_long_asks_for_no_room_and_draws_less(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = ElidedLabel(parent)
    label.setText("x" * 400)
    assert label.minimumSizeHint().width() == 0 < label.minimumSizeHint().height()
    label.resize(80, 20)
    cut = label.grab().toImage()
    label.setText("x" * 5)
    assert label.grab().toImage() != cut and label.text() == "x" * 5
