"""What both readers of YAML share: the parser, the limits, and what a text without quotes means."""

import re

import yaml

__all__ = ["MAX_DEPTH", "MAX_EVENTS", "Parser", "plain_value"]

MAX_DEPTH = 16
MAX_EVENTS = 20_000

# The pure-Python parser speaks the same events; it only runs where libyaml is missing.
Parser = getattr(yaml, "CLoader", yaml.Loader)

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NUMERIC = frozenset("-0123456789")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}


def plain_value(text: str) -> str | int | bool | None:
    """Return what a text without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if text[0] in _NUMERIC and _INTEGER.fullmatch(text) else text
