"""Copies everything but the sound of one film into another, packet by packet, without decoding anything."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from av.stream import Disposition, Stream

from app.children.control import Failure
from app.children.media_input import explain, open_input

__all__ = ["Original", "beginning_s", "remedy"]

# what a container says about itself; the new one says it anew
_OF_THE_FILE = ("major_brand", "minor_version", "compatible_brands", "encoder")
MAX_REORDERED = 32  # packets before the first whose time of decoding is known; H.264 allows 16
_OF_THE_SOUND = ("language", "title", "handler_name")  # the rest counts bytes and frames of what is replaced


def beginning_s(container: InputContainer) -> Fraction:
    """Return when a film begins: the earlier start of its first picture and its first sound stream.

    Where only one of them says, the film is taken to begin at 0 as soon as that is earlier.
    """
    kinds = (_pictures(container), list(container.streams.audio))
    both = [found[0] for found in kinds if found]
    starts = [s.start_time * s.time_base for s in both if s.start_time is not None and s.time_base]
    return min(starts) if starts and len(starts) == len(both) else min([Fraction(0), *starts])


class Original:
    """The film whose picture, subtitles, chapters and tags go into the new one.

    Attributes:
        sound_shift_s: added to the times of the sound as the reader counts them, which begin with the film.
        left_out: what the new container cannot hold, in words.
    """

    def __init__(self, path: str) -> None:
        """Open it. Raises Failure."""
        self._container = open_input(path, network=False, low_delay=False)
        self._path = path
        zero_s = beginning_s(self._container)
        self._shift_s = -max(Fraction(0), zero_s)  # of the picture: the new film begins at 0
        self.sound_shift_s = float(min(Fraction(0), zero_s))
        self.left_out: list[str] = []
        self._streams: dict[int, Stream] = {}
        self._packets: Iterator[av.Packet[Any]] = iter(())
        self._next: av.Packet[Any] | None = None

    def add_streams(self, output: OutputContainer, ending: str) -> None:
        """Announce to the new file what will be copied. Raises Failure if the picture does not fit into it."""
        for stream in _pictures(self._container):
            try:
                self._add(output, stream)
            except ValueError as error:
                raise Failure(
                    f"a picture coded as {_codec(stream)} does not fit into a {ending} file", remedy(ending)
                ) from error
        for stream in self._container.streams.subtitles:
            try:
                self._add(output, stream)
            except ValueError:
                self.left_out.append(f"subtitles ({_codec(stream)})")
        chosen = [self._container.streams[index] for index in self._streams]
        self._packets = _with_dts(self._read(chosen)) if chosen else iter(())

    def add_tags(self, output: OutputContainer, sound: Stream) -> None:
        """Copy title, chapters, language and the like."""
        tags = {name: text for name, text in self._container.metadata.items() if name.lower() not in _OF_THE_FILE}
        output.metadata.update(tags)
        heard = next(iter(self._container.streams.audio), None)
        if heard is not None:
            own = {name.lower(): text for name, text in heard.metadata.items()}
            sound.metadata.update({name: own[name] for name in _OF_THE_SOUND if name in own})
        chapters = self._container.chapters()
        for chapter in chapters:
            shift = round(self._shift_s / (chapter["time_base"] or 1))
            chapter["start"], chapter["end"] = chapter["start"] + shift, chapter["end"] + shift
        if chapters:
            output.set_chapters(chapters)

    def copy_until(self, time_s: float, output: OutputContainer) -> None:
        """Copy what stands before this time in the new film. Raises FFmpegError, OSError of writing; Failure."""
        while (packet := self._peek()) is not None:
            assert packet.dts is not None and packet.time_base is not None
            if packet.dts * packet.time_base + self._shift_s > time_s:
                return
            self._next = None
            shift = round(self._shift_s / packet.time_base)
            packet.dts += shift
            if packet.pts is not None:
                packet.pts += shift
            packet.stream = self._streams[packet.stream_index]
            output.mux_one(packet)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _peek(self) -> "av.Packet[Any] | None":
        if self._next is None:
            self._next = next(self._packets, None)
        return self._next

    def _read(self, streams: list[Stream]) -> "Iterator[av.Packet[Any]]":
        try:
            yield from (packet for packet in self._container.demux(*streams) if packet.size)
        except av.error.InvalidDataError:
            return  # cut off in the middle: what came before is copied
        except (av.FFmpegError, OSError) as error:
            raise explain(error, self._path, network=False) from error

    def _add(self, output: OutputContainer, stream: Stream) -> None:
        copy = output.add_stream_from_template(stream, opaque=True)  # no encoder is needed for what is only copied
        copy.metadata.update(stream.metadata)
        fields: Any = copy  # stream properties that PyAV's type declarations leave out
        fields.disposition = stream.disposition
        self._streams[stream.index] = copy


def remedy(ending: str) -> str:
    """What to do about a picture that does not fit."""
    recoding = "convert the film to H.264 first"
    return recoding if ending.lower() == ".mkv" else f"give the output a name that ends in .mkv, or {recoding}"


def _pictures(container: InputContainer) -> list[Stream]:
    return [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]


def _with_dts(packets: "Iterator[av.Packet[Any]]") -> "Iterator[av.Packet[Any]]":
    """Give a decoding time to packets that have none; Matroska keeps none, and FFmpeg cannot guess the first ones."""
    last: dict[int, int] = {}
    early: dict[int, list[av.Packet[Any]]] = {}
    for packet in packets:
        stream, step = packet.stream_index, max(1, packet.duration or 1)
        if packet.dts is None and stream not in last:
            waiting = early.setdefault(stream, [])
            waiting.append(packet)
            if len(waiting) < MAX_REORDERED:
                continue
            packet = waiting.pop()
            packet.dts = min(p.pts for p in (*waiting, packet) if p.pts is not None) if packet.pts is not None else 0
        elif packet.dts is None:
            packet.dts = last[stream] + step if packet.pts is None else max(last[stream] + 1, packet.pts - step)
        waiting = early.pop(stream, [])
        for number, held in enumerate(waiting):
            held.dts = packet.dts - (len(waiting) - number) * step
            yield held
        last[stream] = packet.dts
        yield packet
    for waiting in early.values():  # a stream that ended before any time of decoding was known
        first = min((p.pts for p in waiting if p.pts is not None), default=0)
        for number, held in enumerate(waiting):
            held.dts = first - len(waiting) + number
            yield held


def _codec(stream: Stream) -> str:
    return stream.codec_context.codec.canonical_name
