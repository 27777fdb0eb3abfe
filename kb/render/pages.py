"""All pages of the site as Markdown with one-line HTML blocks; no file is touched here."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from functools import cache, partial
from html import escape
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.graph.amounts import amount
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.render.assessment import ANSWERED, form
from kb.render.changelog import Release
from kb.render.entry_pages import entry_page
from kb.render.figures import figures
from kb.render.home import evidenced, phase_cards, ways_in
from kb.render.lists import list_page, vocabulary_lists
from kb.render.map_views import MapPage
from kb.render.maps import map_pages
from kb.render.prose import one_line
from kb.render.research import ResearchPage, research_pages
from kb.render.site import GRADES, Place, Site
from kb.render.twins import TWIN
from kb.rules import Rule, rules

__all__ = ["LISTED", "makers", "pages_of", "render_pages"]

LISTED = (
    Kind.ISSUE,
    Kind.SYMPTOM,
    Kind.ROOT_CAUSE,
    Kind.MITIGATION,
    Kind.CHECK,
    Kind.CONSEQUENCE,
    Kind.SOURCE,
    Kind.STUDY,
)
"""Kinds in the order in which a reader meets them."""

_BEFORE_THE_FOLD = 6
"""A reader at six in the evening takes in no more; the rest is a click away."""

_MARKUP = re.compile(r"[!#()*+._`-]")
"""What the builder's Markdown takes for markup, as far as titles may hold it."""


def render_pages(tables: Tables, *, repo_url: str = "") -> Mapping[PurePosixPath, str]:
    """Return every generated page by its path below the docs folder; equal tables, equal pages."""
    return pages_of(Site(tables, Place(repo_url=repo_url)))


def pages_of(site: Site, log: Sequence[Release] = ()) -> Mapping[PurePosixPath, str]:
    """Return every page of a site; the changelog has one if there is a release in it."""
    return {path: make() for path, make in makers(site, log).items()}


def makers(site: Site, log: Sequence[Release] = ()) -> Mapping[PurePosixPath, Callable[[], str]]:
    """Return what makes each page of a site, for those who do not need them all."""
    found: dict[PurePosixPath, Callable[[], str]] = {
        PurePosixPath("index.md"): partial(_home, site)
    }
    for kind in LISTED:
        found[PurePosixPath(kind.folder, "index.md")] = partial(_list, site, kind)
        for row in site.rows(kind):
            found[PurePosixPath(kind.folder, f"{row.id}.md")] = partial(_entry, site, row.id)
    found |= {path: partial(_map, page) for path, page in map_pages(site).items()}
    found[PurePosixPath("assess.md")] = partial(_assess, site)
    questions = research_pages(site)
    asked = tuple(questions.values())
    found[PurePosixPath("research", "index.md")] = partial(_questions, asked)
    found |= {path: partial(_research, page) for path, page in questions.items()}
    found[PurePosixPath("vocabulary.md")] = partial(_vocabulary, site)
    found[PurePosixPath("statistics.md")] = partial(_statistics, site)
    if log:
        found[PurePosixPath("changelog.md")] = partial(_changelog, site, log)
    found[PurePosixPath("rules", "index.md")] = _rules
    for rule in rules():
        found[PurePosixPath("rules", f"{rule.code}.md")] = partial(_rule, rule)
    return found


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["grades"] = GRADES
    environment.globals["first_of"] = _first_of
    environment.globals["amount"] = amount
    return environment


def _first_of(rows: Sized) -> int:
    """Return how many rows stand before the fold; two more do not hide behind a click."""
    return len(rows) if len(rows) <= _BEFORE_THE_FOLD + 2 else _BEFORE_THE_FOLD


def _draw(template: str, **data: object) -> str:
    """Return a template's HTML on one line."""
    return one_line(_environment().get_template(template).render(data))


def _entry(site: Site, id: str) -> str:
    page = entry_page(site, id)
    parts = [_draw("entry_head.html", page=page)]
    for section in page.sections:
        data = {"page": page, "section": section, "content": section.content}
        body = _draw(f"section_{section.template}.html", **data)
        parts += [_heading(section.heading), body]
    return _page(page.title, page.description, parts, twin=TWIN)


def _map(page: MapPage) -> str:
    parts = [_draw("map_head.html", page=page)]
    for section in page.sections:
        if section.heading:
            parts.append(_heading(section.heading))
        name = f"section_{section.template}.html"
        parts.append(_draw(name, section=section, content=section.content))
    return _page(page.title, page.lead, parts, hide=("navigation", "toc"))


