"""The field guide for contributors, `catalog/README.md`: a hand-written page with tables from the models.

The page is `guide/guide.md`, its examples are the entries beside it. A line like `{{fields issue}}`
stands for what is made here; the functions of that name below say what.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kb.export.field_forms import SHARED, Schema, example, form, is_link, record_in, spaced
from kb.export.schema import Terms, make_schema
from kb.graph.kinds import Kind
from kb.graph.relations import relations_from
from kb.lint.floors import FLOORS
from kb.models.entry import Entry, Lifecycle
from kb.models.meanings import MEANINGS
from kb.models.registry import MODELS, field_order

__all__ = ["EXAMPLES", "field_guide"]

_FOLDER = Path(__file__).parent / "guide"
EXAMPLES: Mapping[Kind, Path] = {kind: _FOLDER / f"{kind}.yaml" for kind in Kind}
"""The example entry of every kind, with comments."""

Row = tuple[str, ...]


def field_guide(terms: Terms) -> str:
    """Return the guide as Markdown, from the terms of the vocabularies."""
    guide = _Guide(terms)
    page = (_FOLDER / "guide.md").read_text(encoding="utf-8")
    made = re.sub(
        r"^\{\{(\w+) ?([\w-]*)\}\}$",
        lambda found: "\n".join(getattr(guide, found[1])(*filter(None, [found[2]]))),
        page,
        flags=re.MULTILINE,
    )
    return f"<!-- Made by ./scripts/generate from kb/export/guide/ and kb/models/; edit those. -->\n\n{made}"


class _Guide:
    """Makes the parts of the page, one method for each word between braces."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.schemas = {kind: make_schema(kind, terms) for kind in Kind}

    def example(self, kind: str) -> Iterator[str]:
        """Yield the example entry of a kind as a block of code."""
        yield "```yaml"
        yield EXAMPLES[Kind(kind)].read_text(encoding="utf-8").rstrip()
        yield "```"

    def fields(self, kind: str) -> Iterator[str]:
        """Yield the table of a kind's own fields, then one for each record in them."""
        schema, common = self.schemas[Kind(kind)], {*Entry.model_fields, *Lifecycle.model_fields}
        own = {name: field for name, field in schema["properties"].items() if name not in common}
        yield from _table("own fields", _rows({"properties": own}, schema, Kind(kind)))
        also = [name for name in MODELS[Kind(kind)].COMPLETE if name in common]
        if also:
            listed = ", ".join(f"`{name}`{_floor(Kind(kind), name)}" for name in also)
            yield f"\nOf the [common fields](#common-fields), a complete {Kind(kind).label} also needs {listed}."
        places: dict[str, list[str]] = {}
        for place, record in _records(own, schema):
            places.setdefault(record, []).append(f"`{place}`")
        for record, names in places.items():
            about = schema["$defs"][record]["description"]
            yield f"\nInside {' and '.join(names)}: {about[:1].lower()}{about[1:]}\n"
            yield from _table("field", _rows(schema["$defs"][record], schema))

    def common(self) -> Iterator[str]:
        """Yield the table of the fields that all kinds share."""
        schema = self.schemas[Kind.ISSUE]
        names = (*field_order(Entry), *field_order(Lifecycle))
        shared = {name: schema["properties"][name] for name in names}
        yield from _table("field", _rows({**schema, "properties": shared}, schema))

    def links(self) -> Iterator[str]:
        """Yield what each list of links leads to and says besides."""
        rows = [row for kind in Kind for row in self._links_of(kind)]
        yield from _table("list", rows, "leads to", "says besides `id` and `why`")

    def _links_of(self, kind: Kind) -> Iterator[Row]:
        schema = self.schemas[kind]
        for relation in relations_from(kind):
            record = record_in(schema["properties"][relation.field], schema)
            if record is None or not is_link(record):
                continue
            fields = schema["$defs"][record]["properties"]
            says = (f"`{name}`: {form(fields[name], schema)}" for name in relation.attributes)
            targets = (kind,) if relation.same_kind else relation.targets
            leads = " or ".join(f"[{target.label}](#{target})" for target in targets)
            yield f"`{relation.field}` of {kind.plural}", leads, "; ".join(says)

    def record(self, name: str) -> Iterator[str]:
        """Yield the table of a record."""
        schema = self.schemas[Kind.ISSUE]
        yield f"{schema['$defs'][name]['description']}\n"
        yield from _table("field", _rows(schema["$defs"][name], schema))

    def values(self) -> Iterator[str]:
        """Yield each list of values with what they mean."""
        for values, meanings in MEANINGS.items():
            yield f"### {spaced(values.__name__)}\n\n{values.__doc__}\n"
            for value, meaning in zip(values, meanings, strict=True):
                yield f"- `{value}`: {meaning[:1].lower()}{meaning[1:]}"
            yield ""

    def vocabularies(self) -> Iterator[str]:
        """Yield where the terms of each vocabulary are."""
        rows = [
            (
                f"[{name}](vocabulary/{name}.yaml)",
                str(len(terms)),
                ", ".join(term["id"] for term in terms[:3]),
            )
            for name, terms in sorted(self.terms.items())
        ]
        yield from _table("vocabulary", rows, "terms", "such as")


def _records(fields: Schema, schema: Schema, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place and the name of every record in some fields that is explained below them."""
    for name, field in fields.items():
        record = record_in(field, schema)
        if record and record not in SHARED and not is_link(record):
            yield f"{above}{name}", record
            inner = schema["$defs"][record]["properties"]
            yield from _records(inner, schema, f"{above}{name}.")


def _rows(record: Schema, schema: Schema, kind: Kind | None = None) -> Iterator[Row]:
    """Yield a row for every field: name, when it is needed, what goes in, an example."""
    complete = MODELS[kind].COMPLETE if kind else ()
    for name, field in record["properties"].items():
        needed = "always" if name in record.get("required", ()) else ""
        if kind and name in complete:
            needed = f"complete{_floor(kind, name)}"
        what = f"{field['description']} *{form(field, schema)}*"
        yield f"`{name}`", needed, what, example(field["examples"][0])


def _table(first: str, rows: Iterable[Row], *others: str) -> Iterator[str]:
    head = (first, *(others or ("needed", "what goes in", "example")))
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _floor(kind: Kind, name: str) -> str:
    floor = FLOORS.get(kind, {}).get(name)
    return f" ({floor} or more)" if floor and floor > 1 else ""
