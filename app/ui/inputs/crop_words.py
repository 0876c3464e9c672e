"""CropWords: text and tip of the commands that zoom and move the camera's picture."""

from PySide6.QtCore import QObject


class CropWords(QObject):
    """A QObject so that they can be translated."""

    def all(self) -> dict[str, tuple[str, str]]:
        """Return text and tip of each command."""
        return {
            "follow_face": (self.tr("Follow my face"), self.tr("Crop the camera's picture round your face, or not")),
            "crop_in": (self.tr("Camera nearer"), self.tr("Look at a smaller part of the camera's picture")),
            "crop_out": (self.tr("Camera farther"), self.tr("Look at a larger part of the camera's picture")),
            "crop_left": (self.tr("Camera to the left"), self.tr("Move the part that is looked at to the left")),
            "crop_right": (self.tr("Camera to the right"), self.tr("Move the part that is looked at to the right")),
            "crop_up": (self.tr("Camera up"), self.tr("Move the part that is looked at upwards")),
            "crop_down": (self.tr("Camera down"), self.tr("Move the part that is looked at downwards")),
            "crop_reset": (self.tr("Whole camera picture"), self.tr("Look at all that the camera sees again")),
        }
