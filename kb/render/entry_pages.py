"""The sections of an entry's page, kind by kind."""

from collections.abc import Callable, Iterator, Mapping

from kb.graph.amounts import part
from kb.graph.kinds import Grade, Kind, Status
from kb.models.check import Check
from kb.models.issue import Issue
from kb.models.mitigation import Mitigation, Snippet, Verification
from kb.models.registry import AnyEntry
from kb.models.root_cause import RootCause
from kb.models.source import Source
from kb.models.study import Study
from kb.models.symptom import Symptom
from kb.render.about import about
from kb.render.bow_tie import bow_tie
from kb.render.citations import cited_by, references
from kb.render.differential import next_rows
from kb.render.facts import facts, more_facts
from kb.render.neighbours import before_and_after, what_follows
from kb.render.parts import (
    check_rows,
    diagram,
    evidence_rows,
    fix_rows,
    items,
    link_rows,
    links_section,
    shares,
    text,
)
from kb.render.prose import plain
from kb.render.site import GRADES, Site, words
from kb.render.views import CodeBlock, Items, OutcomeRow, Page, Section, Text

__all__ = ["entry_page"]

_LINES = "Lines run from cause to effect: thick is main or likely, dashed is only possible or rare."
_BOW_TIE = (
    "Lines run from the causes through barriers to the issue and on to the harm: thick is main or "
    "likely, dashed is only possible or rare. The thicker its bar, the more effective a barrier is."
)


def entry_page(site: Site, id: str) -> Page:
    """Return the page of an entry with its links in both directions and its evidence."""
    if id not in site.pages:
        site.pages[id] = _entry_page(site, id)
    return site.pages[id]


def _entry_page(site: Site, id: str) -> Page:
    entry, row = site.entries[id], site.tables.rows[id]
    sections = [*_SECTIONS[row.kind](site, entry), *_endings(site, entry)]
    return Page(
        title=row.title,
        kind=row.kind.value,
        id=id,
        description=" ".join(row.summary.split()),
        summary=site.prose.block(row.summary),
        grade="" if row.kind in (Kind.SOURCE, Kind.STUDY) else row.grade.value,
        contested=row.contested,
        notice=_notice(site, entry),
        facts=facts(site, entry),
        more_facts=more_facts(site, entry),
        sections=tuple(sections),
    )


def _notice(site: Site, entry: AnyEntry) -> str:
    if entry.status is Status.STUB:
        return "This entry is a stub: it is known to be worth one, and says little yet."
    if entry.status is Status.RETIRED and entry.replaced_by:
        successor = site.chip(entry.replaced_by)
        link = f'<a href="{successor.href}">{plain(successor.text)}</a>'
        return f"This entry is retired: {site.prose.line(entry.reason or '')} Read {link} instead."
    return ""


def _issue(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, Issue):
        return
    yield from diagram("At a glance", bow_tie(site, entry.id), _BOW_TIE)
    yield from text(site, "What it is", entry.description)
    yield from text(site, "For example", entry.example)
    yield from links_section(site, "What you see", entry.id, "manifests_as")
    if checks := check_rows(site, entry.id):
        yield Section("How to confirm it", "checks", checks)
    if fixes := fix_rows(site, entry.id):
        lead = "Best first, by effect, effectiveness, evidence, effort and side effects."
        yield Section("What to do", "fixes", fixes, lead)
    yield from links_section(site, "What does not help", entry.id, "not_helped_by")
    yield from links_section(site, "Easily confused with", entry.id, "confused_with")
    yield from links_section(site, "Where it comes from", entry.id, "caused_by")
    yield from links_section(site, "What it leads to", entry.id, "leads_to")
    if entry.severity:
        yield from text(site, "How bad it gets", entry.severity.why)
    yield from text(site, "Why it is missed", entry.why_missed)
    yield from diagram("Before and after", before_and_after(site, entry.id), _LINES)
    yield from links_section(site, "Brings about", entry.id, "precedes")
    yield from links_section(site, "Brought about by", entry.id, "preceded_by")
    yield from links_section(site, "A case of", entry.id, "specialises")
    yield from links_section(site, "Special cases", entry.id, "generalises")
    yield from links_section(site, "Can be caused by the remedy", entry.id, "may_be_caused_by")
    if figures := shares(site, entry.id):
        lead = "Each figure as its study counted it, with a 95 % Wilson interval; never merged."
        yield Section("How often it was met", "shares", figures, lead)
    yield from links_section(site, "Asked about in", entry.id, "asked_in")


