"""The parts that pages of several kinds share: links, evidence, remedies, figures."""

from collections.abc import Iterable, Sequence

from kb.diagnosis.prevalence import prevalence
from kb.diagnosis.remedies import Wishes, remedies
from kb.graph.amounts import amount
from kb.graph.kinds import Effectiveness, Stance
from kb.graph.relations import RELATIONS
from kb.graph.tables import Link
from kb.models.entry import Evidence
from kb.render.site import Site, words
from kb.render.views import (
    CheckRow,
    Chip,
    Diagram,
    EvidenceRow,
    FixRow,
    Items,
    LinkRow,
    Section,
    ShareRow,
    Text,
)

__all__ = [
    "check_rows",
    "day_range",
    "diagram",
    "evidence_rows",
    "fix_rows",
    "items",
    "link_rows",
    "links_section",
    "shares",
    "text",
]

_FIELDS = {relation.name: relation.field for relation in RELATIONS}
_NO_CLAIM = frozenset({"asks_about", "reports", "verified_by"})
"""Links that state where something is written, which needs no evidence."""

_ORDER = {
    value: position
    for position, value in enumerate(
        (
            *("main", "contributing", "hallmark", "typical", "likely", "possible", "rare"),
            *("unknown", "argues-against"),
        )
    )
}


def text(site: Site, heading: str, value: str | None) -> Iterable[Section]:
    """Yield a section of prose, if there is any."""
    if value:
        yield Section(heading, "text", Text(site.prose.block(value)))


def diagram(heading: str, picture: Diagram | None, lead: str) -> Iterable[Section]:
    """Yield a section with a picture, if there is one."""
    if picture:
        yield Section(heading, "diagram", picture, lead)


def items(
    site: Site, heading: str, values: Sequence[str], *, ordered: bool = False
) -> Iterable[Section]:
    """Yield a section with a list, if there are items."""
    if values:
        yield Section(heading, "items", Items(tuple(map(site.prose.line, values)), ordered))


def links_section(
    site: Site, heading: str, id: str, relation: str, *, lead: str = ""
) -> Iterable[Section]:
    """Yield a section with an entry's links of one relation, strongest first, if there are any."""
    links = site.tables.links(id, relation)
    if relation == "confused_with":
        links = tuple(sorted(links, key=lambda link: (-_in_common(site, link), link.target)))
    rows = link_rows(site, links)
    if rows:
        yield Section(heading, "links", rows, lead)


def _in_common(site: Site, link: Link) -> int:
    """Return how many symptoms both ends show: the more, the easier they are confused."""
    ends = (link.source, link.target)
    one, other = ({seen.target for seen in site.tables.links(id, "manifests_as")} for id in ends)
    return len(one & other)


def link_rows(site: Site, links: Iterable[Link]) -> tuple[LinkRow, ...]:
    """Return links as rows, strongest first."""
    return tuple(_link_row(site, link) for link in sorted(links, key=_by_strength))


def check_rows(site: Site, id: str) -> tuple[CheckRow, ...]:
    """Return the checks of an issue with what each outcome says, strongest check first."""
    by_check: dict[str, list[Link]] = {}
    for link in sorted(site.tables.links(id, "confirmed_by"), key=_by_strength):
        by_check.setdefault(link.target, []).append(link)
    rows = []
    for target, links in by_check.items():
        check = site.entries[target]
        texts = {outcome.key: outcome.text for outcome in getattr(check, "outcomes", ())}
        outcomes = tuple(
            (site.prose.line(texts[link.attributes["outcome"]]), _link_row(site, link))
            for link in links
        )
        minutes = getattr(check, "minutes", None)
        rows.append(
            CheckRow(site.chip(target), amount(minutes, "minute") if minutes else "", outcomes)
        )
    return tuple(rows)


def _by_strength(link: Link) -> int:
    return _ORDER.get(_strength(link), 0)


def _strength(link: Link) -> str:
    told = link.attributes
    return told.get("strength") or told.get("likelihood") or told.get("effect") or ""


