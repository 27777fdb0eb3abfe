"""Tell a difference in lines: for a terminal, for a job's summary, and for the changelog."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from kb.errors import one_line
from kb.query.changed_fields import FieldChange
from kb.query.changed_lists import ItemChange
from kb.query.difference import Changed, Difference, Named, Renamed, Retired
from kb.query.losses import Loss

__all__ = ["changelog", "code_span", "markdown", "plain"]

_Quote = Callable[[str], str]
"""Makes what contributors wrote safe for where it is shown."""

_NOTHING = "Nothing but form has changed."


def plain(found: Difference) -> str:
    """Return the difference for a terminal."""
    parts = [
        "".join((f"{title} ({len(lines)})\n", *(f"  {line}\n" for line in lines)))
        for title, lines in _sections(found, one_line)
    ]
    return "\n".join(parts or (f"{_NOTHING}\n",))


def markdown(found: Difference) -> str:
    """Return the difference as Markdown, in which all that contributors wrote is code."""
    counts = [
        f"| {kind} | {before} | {after} | {after - before:+d} |"
        for kind, (before, after) in found.counts.items()
        if before != after
    ]
    table = ("| kind | before | after | |", "| --- | --: | --: | --: |", *counts, "")
    parts = [
        "\n".join((f"### {title} ({len(lines)})", "", *(f"- {line}" for line in lines), ""))
        for title, lines in _sections(found, code_span)
    ]
    head = ["## Changes of the catalog", "", *(table if counts else ())]
    return "\n".join((*head, *(parts or (f"{_NOTHING}\n",))))


def changelog(found: Difference) -> str:
    """Return a draft for CHANGELOG.md under the headings of Keep a Changelog; empty for no change."""
    headings = {
        "Added": [
            *(_entry(item, code_span) for item in found.added),
            *_items((*found.terms, *found.rejected), "added", code_span),
        ],
        "Changed": [
            *(f"{_entry(item, code_span)}: {_fields(item.fields)}." for item in found.changed),
            *_items((*found.terms, *found.rejected), "changed", code_span),
            *(
                f"{_entry(item, code_span)} was {code_span(item.before)}, which still finds it."
                for item in found.renamed
            ),
        ],
        "Deprecated": [
            f"{_entry(item, code_span)}: use {code_span(item.replaced_by)}."
            for item in found.retired
        ],
        "Removed": [
            *(_entry(item, code_span) for item in found.removed),
            *_items((*found.terms, *found.rejected), "removed", code_span),
        ],
    }
    return "\n".join(
        "\n".join((f"### {heading}", "", *(f"- {line}" for line in lines), ""))
        for heading, lines in headings.items()
        if lines
    )


def code_span(text: str) -> str:
    """Return a text as code in Markdown: nothing in it is a mark, a tag, a link or a mention.

    >>> code_span("a `b` <i>@c")
    '`` a `b` <i>@c ``'
    """
    text = one_line(text)
    longest = max((len(list(run)) for mark, run in groupby(text) if mark == "`"), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or not text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"


def _sections(found: Difference, quote: _Quote) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts that are not empty, each with a line per item."""
    sections = {
        "Added": [_entry(item, quote) for item in found.added],
        "Changed": [
            f"{_entry(item, quote)}: {_fields(item.fields, quote)}" for item in found.changed
        ],
        "Renamed": [f"{_entry(item, quote)}, was {quote(item.before)}" for item in found.renamed],
        "Retired": [
            f"{_entry(item, quote)}, replaced by {quote(item.replaced_by)}: {quote(item.reason)}"
            for item in found.retired
        ],
        "Removed without a successor": [_entry(item, quote) for item in found.removed],
        "Left behind": [f"{_entry(item, quote)}: {item.what}" for item in found.losses],
        **{
            f"Links {change}": [
                f"{quote(item.source)} {item.relation} {quote(item.target)}"
                + (f" ({quote(item.what)})" if item.what else "")
                for item in found.links
                if item.change == change
            ]
            for change in ("gained", "lost", "changed")
        },
        **{
            f"Evidence {change}": [
                f"{quote(item.entry)}"
                + (f", {quote(item.place)}" if item.place else "")
                + f": {quote(item.source)}"
                + (f" ({item.number} times)" if item.number > 1 else "")
                for item in found.evidence
                if item.change == change
            ]
            for change in ("gained", "lost")
        },
        **{
            f"{title} {change}": [*_items(items, change, quote, far=quote)]
            for title, items in (("Terms", found.terms), ("Turned down,", found.rejected))
            for change in ("added", "removed", "changed")
        },
        "Grades": [f"{quote(item.claim)}: {item.before} → {item.after}" for item in found.grades],
    }
    return ((title, lines) for title, lines in sections.items() if lines)


def _entry(item: Named | Changed | Retired | Renamed | Loss, quote: _Quote) -> str:
    return f"{item.kind.label} {quote(item.id)}, {quote(item.title)}"


def _items(
    items: Iterable[ItemChange], change: str, quote: _Quote, *, far: _Quote | None = None
) -> Iterator[str]:
    """Yield a line for each term or turned-down proposal that changed so; `far` is as for fields."""
    for item in items:
        if item.change == change:
            term = f"term {quote(item.id)} of {item.list}, {quote(item.title)}"
            named = f"turned down: {quote(item.title)}" if item.list == "rejected" else term
            yield f"{named}: {_fields(item.fields, far)}" if item.fields else named


def _fields(fields: tuple[FieldChange, ...], quote: _Quote | None = None) -> str:
    """Return the fields that changed, with how far if there is a way to quote it."""
    if quote is None:
        return ", ".join(change.field for change in fields)
    return ", ".join(
        f"{change.field} {quote(change.before)} → {quote(change.after)}"
        if change.before or change.after
        else f"{change.field} ({change.what})"
        for change in fields
    )
