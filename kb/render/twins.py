"""The Markdown twin of every entry page and list: the same words without a line of HTML."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from kb.graph.kinds import Kind
from kb.render.lists import list_page
from kb.render.markdown import as_text, fenced, from_html, to_link
from kb.render.site import GRADES, Site, words
from kb.render.views import (
    About,
    CheckRow,
    Chip,
    CodeBlock,
    Content,
    Diagram,
    EvidenceRow,
    Fact,
    FixRow,
    Items,
    LinkRow,
    NextRow,
    OutcomeRow,
    Page,
    Section,
    ShareRow,
    Text,
)

__all__ = ["TWIN", "entry_twin", "list_twins"]

TWIN = "index.md"
"""Name of a twin, which lies beside its page."""


def entry_twin(page: Page) -> tuple[PurePosixPath, str]:
    """Return the path below the site and the text of the twin of an entry's page."""
    text = "\n".join((*_entry(page), ""))
    return PurePosixPath(Kind(page.kind).folder, page.id, TWIN), text


def list_twins(site: Site) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the path and the text of the twin of every list."""
    for kind in Kind:
        yield PurePosixPath(kind.folder, TWIN), "\n".join((*_list(site, kind), ""))


def _list(site: Site, kind: Kind) -> Iterator[str]:
    yield f"# {kind.plural.capitalize()}"
    for heading, _, rows in list_page(site, kind):
        yield f"\n## {as_text(heading)}\n" if heading else ""
        for row in rows:
            grade = f" (grade {row.grade})" if row.grade else ""
            yield f"- {_link(row.target)}{grade}: {from_html(row.summary)}"


def _entry(page: Page) -> Iterator[str]:
    yield f"# {as_text(page.title)}\n"
    about = [words(page.kind).capitalize()]
    if page.grade:
        about.append(f"evidence grade {page.grade} ({GRADES[page.grade]})")
    if page.contested:
        about.append("contested")
    yield f"{', '.join(about)}."
    for text in (page.notice, page.summary):
        if text:
            yield f"\n{from_html(text)}"
    if facts := (*page.facts, *page.more_facts):
        yield ""
        yield from map(_fact, facts)
    for section in page.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    """Yield a section; a picture has no twin, as the other sections say the same in words."""
    if lines := list(_content(section.content)):
        yield f"\n## {as_text(section.heading)}\n"
        if section.lead:
            yield f"{section.lead}\n"
        yield from lines


def _content(content: Content) -> Iterator[str]:
    match content:
        case Text():
            yield from_html(content.html)
        case Items():
            for number, item in enumerate(content.items, 1):
                yield f"{f'{number}.' if content.ordered else '-'} {from_html(item)}"
        case CodeBlock():
            yield fenced(content.code, content.language)
        case About():
            yield from _about(content)
        case Diagram():
            return
        case tuple():
            for row in content:
                yield from _row(row)


def _about(about: About) -> Iterator[str]:
    yield from map(_fact, about.facts)
    yield f"- Cite as: {as_text(about.citation)}"
    yield from (f"- {form.text}: {_link(form)}" for form in about.forms if form.href != TWIN)
    if about.edit:
        yield f"- {to_link('Edit this entry', about.edit)}"
    yield f"\n{fenced(about.bibtex, 'bibtex')}"


def _row(row: object) -> Iterator[str]:  # noqa: C901 - one case per kind of row
    match row:
        case LinkRow():
            yield from _link_row(row)
        case FixRow():
            yield from _fix(row)
        case EvidenceRow():
            yield _evidence(row)
        case ShareRow():
            share = f"{row.share} % (95 % interval {row.low} to {row.high})"
            yield f"- {from_html(row.finding)} {row.figure}, {share}; {_link(row.source)}"
        case CheckRow():
            yield f"- {_link(row.target)}{f', {row.minutes}' if row.minutes else ''}"
            for text, link in row.outcomes:
                strength = words(link.strength).capitalize()
                yield f"  - {strength} if: {from_html(text)} {from_html(link.why)}"
        case OutcomeRow():
            yield f"- {from_html(row.text)}"
            yield from _indented(line for link in row.links for line in _link_row(link))
        case NextRow():
            yield f"- {row.lead} {_link(row.target)}{f', {row.minutes}' if row.minutes else ''}"
            for answer in row.answers:
                suspects = ", ".join(map(_link, answer.suspects))
                yield f"  - {from_html(answer.text)} Speaks for {suspects}"
        case (Chip() as chip, tuple() as pieces):
            yield f"- {_link(chip)}"
            yield from _indented(line for piece in pieces for line in _row(piece))


def _link_row(row: LinkRow) -> Iterator[str]:
    told = (words(row.strength), row.note, f"grade {row.grade}" if row.grade else "")
    marks = ", ".join(filter(None, told))
    tell = f" To tell them apart: {from_html(row.tell)}" if row.tell else ""
    yield f"- {_link(row.target)}{f' ({marks})' if marks else ''}: {from_html(row.why)}{tell}"
    yield from _indented(map(_evidence, row.evidence))


def _fix(row: FixRow) -> Iterator[str]:
    marks = f"{row.effect}, effectiveness {row.effectiveness}, grade {row.grade}"
    via = f" Acts on the cause: {_link(row.via)}." if row.via.text else ""
    yield f"- {_link(row.target)} ({marks}): {from_html(row.why)}{via}"
    yield f"  - Price: {row.setup} to set up, then {row.ongoing} a month"
    if row.expected:
        yield f"  - Works if: {from_html(row.expected)}"
    if row.worsens:
        yield f"  - May worsen: {', '.join(map(_link, row.worsens))}"


def _evidence(row: EvidenceRow) -> str:
    against = "Against: " if row.contradicts else ""
    figure = f" ({as_text(row.figure)})" if row.figure else ""
    locator = f", {as_text(row.locator)}" if row.locator else ""
    return f"- {against}{from_html(row.finding)}{figure} {_link(row.source)}{locator}"


def _fact(fact: Fact) -> str:
    return f"- {fact.label.capitalize()}: {', '.join(map(_link, fact.chips))}"


def _link(chip: Chip) -> str:
    return to_link(chip.text, chip.href)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
