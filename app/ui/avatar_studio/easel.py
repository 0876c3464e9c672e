"""Easel: the draft on the easel: frame and brush strokes with their history; what is slow happens behind the scenes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.avatar.framing import Frame, auto_frame, fit
from app.avatar.touch import Patch, Stroke, new_touch, paint
from app.ui.avatars import avatar_library
from app.ui.background import Background

if TYPE_CHECKING:
    from app.avatar import Draft

_JUDGE_MS = 250  # after the last change of the frame
_MOST_STEPS = 100
_LANE = "studio"


@dataclass(frozen=True, slots=True)
class _Framing:
    """A step of the history: another frame. Steps of one kind that follow each other are one."""

    before: Frame
    after: Frame
    kind: str


class Easel(QObject):
    """Holds a draft while it is worked on. All changes can be taken back and done again, whatever their kind.

    Attributes:
        draft: as it is now; its quality follows a moment later.
        judged: the quality belongs to the frame as it is now.
        picture: what the frame shows, (h, w, 3) uint8 RGB, not larger than a screen needs; None while that is prepared.
        alpha: what was found to be the person in it, (h, w) 0..1; None as long.
    """

    changed = Signal()  # frame or strokes
    touched = Signal(object)  # x0, y0, x1, y1 on the photo: where the strokes have changed
    quality_changed = Signal()
    matte_changed = Signal()
    refused = Signal(str)  # why the frame cannot be used

    def __init__(self, draft: "Draft", background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.touch = draft.touch if draft.touch is not None else new_touch(*draft.size)
        self.picture: NDArray[np.uint8] | None = None
        self.alpha: NDArray[np.float32] | None = None
        self.judged = True
        self._committed = draft.frame  # as the history has it; while it is dragged the draft is ahead
        self._before_stroke: NDArray[np.uint8] | None = None
        self._stroke_box: tuple[int, int, int, int] | None = None
        self._alpha_of: Frame | None = None
        self._background = background
        self._done: list[_Framing | Patch] = []
        self._undone: list[_Framing | Patch] = []
        self._closed = False
        self._judge_timer = QTimer(self, interval=_JUDGE_MS, singleShot=True)
        self._judge_timer.timeout.connect(self._judge)

    # -- changing

    def set_frame(self, frame: Frame, *, final: bool = True, kind: str = "") -> None:
        """Show another part of the photo; while it is still being dragged it is no step of the history.

        Args:
            frame: which part.
            final: it stays so.
            kind: of change; changes of one kind that follow each other, as of a slider, are one step.
        """
        frame = fit(frame, self.draft.size)
        if not final:
            self._show_frame(frame)
            return
        if frame != self._committed:
            last = self._last_of(kind)
            if last is not None:
                self._done[-1] = replace(last, after=frame)
            else:
                self._add(_Framing(self._committed, frame, kind))
        self._committed = frame
        self._show_frame(frame)

    def turn_to(self, angle_deg: float) -> None:
        """Turn the frame; what turning has taken of its size comes back when it is turned back."""
        last = self._last_of("turn")
        base = last.before if last is not None else self._committed
        self.set_frame(replace(base, angle_deg=angle_deg), kind="turn")

    def _last_of(self, kind: str) -> _Framing | None:
        """Return the last step if it is one of this kind."""
        last = self._done[-1] if self._done else None
        return last if isinstance(last, _Framing) and kind and last.kind == kind else None

    def reset_frame(self) -> None:
        """Frame head and shoulders as the program would."""
        self.set_frame(auto_frame(self.draft.size, self.draft.face))

    def stroke(self, stroke: Stroke, *, final: bool = True) -> None:
        """Draw with the brush; pieces of one stroke are one step of the history when the last of them comes."""
        if self._before_stroke is None:
            self._before_stroke = self.touch.copy()
        patch = paint(self.touch, stroke)
        if patch is not None:
            x, y = patch.x, patch.y
            box = (x, y, x + patch.after.shape[1], y + patch.after.shape[0])
            old = self._stroke_box or box
            self._stroke_box = (min(old[0], x), min(old[1], y), max(old[2], box[2]), max(old[3], box[3]))
            self.touched.emit(box)
        if final:
            self._end_stroke()
            self.changed.emit()

    def _end_stroke(self) -> None:
        before, box = self._before_stroke, self._stroke_box
        self._before_stroke = self._stroke_box = None
        if before is None or box is None:
            return
        part = slice(box[1], box[3]), slice(box[0], box[2])
        if not np.array_equal(before[part], self.touch[part]):
            self._add(Patch(box[0], box[1], before[part].copy(), self.touch[part].copy()))

    def clear_strokes(self) -> None:
        """Forget all corrections of the cut-out; this can be taken back, too."""
        before = self.touch.copy()
        blank = new_touch(*self.draft.size)
        if not np.array_equal(before, blank):
            self.touch[:] = blank
            self._add(Patch(0, 0, before, blank))
            self.touched.emit((0, 0, *self.draft.size))
            self.changed.emit()

    # -- history

    @property
    def can_undo(self) -> bool:
        """Something can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Something was taken back."""
        return bool(self._undone)

    @property
    def dirty(self) -> bool:
        """Something was changed."""
        return bool(self._done)

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._apply(step, back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._apply(step, back=False)

    def _apply(self, step: _Framing | Patch, *, back: bool) -> None:
        if isinstance(step, _Framing):
            self._committed = step.before if back else step.after
            self._show_frame(self._committed)
        else:
            (step.undo if back else step.redo)(self.touch)
            height, width = step.after.shape
            self.touched.emit((step.x, step.y, step.x + width, step.y + height))
            self.changed.emit()

    def _add(self, step: _Framing | Patch) -> None:
        self._done = [*self._done, step][-_MOST_STEPS:]
        self._undone.clear()

    def _show_frame(self, frame: Frame) -> None:
        if frame != self.draft.frame:
            self.draft = replace(self.draft, frame=frame)
            self.judged = False
            self._judge_timer.start()
        self.changed.emit()

    # -- what follows

    def finished(self) -> "Draft":
        """Return the draft with its strokes."""
        return replace(self.draft, touch=self.touch)

    def _judge(self) -> None:
        """Judge what the frame shows, off the GUI thread."""
        draft = self.draft

        def judged(found: "Draft") -> None:
            if self._closed or found.frame != self.draft.frame:
                return
            self.draft, self.judged = found, True
            self.quality_changed.emit()

        def failed(text: str, _: str) -> None:
            if not self._closed and draft.frame == self.draft.frame:
                self.refused.emit(text)

        self._background.run(lambda: avatar_library.reframe(draft, draft.frame), judged, failed, lane=_LANE)

    def find_matte(self) -> None:
        """Find the person in the picture, off the GUI thread, unless that is known."""
        draft = self.draft
        if self._alpha_of == draft.frame:
            return
        self.picture, self.alpha, self._alpha_of = None, None, draft.frame
        self.matte_changed.emit()

        def found(result: tuple[NDArray[np.uint8], NDArray[np.float32]]) -> None:
            if not self._closed and draft.frame == self.draft.frame:
                self.picture, self.alpha = result
                self.matte_changed.emit()

        def failed(text: str, _: str) -> None:
            self._alpha_of = None
            if not self._closed:
                self.refused.emit(text)

        self._background.run(lambda: avatar_library.matte_of(draft), found, failed, lane=_LANE)

    def close(self) -> None:
        """Nothing that comes back later is of interest."""
        self._closed = True
        self._judge_timer.stop()
