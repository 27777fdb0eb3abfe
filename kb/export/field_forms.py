"""Say in a few words what a value of a field looks like, from its JSON Schema."""

import re
from collections.abc import Mapping
from typing import Any

from kb.models.meanings import MEANINGS

__all__ = ["SHARED", "Schema", "example", "form", "is_link", "record_in", "spaced"]

Schema = Mapping[str, Any]

SHARED = {"Evidence": "evidence", "Count": "evidence", "Mapping": "mappings"}
"""Records that all kinds use, each with the section that explains it."""

_VALUES = {values.__name__ for values in MEANINGS}

_PATTERNS = {
    "^[a-z0-9]+": "id",
    r"^[^\n\t]": "one line",
    "^[^<>": "one line",
    "^https": "address",
    "^10": "DOI",
    "^([0-9]{4}": "arXiv identifier",
    "^[0-9]{4}-": "date",
    r"^\s*-?[0-9]": "number",
}
"""What a text is, by the beginning of its pattern."""

_TYPES = {"integer": "whole number", "boolean": "true or false"}

_WIDEST = 110


def form(field: Schema, schema: Schema) -> str:
    """Return what a value looks like, with links to where its words are explained."""
    if "anyOf" in field:
        return form(field["anyOf"][0], schema)
    if field.get("type") == "array":
        return f"list: {form(field['items'], schema)}"
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return _referred(name, schema["$defs"][name])
    if "enum" in field:
        return " · ".join(field["enum"])
    told = (form for start, form in _PATTERNS.items() if field.get("pattern", "").startswith(start))
    return next(told, _TYPES.get(str(field["type"]), "text"))


def _referred(name: str, target: Schema) -> str:
    if name in _VALUES:
        return f"[{' · '.join(target['enum'])}](#{spaced(name).lower().replace(' ', '-')})"
    if "properties" not in target:
        return f"[{name}](vocabulary/{name}.yaml)"
    if is_link(name):
        return "[links](#links)"
    return f"see [{SHARED[name]}](#{SHARED[name]})" if name in SHARED else "see below"


def record_in(field: Schema, schema: Schema) -> str | None:
    """Return the name of the record that a field, or each item of its list, holds."""
    inner = field.get("anyOf", [field])[0]
    name = str(inner.get("items", inner).get("$ref", "")).rpartition("/")[2]
    return name if "properties" in schema["$defs"].get(name, {}) else None


def is_link(record: str) -> bool:
    """Return whether a record is a link to an entry; all links are explained together."""
    return record.endswith("Link")


def spaced(name: str) -> str:
    """Return the name of a class as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def example(value: object) -> str:
    """Return an example on one line, cut if it is long; records are shown elsewhere."""
    if isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(example, value)))
    text = str(value).lower() if isinstance(value, bool) else str(value)
    line = text.splitlines()[0]
    return f"`{line}`" if len(line) <= _WIDEST else f"`{line[:_WIDEST].rpartition(' ')[0]} …`"
