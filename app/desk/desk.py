"""Desk: carries out orders from outside and says how things are; what each order means stands here once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.control.inbox import Reply
from app.control.orders import Order, switched
from app.control.server import refusal
from app.desk.performer import Named, Performer
from app.errors import AppError, AvatarError, SettingsError, VoiceError
from app.names import clean_name
from app.settings import Settings

_ZOOM = (0.5, 2.0)  # what a knob covers; more is rarely wanted
_DOUBLED = 2.0


class Desk:
    """Every order that makes sense for a performance; a window knows some more."""

    def __init__(self, performer: Performer) -> None:
        self._performer = performer
        self._acts: dict[str, Callable[[Order], object]] = {
            **self._life(),
            **self._look(),
            "mute": lambda order: performer.mute(switched(order.argument, performer.muted)),
            "unmute": lambda _: performer.mute(False),
            "talk": lambda order: performer.talk(switched(order.argument, performer.talking)),
            "record": self._record,
            "stream": self._stream,
            "status": lambda _: None,
        }

    def _life(self) -> dict[str, Callable[[Order], object]]:
        performer = self._performer
        return {
            "start": lambda _: performer.start(),
            "stop": lambda _: performer.stop(),
            "start_stop": lambda _: self._start_or_stop(),
            "panic": lambda order: performer.pause(switched(order.argument, performer.paused)),
            "pause": lambda _: performer.pause(True),
            "resume": lambda _: performer.pause(False),
            "calibrate": lambda _: performer.calibrate(),
        }

    def _look(self) -> dict[str, Callable[[Order], object]]:
        performer = self._performer
        return {
            "profile": lambda order: performer.take(performer.profiles.find(order.argument)),
            "next_profile": lambda _: self._step_profile(1),
            "previous_profile": lambda _: self._step_profile(-1),
            "avatar": lambda order: self._take_avatar(order.argument),
            "next_avatar": lambda _: self._step_avatar(1),
            "previous_avatar": lambda _: self._step_avatar(-1),
            "voice": lambda order: self._take_voice(order.argument),
            "virtual_camera": self._virtual_camera,
            "strength": lambda order: performer.change(strength=_DOUBLED * order.share),
            "voice_strength": lambda order: performer.change(voice_strength=order.share),
            "zoom": lambda order: performer.change(zoom=_ZOOM[0] + (_ZOOM[1] - _ZOOM[0]) * order.share),
        }

    @property
    def known(self) -> list[str]:
        """The orders that are carried out."""
        return list(self._acts)

    def act(self, order: Order) -> Reply:
        """Carry an order out and return its answer."""
        try:
            self.carry_out(order)
        except AppError as error:
            return refusal(error)
        return {"ok": True, "status": self.status()}

    def carry_out(self, order: Order) -> None:
        """Do what an order says. Raises AppError."""
        act = self._acts.get(order.name)
        if act is None:
            raise SettingsError(f"{order.name} needs the window", "start it with `likeness gui`")
        act(order)

    def status(self) -> dict[str, Any]:
        """Return what is going on, as `likeness ctl status --json` prints it."""
        performer, status, profiles = self._performer, self._performer.status, self._performer.profiles
        profile, settings = profiles.get(profiles.current), performer.settings
        avatar, voice = self.names(settings)
        return {
            "state": performer.state,
            "profile": profile.name if profile is not None else "",
            "profile_changed": profile is not None and profile.on(settings) != settings,
            "profiles": [one.name for one in profiles.all],
            "avatar": avatar,
            "voice": voice,
            "muted": performer.muted,
            "panic": performer.paused,
            "recording": str(performer.recording) if performer.recording is not None else "",
            "recorded_s": round(status.recorded_s, 1),
            "stream": status.stream.state,
            "stream_address": status.stream.address,
            "stream_s": round(status.stream.live_s, 1),
            "stream_reason": status.stream.reason,
            "virtual_camera": status.virtual_camera,
            "voice_output": status.voice.output,
            "fps": round(status.fps_out, 1),
            "latency_ms_p50": round(status.latency_ms_p50, 1),
            "voice_latency_ms": round(status.voice.latency_ms.get("total", 0.0), 1),
            "av_offset_ms": round(status.voice.av_offset_ms, 1),
        }

    def names(self, settings: Settings) -> tuple[str, str]:
        """Return what avatar and voice of some settings are called."""
        avatar = _find(self._performer.avatars(), settings.avatar)
        voice = _find(self._performer.voices(), settings.voice)
        return (
            avatar.name if avatar is not None else Path(settings.avatar).name,
            voice.name if voice is not None else settings.voice,
        )

    # -- inside

    def _start_or_stop(self) -> None:
        if self._performer.state in ("stopped", "failed"):
            self._performer.start()
        else:
            self._performer.stop()

    def _step_profile(self, by: int) -> None:
        found = self._performer.profiles.neighbour(by)
        if found is not None:
            self._performer.take(found)

    def _step_avatar(self, by: int) -> None:
        avatars = self._performer.avatars()
        if avatars:
            now = _find(avatars, self._performer.settings.avatar)
            at = list(avatars).index(now) if now is not None else (-1 if by > 0 else 0)
            self._performer.change(avatar=avatars[(at + by) % len(avatars)].id)

    def _take_avatar(self, name: str) -> None:
        avatars, wanted = self._performer.avatars(), clean_name(name)
        avatar = _find(avatars, wanted)
        if avatar is None and wanted.isdecimal() and 1 <= int(wanted) <= len(avatars):
            avatar = avatars[int(wanted) - 1]
        if avatar is None:
            raise AvatarError(f"there is no avatar {name!r}", f"use one of: {_listed(avatars)}")
        self._performer.change(avatar=avatar.id)

    def _take_voice(self, name: str) -> None:
        voices = self._performer.voices()
        voice = _find(voices, clean_name(name))
        if voice is None:
            raise VoiceError(f"there is no voice {name!r}", f"use one of: {_listed(voices)}")
        self._performer.change(voice=voice.id)

    def _record(self, order: Order) -> None:
        recording = self._performer.recording is not None
        if switched(order.argument, recording) != recording:
            self.need_running()
            self._performer.record(not recording)

    def _stream(self, order: Order) -> None:
        on = self._performer.status.stream.on
        wanted = switched(order.argument, on)
        if wanted and not on:
            self.need_running()
            if not self._performer.settings.stream_address:
                advice = "set the address in the window, or begin with --stream"
                raise SettingsError("it is not known where to stream to", advice)
        if wanted != on:
            self._performer.stream(wanted)

    def need_running(self) -> None:
        """Raise SettingsError unless the performance runs."""
        if self._performer.state != "running":
            raise SettingsError("nothing runs", "start the performance first")

    def _virtual_camera(self, order: Order) -> None:
        on = self._performer.settings.virtual_camera != "none"
        wanted = switched(order.argument, on)
        if wanted != on:
            self._performer.change(virtual_camera="auto" if wanted else "none")


def _find(things: Sequence[Named], text: str) -> Named | None:
    """Return the thing with this id, else the first one with this name; capitals make no difference."""
    wanted = text.casefold()
    by_id = (thing for thing in things if thing.id.casefold() == wanted)
    by_name = (thing for thing in things if thing.name.casefold() == wanted)
    return next(by_id, None) or next(by_name, None)


def _listed(things: Sequence[Named]) -> str:
    return ", ".join(thing.name for thing in things)
