"""Sources as BibTeX, in UTF-8 as biber and every current reference manager read it."""

from collections.abc import Iterable, Iterator

from kb.models.source import Person, Source

__all__ = ["bibtex", "escaped"]

_TYPES = {
    "article": "article",
    "inproceedings": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
"""Entry types by type of source; everything else is `misc`, which classic styles know too."""

_VENUE = {
    "article": "journal",
    "inproceedings": "booktitle",
    "book": "publisher",
    "incollection": "booktitle",
    "techreport": "institution",
    "misc": "howpublished",
}

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def bibtex(sources: Iterable[Source]) -> str:
    """Return one BibTeX entry per source, keyed by id, in the order given."""
    return "\n".join("".join(_lines(source)) for source in sources)


def _lines(source: Source) -> Iterator[str]:
    kind = _TYPES.get(source.type or "", "misc")
    yield f"@{kind}{{{source.id},\n"
    for name, value in _fields(source, kind):
        yield f"  {name} = {{{value}}},\n"
    yield "}\n"


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that are known; identifiers stay as they are, the rest is escaped."""
    if source.authors:
        names = [_name(person) for person in source.authors]
        yield "author", " and ".join([*names, "others"] if source.et_al else names)
    yield "title", f"{{{escaped(source.title)}}}"
    if source.year:
        yield "year", str(source.year)
    if source.venue:
        yield _VENUE[kind], escaped(source.venue)
    if source.edition:
        yield "note", escaped(source.edition)
    if source.doi:
        yield "doi", source.doi
    if source.arxiv:
        yield "eprint", source.arxiv
        yield "archiveprefix", "arXiv"
    if source.url:
        yield "url", source.url.replace("%", r"\%")


def _name(person: Person) -> str:
    """An organisation stands in braces of its own, or BibTeX would cut it into names."""
    if person.given:
        return f"{escaped(person.family)}, {escaped(person.given)}"
    return f"{{{escaped(person.family)}}}"


def escaped(text: str) -> str:
    """Return text in which no sign means anything to BibTeX."""
    return text.translate(_ESCAPES)