def _root_cause(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, RootCause):
        return
    yield from diagram("At a glance", what_follows(site, entry.id), _LINES)
    yield from text(site, "What it is", entry.description)
    yield from text(site, "How it works", entry.mechanism)
    yield from links_section(site, "Issues it produces", entry.id, "causes")
    yield from links_section(site, "What removes it", entry.id, "mitigated_by")
    yield from links_section(site, "Brings about", entry.id, "precedes")
    yield from links_section(site, "Brought about by", entry.id, "preceded_by")


def _symptom(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, Symptom):
        return
    yield from text(site, "What it is", entry.description)
    yield from text(site, "First step", entry.first_step)
    lead = "Strongest first: hallmark, typical, possible; the last ones speak against the issue."
    yield from links_section(site, "What may be behind it", entry.id, "symptom_of", lead=lead)
    if questions := next_rows(site, entry.id):
        yield Section("What tells them apart", "next", questions)
    yield from items(site, "Harmless reasons", entry.benign_explanations)
    if entry.log_patterns:
        patterns = tuple(f"<code>{plain(pattern)}</code>" for pattern in entry.log_patterns)
        yield Section("In the logs", "items", Items(patterns))


def _consequence(site: Site, entry: AnyEntry) -> Iterator[Section]:
    yield from text(site, "What it is", entry.description)
    yield from links_section(site, "Issues that lead to it", entry.id, "results_from")


def _mitigation(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, Mitigation):
        return
    yield from text(site, "What it is", entry.description)
    yield from items(site, "Steps", entry.steps, ordered=True)
    yield from _code(entry.snippet)
    if entry.verification:
        lines = tuple(_proof(site, entry.verification))
        yield Section("How you know it works", "items", Items(lines))
    yield from links_section(site, "What it acts on", entry.id, "mitigates")
    yield from _trade_offs(site, entry)
    yield from text(site, "When not to use it", entry.when_not_to_use)
    yield from items(site, "What it needs", entry.needs)
    for heading, relation in (
        ("Needs first", "requires"),
        ("Needed by", "required_by"),
        ("Does not go with", "conflicts_with"),
        ("Alternatives", "alternative_to"),
        ("May cause", "may_cause"),
        ("Does not help against", "does_not_help"),
    ):
        yield from links_section(site, heading, entry.id, relation)


def _code(snippet: Snippet | None) -> Iterator[Section]:
    if snippet:
        yield Section("In code", "code", CodeBlock(snippet.language, snippet.code))


def _proof(site: Site, proof: Verification) -> Iterator[str]:
    if proof.check:
        check = site.chip(proof.check)
        yield f'<strong>Check:</strong> <a href="{check.href}">{plain(check.text)}</a>'
    for label, value in (
        ("Expected", proof.expected),
        ("When to look", proof.when),
        ("It fails if", proof.failure_sign),
    ):
        yield f"<strong>{label}:</strong> {site.prose.line(value)}"


def _trade_offs(site: Site, entry: Mitigation) -> Iterator[Section]:
    lines = []
    for item in entry.trade_offs:
        term = site.term("quality-attributes", item.id)
        name = f'<a href="{plain(term.href)}">{plain(term.text)}</a>'
        mark = f'<span class="kb-{item.direction}">{item.direction}</span> {name}, {item.size}'
        lines.append(f"{mark}: {site.prose.line(item.why)}")
    if lines:
        yield Section("Trade-offs", "items", Items(tuple(lines)))


