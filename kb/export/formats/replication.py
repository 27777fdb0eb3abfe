"""What another group needs to run the study again on its own teams, with checksums of every file."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from kb.export.csv_cells import Cell, csv_text
from kb.export.edition import Edition
from kb.export.formats.entries import Data, entries_of
from kb.export.formats.json_file import export as whole_catalog
from kb.export.formats.json_file import json_entry
from kb.export.guide_sheet import guide_markdown
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.study.assessment import guide_of
from kb.study.survey import issues_for, make_survey

__all__ = ["CHECKSUMS", "export"]

CHECKSUMS = "SHA256SUMS"
"""To be checked with `sha256sum --check`."""

_TITLE = "Quality issues of machine-learning systems"

_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "code-book.csv": ("code_book", ("code", "category", "definition")),
    "tallies.csv": ("tallies", ("dimension", "term", "n", "of", "unit")),
    "questions.csv": ("questions", ("id", "issue", "text", "scale")),
    "results.csv": ("results", ("question", "counts")),
}
"""Lists of the studies that become tables: the field, and its columns after the study's id."""

_README = """# Replication package

{about}

Everything that the studies behind this catalog asked, coded and counted, as far as they publish it,
and what is needed to ask again.

| file | what it is |
|---|---|
| `guide.md`, `guide.json` | the interview guide, to read and as data |
| `questionnaire.json` | a closed question for every issue, with its symptoms and the scale |
| `questions.csv`, `results.csv` | what published questionnaires asked, and what was answered |
| `code-book.csv` | codes of the studies with their categories and definitions |
| `tallies.csv` | how often a term came up |
| `studies.json` | every study with method, sampling, population, limits and validity checks |
| `catalog.json` | the whole catalog in the state named above |
| `SHA256SUMS` | checksums: `sha256sum --check SHA256SUMS` |

## To run it again

- `kb guide --format html -o guide.html` prints the guide for an interview.
- `kb survey build --all -o survey.html` makes a page that works without a network.
- `kb survey score answers.csv --study-id my-survey -o my-survey.yaml` turns the answers into a study.
- `kb coding agree coder-a.csv coder-b.csv` compares two coders, `kb coding tally` counts.

## To cite it

{about}
Cite the studies themselves for what they found.
"""


def export(tables: Tables, edition: Edition) -> dict[str, str]:
    """Return the package by file name; the same catalog always gives the same bytes."""
    studies = [(row.id, data) for row, data in entries_of(tables, Kind.STUDY)]
    guide = guide_of(tables)
    survey = make_survey(tables, issues_for(tables, every=True), title=_TITLE)
    files = {
        "README.md": _README.format(about=f"{edition.line()}."),
        "guide.md": guide_markdown(guide),
        "guide.json": _json(guide.model_dump(mode="json", exclude_defaults=True)),
        "questionnaire.json": _json(survey.to_dict()),
        "studies.json": _json([json_entry(tables, id, data) for id, data in studies]),
        "catalog.json": whole_catalog(tables, edition),
        **{
            name: csv_text(("study", *columns), _rows(studies, field, columns))
            for name, (field, columns) in _TABLES.items()
        },
    }
    return {**files, CHECKSUMS: "".join(_sums(files))}


def _rows(
    studies: Iterable[tuple[str, Data]], field: str, columns: Iterable[str]
) -> Iterator[list[Cell]]:
    for id, data in studies:
        for item in data[field]:
            yield [id, *(_cell(item[name]) for name in columns)]


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, int | float | str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _sums(files: Mapping[str, str]) -> Iterator[str]:
    for name, text in sorted(files.items()):
        yield f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}  {name}\n"
