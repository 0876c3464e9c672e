"""OrderDesk: carries out orders from outside with what the window has for its own buttons, and says how things are."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.control.inbox import Reply
from app.control.orders import Order, switched
from app.errors import AppError, AvatarError, SettingsError, VoiceError
from app.names import clean_name
from app.settings import Settings
from app.ui.profiles.book import ProfileBook
from app.ui.session_model import Phase

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_ZOOM = (0.5, 2.0)  # what a knob covers; more is rarely wanted
_DOUBLED = 2.0


class OrderDesk(QObject):
    """Every order that there is, on the window's thread."""

    def __init__(self, window: "MainWindow", book: ProfileBook) -> None:
        super().__init__(window)
        self._window, self._model, self._book = window, window.model, book
        trigger = self._trigger
        self._acts: dict[str, Callable[[Order], object]] = {
            "start": lambda _: self._model.start(),
            "stop": lambda _: self._model.stop(),
            "start_stop": trigger("start_stop"),
            "mute": lambda order: self._model.voice.mute(switched(order.argument, self._model.voice.muted)),
            "unmute": lambda _: self._model.voice.mute(False),
            "panic": lambda order: self._model.voice.pause(switched(order.argument, self._model.voice.paused)),
            "talk": lambda order: self._model.voice.talk(switched(order.argument, self._model.voice.talking)),
            "profile": lambda order: book.take_named(order.argument),
            "next_profile": lambda _: book.step(1),
            "previous_profile": lambda _: book.step(-1),
            "avatar": lambda order: self._take_avatar(order.argument),
            "next_avatar": trigger("next_avatar"),
            "previous_avatar": trigger("previous_avatar"),
            "voice": lambda order: self._take_voice(order.argument),
            "calibrate": trigger("calibrate"),
            "record": self._record,
            "screenshot": self._screenshot,
            "virtual_camera": self._virtual_camera,
            "strength": lambda order: self._model.change(strength=_DOUBLED * order.share),
            "voice_strength": lambda order: self._model.change(voice_strength=order.share),
            "zoom": lambda order: self._model.change(zoom=_ZOOM[0] + (_ZOOM[1] - _ZOOM[0]) * order.share),
            "window": self._show_window,
            "status": lambda _: None,
        }

    @property
    def known(self) -> list[str]:
        """The orders that are carried out."""
        return list(self._acts)

    def act(self, order: Order) -> Reply:
        """Carry an order out and return its answer."""
        try:
            if self._window.commands.closing:
                raise SettingsError("the window is closing", "start it again")
            self._acts[order.name](order)
        except AppError as error:
            return {"ok": False, "error": error.message, "advice": error.advice}
        return {"ok": True, "status": self.status()}

    def status(self) -> dict[str, Any]:
        """Return what is going on, as `likeness ctl status --json` prints it."""
        model, status, profile = self._model, self._model.status, self._book.current
        avatar, voice = self.names(model.settings)
        return {
            "state": model.phase.value,
            "profile": profile.name if profile is not None else "",
            "profile_changed": profile is not None and not self._book.as_saved,
            "profiles": [one.name for one in self._book.profiles.all],
            "avatar": avatar,
            "voice": voice,
            "muted": model.voice.muted,
            "panic": model.voice.paused,
            "recording": str(model.recording) if model.recording is not None else "",
            "recorded_s": round(status.recorded_s, 1),
            "virtual_camera": status.virtual_camera,
            "voice_output": status.voice.output,
            "fps": round(status.fps_out, 1),
            "latency_ms_p50": round(status.latency_ms_p50, 1),
            "voice_latency_ms": round(status.voice.latency_ms.get("total", 0.0), 1),
            "av_offset_ms": round(status.voice.av_offset_ms, 1),
        }

    def names(self, settings: Settings) -> tuple[str, str]:
        """Return what avatar and voice of some settings are called."""
        avatar, voice = self._window.avatars.avatar(settings.avatar), self._window.voices.voice(settings.voice)
        return (
            avatar.name if avatar is not None else Path(settings.avatar).name,
            voice.name if voice is not None else settings.voice,
        )

    # -- inside

    def _trigger(self, name: str) -> Callable[[Order], None]:
        return lambda _: self._window.actions_[name].trigger()

    def _take_avatar(self, name: str) -> None:
        ids, wanted = self._window.avatars.ids, clean_name(name).casefold()
        known = {one: self._window.avatars.avatar(one) for one in ids}
        for one, avatar in known.items():
            if wanted in (one.casefold(), avatar.name.casefold() if avatar is not None else ""):
                self._model.change(avatar=one)
                return
        if wanted.isdecimal() and 1 <= int(wanted) <= len(ids):
            self._model.change(avatar=ids[int(wanted) - 1])
            return
        some = ", ".join(avatar.name for avatar in known.values() if avatar is not None)
        raise AvatarError(f"there is no avatar {name!r}", f"use one of: {some}")

    def _take_voice(self, name: str) -> None:
        wanted = clean_name(name).casefold()
        voices = self._window.voices.shelf.voices
        for voice in voices:
            if wanted in (voice.id.casefold(), voice.name.casefold()):
                self._model.change(voice=voice.id)
                return
        raise VoiceError(f"there is no voice {name!r}", f"use one of: {', '.join(voice.name for voice in voices)}")

    def _record(self, order: Order) -> None:
        recording = self._model.recording is not None
        if switched(order.argument, recording) != recording:
            self._need_running()
            self._window.commands.record()

    def _screenshot(self, _: Order) -> None:
        self._need_running()
        self._window.commands.screenshot()

    def _need_running(self) -> None:
        if self._model.phase is not Phase.RUNNING:
            raise SettingsError("nothing runs", "start the performance first")

    def _virtual_camera(self, order: Order) -> None:
        on = self._model.settings.virtual_camera != "none"
        if switched(order.argument, on) != on:
            self._window.commands.virtual_camera()

    def _show_window(self, order: Order) -> None:
        window = self._window
        if switched(order.argument, window.isVisible()):
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
        else:
            window.showMinimized()