def _check(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, Check):
        return
    yield from text(site, "What it is", entry.description)
    yield from items(site, "Procedure", entry.procedure, ordered=True)
    yield from _code(entry.snippet)
    links = site.tables.links(entry.id, "confirms")
    outcomes = tuple(
        OutcomeRow(
            outcome.key,
            site.prose.line(outcome.text),
            link_rows(site, [link for link in links if link.attributes["outcome"] == outcome.key]),
        )
        for outcome in entry.outcomes
    )
    if outcomes:
        yield Section("Outcomes", "outcomes", outcomes)
    yield from text(site, "False alarms", entry.false_positives)
    yield from text(site, "What it overlooks", entry.false_negatives)
    yield from items(site, "What it needs", entry.needs)
    yield from links_section(site, "Proves these remedies", entry.id, "verifies")


def _source(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if isinstance(entry, Source):
        yield Section("Reference", "items", Items(tuple(references(entry))))
        yield from text(site, "What it says", entry.description)
        yield from links_section(site, "Reports the study", entry.id, "reports")
    if rows := cited_by(site, entry.id):
        yield Section("Cited for", "cited", rows)


def _study(site: Site, entry: AnyEntry) -> Iterator[Section]:
    if not isinstance(entry, Study):
        return
    yield from text(site, "What it is", entry.description)
    people = tuple(f"{part.n} {plain(part.unit)}" for part in entry.population)
    if people:
        yield Section("Who took part", "items", Items(people))
    yield from text(site, "Sampling", entry.sampling)
    yield from links_section(site, "Reported in", entry.id, "reported_in")
    yield from links_section(site, "Asks about", entry.id, "asks_about")
    counts = tuple(
        f"{plain(site.term(tally.dimension, tally.term).text)} ({plain(words(tally.dimension))}): "
        f"{part(tally.n, tally.of, plain(tally.unit))}"
        for tally in entry.tallies
    )
    if counts:
        yield Section("Counts", "items", Items(counts))
    yield from items(site, "Limits", entry.limits)
    yield from items(site, "Validity checks", entry.validity_checks)
    codes = tuple(
        f"<strong>{plain(code.code)}</strong> ({plain(code.category)}): {site.prose.line(code.definition)}"
        for code in entry.code_book
    )
    if codes:
        yield Section("Code book", "items", Items(codes))


def _endings(site: Site, entry: AnyEntry) -> Iterator[Section]:
    """Yield what every page ends with: words of people, evidence, mappings, gaps, how to cite it."""
    if entry.phrases:
        quoted = tuple(plain(phrase) for phrase in entry.phrases)
        yield Section("How people say it", "phrases", Items(quoted))
    if entry.evidence:
        yield Section(
            "Evidence", "evidence", evidence_rows(site, entry.evidence), _graded(site, entry)
        )
    elif not isinstance(entry, Source | Study):
        yield Section("Evidence", "text", Text(f"<p>{plain(_graded(site, entry))}</p>"))
    if entry.mappings:
        mapped = tuple(
            f"{plain(site.term('schemes', item.scheme).text)} {plain(item.id)} ({item.match})"
            for item in entry.mappings
        )
        yield Section("In other schemes", "items", Items(mapped))
    if entry.gaps:
        gaps = tuple(f"{plain(words(field))}: {words(gap)}" for field, gap in entry.gaps.items())
        yield Section("Known gaps", "items", Items(gaps))
    yield Section("This entry", "about", about(site, entry))


def _graded(site: Site, entry: AnyEntry) -> str:
    row = site.tables.rows[entry.id]
    if row.grade is Grade.E:
        return "No source is cited here: this entry is editor judgement."
    mark = " Sources contradict each other." if row.contested else ""
    return f"Grade {row.grade.value}: {GRADES[row.grade]}.{mark}"


_SECTIONS: Mapping[Kind, Callable[[Site, AnyEntry], Iterator[Section]]] = {
    Kind.ISSUE: _issue,
    Kind.ROOT_CAUSE: _root_cause,
    Kind.SYMPTOM: _symptom,
    Kind.CONSEQUENCE: _consequence,
    Kind.MITIGATION: _mitigation,
    Kind.CHECK: _check,
    Kind.SOURCE: _source,
    Kind.STUDY: _study,
}
