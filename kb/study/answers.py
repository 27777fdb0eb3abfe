"""Read the answers to a questionnaire out of exported tables."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from kb.errors import QueryError
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.study.table import Table
from kb.study.words import SCALE, column_kind, folded, point_of

__all__ = ["Answers", "Respondent", "read_answers"]

_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]$")
_NUMBERED = re.compile(r"\s*[Qq]?\d+\s*[.:)]\s*")
_OPEN = re.compile(r"(.+?) ?[/:-] ?consequences", re.IGNORECASE)
_LEAST = re.compile(r"(?i)(less than|under|weniger als|unter|moins de|menos de|<)\s*\d")
_YEARS = re.compile(r"\d{1,2}(?:[.,]\d+)?")
_MANY_YEARS = 80


class Respondent(NamedTuple):
    """What one person said; a point is 1 to 5, 0 for "cannot answer", None for nothing."""

    role: str
    experience: float | None
    points: Mapping[str, int | None]


class Answers(NamedTuple):
    """The issues asked about, in the order of the columns, and who answered."""

    issues: tuple[str, ...]
    respondents: tuple[Respondent, ...]


class _Layout(NamedTuple):
    """What is in which column."""

    issues: dict[int, str]
    kinds: dict[str, int]


def read_answers(
    tables: Tables,
    files: Iterable[Table],
    *,
    questions: Mapping[str, str],
    ignore: Collection[str] = (),
) -> Answers:
    """Return the answers of one or more exports of the same questionnaire.

    Args:
        tables: the catalog, which knows issues and roles by their names.
        files: the exports.
        questions: issues by the ids and texts of the questions, if the questionnaire is at hand.
        ignore: headers of columns to pass over.

    Raises:
        QueryError: a column or a cell is not understood; the message says which.
    """
    named = {folded(name): issue for name, issue in questions.items()}
    roles = {
        folded(name): term["id"]
        for term in tables.terms.get("roles", ())
        for name in (term["id"], term["title"])
    }
    issues: dict[str, None] = {}
    respondents: list[Respondent] = []
    for table in files:
        layout = _layout(tables, table, named, {folded(name) for name in ignore})
        issues |= dict.fromkeys(layout.issues.values())
        respondents += _respondents(table, layout, roles)
    return Answers(tuple(issues), tuple(respondents))


def _layout(
    tables: Tables, table: Table, named: Mapping[str, str], ignore: Collection[str]
) -> _Layout:
    layout = _Layout({}, {})
    for column, header in enumerate(table.columns):
        if folded(header) in ignore:
            continue
        issue = _issue_of(tables, header, named)
        kind = column_kind(header)
        if issue and issue in layout.issues.values():
            raise table.wrong_column(column, f"{issue} is asked about in two columns; delete one")
        if issue:
            layout.issues[column] = issue
        elif kind and kind in layout.kinds and kind in ("role", "experience"):
            raise table.wrong_column(column, f"a second column with the {kind}; delete one")
        elif kind:
            layout.kinds[kind] = column
        elif not _is_open_question(tables, header, named):
            fix = "rename it to the id of an issue, give the questionnaire with --survey, or --ignore it"
            raise table.wrong_column(column, f"nobody knows this column; {fix}")
    if not layout.issues:
        msg = f"{table.name}: no column is about an issue; name columns by ids of issues"
        raise QueryError(msg)
    return layout


def _issue_of(tables: Tables, header: str, named: Mapping[str, str]) -> str | None:
    inner = _IN_BRACKETS.search(header)
    for name in (header, inner[1] if inner else "", _NUMBERED.sub("", header, count=1)):
        if folded(name) in named:
            return named[folded(name)]
        id = tables.find(name) if name.strip() else None
        if id and tables.rows[id].kind is Kind.ISSUE:
            return id
    first = re.match(r"\s*([\w-]+)\s*[.:)]", header)
    return named.get(folded(first[1])) if first else None


def _is_open_question(tables: Tables, header: str, named: Mapping[str, str]) -> bool:
    found = _OPEN.fullmatch(header)
    return bool(found and _issue_of(tables, found[1], named))


def _respondents(table: Table, layout: _Layout, roles: Mapping[str, str]) -> Iterable[Respondent]:
    for row in table.rows:
        role = row.cells[layout.kinds["role"]] if "role" in layout.kinds else ""
        points = {
            issue: _point(table, row.number, column, row.cells[column])
            for column, issue in layout.issues.items()
        }
        years = None
        if "experience" in layout.kinds:
            column = layout.kinds["experience"]
            years = _years(table, row.number, column, row.cells[column])
        yield Respondent(roles.get(folded(role), "other") if role else "", years, points)


def _point(table: Table, row: int, column: int, cell: str) -> int | None:
    try:
        return point_of(cell)
    except ValueError as error:
        most = max((int(one) for one in _whole_column(table, column)), default=0)
        longer = (
            len(SCALE) < most and f"; the column goes up to {most}, only five points are scored"
        )
        raise table.wrong(
            row, column, f"{error}{longer or '; correct or empty the cell'}"
        ) from None


def _whole_column(table: Table, column: int) -> Iterable[str]:
    cells = (row.cells[column] for row in table.rows)
    return (cell for cell in cells if re.fullmatch(r"\d{1,3}", cell, re.ASCII))


def _years(table: Table, row: int, column: int, cell: str) -> float | None:
    """Return years of experience: of a range its lower end, of "less than one" nothing."""
    if not cell:
        return None
    found = _YEARS.search(cell)
    if not found or cell.startswith("-"):
        raise table.wrong(row, column, f"{cell!r} is no number of years; write a number such as 4")
    years = 0.0 if _LEAST.search(cell) else float(found[0].replace(",", "."))
    if years > _MANY_YEARS or re.search(r"\d{3}", cell):
        raise table.wrong(row, column, f"{cell!r} is out of range for years of experience")
    return years
