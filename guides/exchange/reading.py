"""From the bytes of a file to plain values, each of which knows its line. Only a small part of YAML is accepted."""

import pathlib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext

from .faults import Fault, Path, Refused

FORMAT = 1
MAX_BYTES = 5_000_000
_MAX_DEPTH = 20
_TEXT = "tag:yaml.org,2002:str"
_UNWANTED = re.compile("[^\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """The values of one file; lines are counted from 1 and kept for every path, at its key."""

    name: str
    value: dict[str, Any]
    lines: dict[Path, int] = field(repr=False)

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at the path, or, if something is missing there, at the nearest place that exists."""
        place = path
        while place not in self.lines:
            place = place[:-1]
        return Fault(self.name, self.lines[place], path, message)


def read(file: pathlib.Path) -> Document:
    """The file's values. Raises Refused."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refusal(str(file), 1, gettext("cannot be read: %(reason)s") % {"reason": error.strerror}) from error
    return read_bytes(str(file), raw)


def read_bytes(name: str, raw: bytes) -> Document:
    """The values of a file's content; the name is for messages only. Raises Refused."""
    text = _decode(name, raw)
    loader = yaml.CSafeLoader(text)
    reader = _Reader(name, loader)
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = gettext("is not YAML: %(reason)s. Texts with “: ” or “#” belong in quotes, and indents must agree.")
        raise _refusal(name, mark.line + 1 if mark else 1, message % {"reason": error.problem}) from error
    finally:
        loader.dispose()
    if reader.faults:
        raise Refused(reader.faults)
    if not isinstance(value, dict):
        raise _refusal(name, 1, gettext("a bundle is a mapping that begins with “format: 1”."))
    if type(value.get("format")) is not int or value["format"] != FORMAT:
        message = gettext("“format: %(format)s” is needed here; this program reads no other.") % {"format": FORMAT}
        raise _refusal(name, reader.lines.get(("format",), 1), message, ("format",))
    return Document(name, value, reader.lines)


def _refusal(name: str, line: int, message: str, path: Path = ()) -> Refused:
    return Refused([Fault(name, line, path, message)])


def _decode(name: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _refusal(name, 1, gettext("is larger than %(size)d MB.") % {"size": MAX_BYTES // 1_000_000})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(name, raw.count(b"\n", 0, error.start) + 1, gettext("is not UTF-8.")) from error
    if unwanted := _UNWANTED.search(text):
        line = text.count("\n", 0, unwanted.start()) + 1
        if unwanted[0] == "\t":
            raise _refusal(name, line, gettext("a tab: use spaces."))
        raise _refusal(name, line, gettext("a control character: U+%(code)s.") % {"code": f"{ord(unwanted[0]):04X}"})
    return text


class _Reader:
    """Builds values from the events of the parser, noting lines; collects faults instead of stopping at the first.

    Anchors, aliases, tags and deep nesting end it at once: they have no use here, and expanding them may never end.
    """

    def __init__(self, name: str, loader: yaml.CSafeLoader) -> None:
        self.name = name
        self.loader = loader
        self.lines: dict[Path, int] = {(): 1}
        self.faults: list[Fault] = []

    def document(self) -> Any:
        self.loader.get_event()  # the stream begins
        if isinstance(self.loader.get_event(), yaml.StreamEndEvent):
            return None
        value = self._value(self.loader.get_event(), ())
        self.loader.get_event()  # the document ends
        if not isinstance(event := self.loader.get_event(), yaml.StreamEndEvent):
            self._fault(event, (), gettext("a second document begins here: a file holds one."))
        return value

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._refuse(event, path)
        self.lines.setdefault(path, event.start_mark.line + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, path)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            key = self._value(event, (*path, ""))
            place = (*path, str(key))
            if not isinstance(key, str):
                self._fault(event, place, gettext("this cannot be a key."))
            elif key in found:
                message = gettext("this key stands here twice; the first is in line %(line)d.")
                self._fault(event, place, message % {"line": self.lines[place]})
            else:
                self.lines[place] = event.start_mark.line + 1
            found[key if isinstance(key, str) else ""] = self._value(self.loader.get_event(), place)
        return found

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Any:
        tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == _TEXT:
            if "\0" in event.value:  # written as an escape; PostgreSQL cannot hold it
                self._fault(event, path, gettext("a control character: U+%(code)s.") % {"code": "0000"})
            return event.value
        try:
            value = self.loader.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, yaml.YAMLError):
            self._fault(event, path, gettext("“%(value)s” is no date or number.") % {"value": event.value})
            return None
        if value is None:
            self._fault(event, path, gettext("has no value: leave the key out."))
        return value

    def _refuse(self, event: yaml.Event, path: Path) -> None:
        line = event.start_mark.line + 1
        if event.anchor:
            message = gettext("an anchor or alias (%(name)s): write it out.")
            raise _refusal(self.name, line, message % {"name": event.anchor}, path)
        if event.tag:
            message = gettext("a tag (%(name)s): write the value without it.")
            raise _refusal(self.name, line, message % {"name": event.tag}, path)
        if len(path) > _MAX_DEPTH:
            raise _refusal(self.name, line, gettext("is nested too deeply."), path)

    def _fault(self, event: yaml.Event, path: Path, message: str) -> None:
        self.faults.append(Fault(self.name, event.start_mark.line + 1, path, message))
