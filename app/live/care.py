"""Care: has the engines of a running session made anew when they hang or fail."""

from collections.abc import Callable

from app.live.picture_lane import PictureLane
from app.live.rescue import Rescue
from app.live.voice_lane import VoiceLane
from app.media import now
from app.settings import Settings

Job = Callable[[], object]


class Care:
    """Looks after both lanes; `look` belongs to one thread."""

    def __init__(
        self, order: Callable[[Job], None], tell: Callable[[str], None], settings: Callable[[], Settings]
    ) -> None:
        """Describe the session.

        Args:
            order: has a job done soon, on the thread that makes engines.
            tell: called with a notice for the user.
            settings: returns what holds now.
        """
        self._order, self._tell, self._settings = order, tell, settings
        self._picture_rescue, self._voice_rescue = Rescue(), Rescue()

    def look(self, picture: PictureLane, voice: VoiceLane) -> None:
        """Look at both lanes; what is to be done is ordered."""
        if self._picture_rescue.look(now(), picture.stuck_s, failing=picture.error is not None):
            self._tell("the portrait engine hangs or fails; it is started again")
            self._order(lambda: self._revive_picture(picture, plain=self._picture_rescue.tries > 1))
        if self._voice_rescue.look(now(), voice.stuck_s, failing=voice.error is not None):
            self._tell("the voice engine hangs or fails; it is started again")
            self._order(lambda: self._revive_voice(voice, plain=self._voice_rescue.tries > 1))

    def _revive_picture(self, picture: PictureLane, *, plain: bool) -> None:
        if told := picture.revive(plain=plain):
            self._tell(told)
        picture.apply_quickly(self._settings())
        self._picture_rescue.made()

    def _revive_voice(self, voice: VoiceLane, *, plain: bool) -> None:
        voice.revive(self._settings(), plain=plain)
        self._voice_rescue.made()
