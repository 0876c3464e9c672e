"""What the status line says about the picture in words: what is saved, how late it leaves, why pictures are missing."""

from PySide6.QtCore import QObject

from app.session_status import SessionStatus


class PictureNumbers(QObject):
    """Numbers of a status in words; a QObject so that they can be translated."""

    def saving(self, status: SessionStatus) -> list[str]:
        """Return what is computed less since the machine is busy, what is missed most first; empty for nothing."""
        known = {
            "preview": self.tr("fewer pictures in this window"),
            "tracker": self.tr("face tracked every second frame"),
            "meter": self.tr("likeness of the voice not measured"),
            "detail": self.tr("portrait drawn with less detail"),
        }
        return [known.get(name, name) for name in reversed(status.saving)]

    def saving_line(self, status: SessionStatus) -> str:
        """Return the same in one line, "" for nothing."""
        saving = self.saving(status)
        return self.tr("Saving power: {measures}").format(measures=", ".join(saving)) if saving else ""

    def saving_tip(self, status: SessionStatus) -> str:
        """Return the same in a line for each, with the reason and what becomes of it."""
        head = self.tr("The computer is busy; so that the picture stays steady:")
        end = self.tr("This ends by itself when the computer has time again.")
        return "\n".join([head, *(f"· {words}" for words in self.saving(status)), end])

    def latency_tip(self, status: SessionStatus) -> str:
        """Return how long a picture takes until it leaves, and how evenly."""
        head = self.tr("Time from the camera to the finished portrait: of half of the pictures / of 95 of 100")
        whole = self.tr("Until the picture leaves: {half:.0f} ms, 95 of 100 within {most:.0f}, 99 within {all:.0f} ms")
        even = self.tr("Time between two pictures: even within {time:.0f} ms")
        half, most, nearly_all = status.output_ms
        lines = [head, whole.format(half=half, most=most, all=nearly_all), even.format(time=status.jitter_ms)]
        return "\n".join(lines)

    def drops_line(self, status: SessionStatus) -> str:
        """Return how many pictures were left out, and what was too slow for most of them."""
        total = sum(status.drops.values())
        words = self.tr("{count} dropped").format(count=total)
        if not total:
            return words
        known = {
            "capture": self.tr("portrait slow"),
            "virtual camera": self.tr("camera slow"),
            "recorder": self.tr("recording slow"),
            "preview": self.tr("window slow"),
        }
        most = max(status.drops, key=lambda name: status.drops[name])
        return f"{words} · {known[most]}" if most in known else words

    def drops_tip(self, status: SessionStatus) -> str:
        """Return how many pictures were left out, and where."""
        known = {
            "capture": self.tr("the portrait was not ready for them"),
            "virtual camera": self.tr("the virtual camera was not ready for them"),
            "preview": self.tr("this window was not ready for them"),
            "recorder": self.tr("the recording was not ready for them"),
        }
        counts = [(known.get(name, name), count) for name, count in status.drops.items() if count]
        head = self.tr("Pictures left out because newer ones were there")
        return "\n".join([head, *(f"{count}: {words}" for words, count in counts)])
