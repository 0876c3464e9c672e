"""The box round a face that is drawn over a picture."""

from PySide6.QtCore import QRectF

from app.media import Face


def face_box(face: Face | None) -> QRectF | None:
    """Return the box round the landmarks with a little room, in pixels of the picture; None without a face."""
    if face is None:
        return None
    low, high = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    width, height = float(high[0] - low[0]), float(high[1] - low[1])
    box = QRectF(float(low[0]), float(low[1]), width, height)
    return box.adjusted(-0.1 * width, -0.12 * height, 0.1 * width, 0.08 * height)
