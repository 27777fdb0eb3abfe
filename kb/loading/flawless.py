"""Read a YAML file that has nothing wrong in it, fast: data alone, without places and without complaints."""

import unicodedata
from collections.abc import Iterator
from itertools import islice

import yaml
from yaml.events import (
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from kb.loading.file_text import forbidden_character
from kb.loading.memory import Plain
from kb.loading.scalars import MAX_DEPTH, MAX_EVENTS, Parser, plain_value


class _Doubtful(Exception):
    """Something that the reader with places has to look at."""


def flawless_data(text: str) -> dict[str, Plain] | None:
    """Return the data of a file, or nothing if there may be anything to complain about.

    Args:
        text: a file as `clean_text` returns it.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        return None
    parser = Parser(text)
    # One more than allowed would be a complaint; this iterator ends, and what is open stays open.
    events = islice(iter(parser.get_event, None), MAX_EVENTS)
    try:
        _expect(events, StreamStartEvent, DocumentStartEvent)
        data = _collection(next(events), events, 0)
        _expect(events, DocumentEndEvent, StreamEndEvent)
    except (_Doubtful, StopIteration, yaml.YAMLError):
        return None
    finally:
        parser.dispose()
    return data if isinstance(data, dict) else None


def _expect(events: Iterator[Event], *wanted: type[Event]) -> None:
    if any(not isinstance(next(events, None), kind) for kind in wanted):
        raise _Doubtful


def _mapping(events: Iterator[Event], depth: int) -> dict[str, Plain]:
    data: dict[str, Plain] = {}
    for event in events:
        if isinstance(event, MappingEndEvent):
            return data
        if not isinstance(event, ScalarEvent):
            raise _Doubtful
        key = _scalar(event)
        if type(key) is not str or key in data or key == "<<":
            raise _Doubtful
        inner = next(events)
        # Most values are scalars; asking here spares them a call.
        data[key] = (
            _scalar(inner) if isinstance(inner, ScalarEvent) else _collection(inner, events, depth)
        )
    raise _Doubtful


def _sequence(events: Iterator[Event], depth: int) -> list[Plain]:
    data: list[Plain] = []
    for event in events:
        if isinstance(event, SequenceEndEvent):
            return data
        data.append(
            _scalar(event) if isinstance(event, ScalarEvent) else _collection(event, events, depth)
        )
    raise _Doubtful


def _collection(event: Event, events: Iterator[Event], depth: int) -> Plain:
    if not isinstance(event, CollectionStartEvent) or depth >= MAX_DEPTH:
        raise _Doubtful
    if event.anchor is not None or event.tag is not None:
        raise _Doubtful
    inside = _mapping if isinstance(event, MappingStartEvent) else _sequence
    return inside(events, depth + 1)


def _scalar(event: ScalarEvent) -> Plain:
    if event.anchor is not None or event.tag is not None:
        raise _Doubtful
    value: str = event.value
    if not event.style:
        return plain_value(value)
    # Only between these quotes can characters be written that the text of the file does not show.
    if event.style == '"' and (
        forbidden_character(value) or not unicodedata.is_normalized("NFC", value)
    ):
        raise _Doubtful
    return value
