"""How to cite an entry, what happened to it, and its other forms."""

from collections.abc import Iterator

from kb.export.api import API, TITLE
from kb.export.bibtex import bibtex, escaped
from kb.models.registry import AnyEntry
from kb.models.source import Source
from kb.render.site import Site
from kb.render.views import About, Chip, Fact

__all__ = ["about", "edit_address"]

_LICENCE = "CC BY 4.0"


def about(site: Site, entry: AnyEntry) -> About:
    """Return what stands at the end of an entry's page."""
    files = f"../../{API}/entries/{entry.id}"
    return About(
        citation=_reference(entry) if isinstance(entry, Source) else _citation(site, entry),
        bibtex=bibtex((entry,)) if isinstance(entry, Source) else _bibtex(site, entry),
        facts=tuple(_facts(entry)),
        forms=(
            Chip("JSON", "with its links in both directions", f"{files}.json"),
            Chip("YAML", "as authors write it", f"{files}.yaml"),
            Chip("Markdown", "as plain text", "index.md"),
        ),
        edit=edit_address(site, entry),
    )


def edit_address(site: Site, entry: AnyEntry) -> str:
    """Return where the forge lets people edit an entry's file; empty without a forge."""
    home = site.place.repo_url.rstrip("/")
    folder = site.tables.rows[entry.id].kind.folder
    return f"{home}/edit/main/catalog/{folder}/{entry.id}.yaml" if home else ""


def _citation(site: Site, entry: AnyEntry) -> str:
    """Return the reference to an entry; its authors are all who contributed, so none is named."""
    version = f"data version {site.tables.version}"
    parts = (f"\u201c{entry.title}\u201d. {TITLE}", version, f"last changed {_last_change(entry)}")
    address = site.public(entry.id)
    return f"{', '.join(parts)}. {_LICENCE}.{f' {address}' if address else ''}"


def _bibtex(site: Site, entry: AnyEntry) -> str:
    day = _last_change(entry)
    fields = {
        "title": f"{{{escaped(entry.title)}}}",
        "year": day[:4],
        "howpublished": f"{TITLE}, data version {site.tables.version}",
        "note": f"Last changed {day}, {_LICENCE}",
    }
    if address := site.public(entry.id):
        fields["url"] = address
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{entry.id},\n{lines}}}\n"


def _reference(source: Source) -> str:
    names = [f"{one.given} {one.family}" if one.given else one.family for one in source.authors]
    who = ", ".join(names) + (" et al." if source.et_al else "")
    where = [source.venue, str(source.year) if source.year else None, source.edition]
    found = (who, f"\u201c{source.title}\u201d", ", ".join(part for part in where if part))
    return ". ".join(part.rstrip(".") for part in found if part) + "."


def _last_change(entry: AnyEntry) -> str:
    return str(entry.changed or entry.added)


def _facts(entry: AnyEntry) -> Iterator[Fact]:
    yield Fact("id", (Chip(entry.id),))
    yield Fact("added", (Chip(str(entry.added)),))
    if entry.changed:
        yield Fact("last changed", (Chip(str(entry.changed)),))
    if entry.former_ids:
        yield Fact("formerly", tuple(map(Chip, entry.former_ids)))
