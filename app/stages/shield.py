"""Shield: runs stages and survives whatever they do; its heirs say what takes the place of what could not be made."""

import logging
from collections.abc import Sequence
from typing import Generic, TypeVar

from app.flow import Stage

T = TypeVar("T")

log = logging.getLogger(__name__)


class Shield(Generic[T]):
    """Runs stages one after the other.

    Attributes:
        failures: items for which the stages failed.
        error: why the last item failed, None if it did not.
    """

    def __init__(self, stages: Sequence[Stage[T]], loss: str) -> None:
        """Wrap the stages.

        Args:
            stages: applied in order.
            loss: what is logged when they fail, the first time of a row.
        """
        self._stages = tuple(stages)
        self._loss = loss
        self.failures = 0
        self.error: Exception | None = None

    def attempt(self, item: T) -> T | None:
        """Return what the stages make of an item, None if they fail."""
        try:
            for stage in self._stages:
                item = stage.process(item)
            self.check(item)
        except Exception as error:  # noqa: BLE001 - whatever it was: nothing of the device leaves, and the lane goes on
            self._fail(error)
            return None
        self.error = None
        return item

    def check(self, made: T) -> None:
        """Raise ValueError for what must not leave."""

    def reset(self) -> None:
        """Reset every stage."""
        for stage in self._stages:
            try:
                stage.reset()
            except Exception as error:  # noqa: BLE001 - as above
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.failures += 1
        level = logging.ERROR if self.error is None else logging.DEBUG  # a hundred lines a second help nobody
        self.error = error
        log.log(level, self._loss, exc_info=error)
