"""Results as HTML for notebooks: a heading, a table, a line below; every text escaped, nothing else."""

from collections.abc import Iterable, Sequence

__all__ = ["as_html"]


def as_html(
    title: str,
    columns: Sequence[str] = (),
    rows: Iterable[Sequence[object]] = (),
    *,
    notes: Iterable[str] = (),
) -> str:
    """Return a table with a title above it and lines of text below it.

    >>> as_html("A & B", notes=["c < d"])
    '<div><strong>A &amp; B</strong><p>c &lt; d</p></div>'
    """
    from html import escape  # most programs never show HTML

    def cells(tag: str, values: Sequence[object]) -> str:
        told = "".join(f"<{tag}>{escape(str(value))}</{tag}>" for value in values)
        return f"<tr>{told}</tr>"

    body = "".join(cells("td", row) for row in rows)
    table = f"<table>{cells('th', columns)}{body}</table>" if body else ""
    below = "".join(f"<p>{escape(note)}</p>" for note in notes if note)
    return f"<div><strong>{escape(title)}</strong>{table}{below}</div>"