def _assess(site: Site) -> str:
    body = _draw("assess.html", sections=form(site.tables), answered=ANSWERED)
    told = "Answer questions about your system; get likely issues, checks, remedies and a file."
    return _page("Assess yourself", told, [body], hide=("navigation", "toc"))


def _questions(pages: Sequence[ResearchPage]) -> str:
    body = _draw("research_index.html", pages=pages)
    return _page("Research questions", "Answers that are counted from the catalog.", [body])


def _research(page: ResearchPage) -> str:
    parts = [_draw("research_head.html", page=page)]
    for chart in page.charts:
        name = f"section_{chart.template}.html"
        parts += [
            _heading(chart.heading),
            _draw(name, section=chart, content=chart.content),
            _draw("research_file.html", file=chart.file),
        ]
    return _page(page.title, page.lead, parts)


def _heading(title: str) -> str:
    """Return a heading that shows a contributed title as it is."""
    return "## " + _MARKUP.sub(r"\\\g<0>", escape(title, quote=False))


def _home(site: Site) -> str:
    counts = [(kind.plural, f"{kind.folder}/", len(site.rows(kind))) for kind in LISTED]
    body = _draw(
        "home.html",
        counts=counts,
        phases=tuple(phase_cards(site)),
        ways=tuple(ways_in(site)),
        evidenced=evidenced(site),
    )
    title = "What is wrong with my machine-learning system?"
    told = "Quality issues of machine-learning systems: how to recognise, confirm and fix them."
    return _page(title, told, [body], hide=("navigation", "toc"))


def _list(site: Site, kind: Kind) -> str:
    head = _draw("list_head.html", kind=kind, count=len(site.rows(kind)))
    parts = [head]
    for heading, anchor, rows in list_page(site, kind):
        if heading:
            parts.append(_heading(heading))
        parts.append(_draw("list_rows.html", rows=rows, anchor=anchor))
    title = kind.plural.capitalize()
    return _page(title, f"All {kind.plural} of the catalog.", parts, twin=TWIN)


def _vocabulary(site: Site) -> str:
    lists = tuple(vocabulary_lists(site))
    parts = [_draw("vocabulary_head.html", lists=lists)]
    for title, terms in lists:
        parts += [_heading(title), _draw("vocabulary_terms.html", terms=terms)]
    return _page("Terms", "The closed vocabularies, each term with its definition.", parts)


def _statistics(site: Site) -> str:
    parts = [_draw("statistics_head.html")]
    for title, lead, rows in figures(site):
        parts += [_heading(title), _draw("bars.html", lead=lead, rows=rows)]
    told = "Entries, links, grades, gaps and the fill rate of every field."
    return _page("What the catalog holds", told, parts)


def _changelog(site: Site, log: Sequence[Release]) -> str:
    parts = []
    line = site.prose_at("../").line
    for release in log:
        groups = [(heading, map(line, items)) for heading, items in release.groups.items()]
        title = f"{release.version} ({release.day})" if release.day else release.version
        parts += [_heading(title), _draw("changes.html", groups=groups)]
    return _page("Changelog", "What changed in each version of the data and the tool.", parts)


def _rules() -> str:
    head = _draw("rules.html", rules=rules())
    told = "Every problem code of the check, with a bad and a good example."
    return _page("Rules of the check", told, [head])


def _rule(rule: Rule) -> str:
    body = rule.text.replace("\n# ", "\n## ")
    return _page(f"{rule.code}: {rule.title}", f"Rule {rule.code} of the check.", [body])


def _page(
    title: str,
    description: str,
    parts: list[str],
    *,
    hide: tuple[str, ...] = ("navigation",),
    twin: str = "",
) -> str:
    head = "\n".join(_front_matter(title, description, hide, twin))
    return "\n".join((head, "", "\n\n".join(parts), ""))


def _front_matter(
    title: str, description: str, hide: tuple[str, ...], twin: str = ""
) -> Iterator[str]:
    """Yield the header of a page; the builder's theme prints these values unescaped."""
    yield "---"
    yield f"title: {_quoted(title)}"
    yield f"description: {_quoted(description)}"
    if hide:
        yield f"hide: {json.dumps(hide)}"
    if twin:
        yield f"twin: {twin}"
    yield "---"


def _quoted(text: str) -> str:
    """Return text as a YAML value that prints as itself in HTML; ASCII, so that no reader refuses it."""
    return json.dumps(escape(text).encode("ascii", "xmlcharrefreplace").decode())