def _link_row(site: Site, link: Link) -> LinkRow:
    note = ""
    if effectiveness := link.attributes.get("effectiveness"):
        note = f"effectiveness {effectiveness}"
    if outcome := link.attributes.get("outcome"):
        note = f"outcome: {words(outcome)}"
    tell = link.attributes.get("how_to_tell", "")
    return LinkRow(
        target=site.chip(link.target),
        kind=site.tables.rows[link.target].kind.value,
        strength=_strength(link),
        note=note,
        why=site.prose.line(link.why),
        tell=site.prose.line(tell) if tell else "",
        grade="" if link.relation in _NO_CLAIM else link.grade.value,
        evidence=evidence_rows(site, _evidence_of(site, link)),
    )


def _evidence_of(site: Site, link: Link) -> tuple[Evidence, ...]:
    """Return the evidence of a link from the entry that wrote it, whichever end that is."""
    field = _FIELDS[link.relation]
    for owner, other in ((link.source, link.target), (link.target, link.source)):
        written = getattr(site.entries[owner], field, None)
        for item in written if isinstance(written, tuple) else ():
            same_outcome = getattr(item, "outcome", None) == link.attributes.get("outcome")
            if getattr(item, "id", None) == other and same_outcome:
                found: tuple[Evidence, ...] = item.evidence
                return found
    return ()


def evidence_rows(site: Site, evidence: Iterable[Evidence]) -> tuple[EvidenceRow, ...]:
    """Return pieces of evidence as rows, in the order given."""
    rows = []
    for piece in evidence:
        count = piece.count
        rows.append(
            EvidenceRow(
                source=Chip(cite(site, piece.source), "", site.address(piece.source)),
                locator=piece.locator or "",
                finding=site.prose.line(piece.finding),
                contradicts=piece.stance is Stance.CONTRADICTS,
                figure=f"{count.n} of {count.of} {count.unit}" if count else "",
                share=round(100 * count.n / count.of, 1) if count and count.of else -1,
            )
        )
    return tuple(rows)


def cite(site: Site, id: str) -> str:
    """Return a source as authors cite it in running text: names and year."""
    source = site.entries[id]
    people = [person.family for person in getattr(source, "authors", ())]
    more = len(people) > 2 or getattr(source, "et_al", False)  # noqa: PLR2004 - two names are printed
    names = f"{people[0]} et al." if more and people else " and ".join(people) or source.title
    year = getattr(source, "year", None)
    return f"{names} {year}" if year else names


def fix_rows(site: Site, id: str) -> tuple[FixRow, ...]:
    """Return what can be done about an issue as rows, best first."""
    rows = []
    for remedy in remedies(site.tables, id, Wishes()):
        low, high = remedy.effort.setup_low, remedy.effort.setup_high
        monthly = remedy.effort.ongoing_low, remedy.effort.ongoing_high
        rows.append(
            FixRow(
                target=site.chip(remedy.id),
                effect=remedy.effect,
                effectiveness=remedy.effectiveness,
                via=site.chip(remedy.via) if remedy.via != id else Chip(""),
                why=site.prose.line(remedy.why),
                setup=day_range(low, high),
                ongoing=day_range(*monthly),
                grade=remedy.grade,
                order=(
                    remedy.title.lower(),
                    list(Effectiveness).index(Effectiveness(remedy.effectiveness)),
                    low + high,
                    remedy.grade,
                ),
                worsens=_attributes(site, remedy.worsens),
                improves=_attributes(site, remedy.improves),
                expected=site.prose.line(remedy.verification.expected),
                failure_sign=site.prose.line(remedy.verification.failure_sign),
            )
        )
    return tuple(rows)


def _attributes(site: Site, names: Iterable[str]) -> tuple[Chip, ...]:
    return tuple(site.term("quality-attributes", name) for name in names)


def day_range(low: float, high: float) -> str:
    """Return a range of person-days as people write it."""
    number = f"{low:g}" if low == high else f"{low:g}\u2013{high:g}"
    return amount(number, "day")


def shares(site: Site, id: str) -> tuple[ShareRow, ...]:
    """Return how often an issue was met, one row per figure, with intervals in percent."""
    return tuple(
        ShareRow(
            source=Chip(cite(site, row.source), row.locator, site.address(row.source)),
            finding=site.prose.line(row.finding),
            figure=f"{row.n} of {row.of} {row.unit}",
            share=round(100 * row.n / row.of, 1) if row.of else 0.0,
            low=round(100 * row.low, 1),
            high=round(100 * row.high, 1),
        )
        for row in prevalence(site.tables, id)
    )
