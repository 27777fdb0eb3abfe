"""`kb new`: the first draft of an entry, unless there is one already."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from kb.api import KnowledgeBase, load
from kb.cli.output import as_json, fail, print_json
from kb.cli.similar import print_close, print_turned_down
from kb.errors import CatalogError
from kb.graph.kinds import Kind
from kb.query.similar import Similar

_LINKED_FROM = dict.fromkeys(Kind, "Link it from an issue, or readers never get there.") | {
    Kind.ISSUE: "Link causes, symptoms and mitigations that exist; `kb search WORDS` finds them.",
    Kind.SOURCE: "Cite it where it supports a claim.",
    Kind.STUDY: "Name it in the field `study` of the source that reports it.",
}
"""What an entry of each kind needs besides its own file; KB403 and KB409 ask for it."""


@click.command(
    short_help="Write the first draft of an entry.",
    epilog=f"""KIND is {", ".join(kind.value for kind in Kind)}.

\b
Examples:
  kb new issue "Scores in the wrong currency"
  kb new root-cause "Exchange rates typed by hand" --dry-run
  kb new mitigation "Rates from one service" --id one-service-for-rates""",
)
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]), metavar="KIND")
@click.argument("title")
@click.option("--id", "id", help="The id, if not the one that the title suggests.")
@click.option("--anyway", is_flag=True, help="Write it although something alike exists.")
@click.option("-n", "--dry-run", is_flag=True, help="Print the draft instead of writing it.")
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    kind: str,
    title: str,
    id: str | None,
    anyway: bool,  # noqa: FBT001 - click
    dry_run: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Write catalog/<folder of KIND>/<id>.yaml with what a stub needs; the rest is commented out.

    Refuses what is alike an entry or a rejected proposal of the same kind; nothing is overwritten.
    """
    root = _root(ctx.obj)
    base = _open(ctx.obj, root)
    text, path = _draft(base, Kind(kind), title, id, root)
    near = _alike(base.similar(title, kind=kind))
    refused = bool(near.entries or near.rejected) and not anyway
    if not refused and not dry_run:
        _write(base, path, text)
    if as_json:
        draft = {"text": text} if dry_run and not refused else {}
        written = not refused and not dry_run
        told = {"id": path.stem, "kind": kind, "path": str(path), "written": written}
        print_json({**told, **draft, "alike": near.to_dict()})
    elif refused:
        _refuse(near)
    elif dry_run:
        click.echo(text, nl=False)
    else:
        _say_what_next(base, Kind(kind), title, path)
    sys.exit(refused)


def _root(chosen: str | None) -> Path:
    """Return the folder of the catalog: the one that was chosen, or the one around us."""
    if chosen:
        return Path(chosen)
    from kb.loading.place import catalog_here

    found = catalog_here()
    if not (found / "vocabulary").is_dir():
        fail("no catalog/ here; run this in a checkout, or name a catalog with `kb --catalog`")
    return Path(os.path.relpath(found))


def _open(chosen: str | None, root: Path) -> KnowledgeBase:
    if chosen:
        return load(chosen)
    from kb.loading.cache import cached_tables, last_tables

    try:
        return KnowledgeBase(cached_tables(root.resolve()))
    except CatalogError:
        # A link to an entry that is yet to be drafted must not keep its author from drafting it.
        last = last_tables(root.resolve())
        if last is None:
            raise
        told = "The catalog has problems, see `kb check`; this goes by its last state without."
        click.echo(told, err=True)
        return KnowledgeBase(last)


def _draft(
    base: KnowledgeBase, kind: Kind, title: str, wanted: str | None, root: Path
) -> tuple[str, Path]:
    """Return the text of the new file and its path."""
    from kb.loading.scaffold import id_for, scaffold

    id = wanted or id_for(title)
    if not id:
        fail(f"no id can be made of the title {title!r}; give one with --id")
    terms = {name: [term["id"] for term in known] for name, known in base.tables.terms.items()}
    text = scaffold(kind, id, title, today=datetime.now(UTC).date(), terms=terms)
    return text, root / kind.folder / f"{id}.yaml"


def _alike(found: Similar) -> Similar:
    """Return what is close enough to be the same."""
    return Similar(
        tuple(entry for entry in found.entries if entry.comparison.alike),
        tuple(proposal for proposal in found.rejected if proposal.comparison.alike),
    )


def _write(base: KnowledgeBase, path: Path, text: str) -> None:
    """Write the file as a whole or not at all, and never over another one."""
    owner = base.tables.find(path.stem)
    if owner:
        fail(f"the name {path.stem!r} is taken by {owner}; choose another with --id")
    try:
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, prefix=".", encoding="utf-8") as draft:
            draft.write(text)
            draft.flush()
            Path(draft.name).chmod(0o644)
            path.hardlink_to(draft.name)
    except OSError as error:
        fail(f"cannot write {path}: {error.strerror or error}")


def _refuse(near: Similar) -> None:
    click.echo("Not written, for this is close to what there is:\n", err=True)
    print_close(near.entries, err=True)
    print_turned_down(near.rejected, err=True)
    advice = "Add to what is there: an alias, a phrase, a source. If yours differs, use --anyway."
    click.echo(f"\n{advice}", err=True)


def _say_what_next(base: KnowledgeBase, kind: Kind, title: str, path: Path) -> None:
    click.echo(
        f"Wrote {path}\n\n"
        f"  1. Edit it: the summary first, then what you know; leave the rest.\n"
        f"  2. {_LINKED_FROM[kind]}\n"
        f"  3. kb check {path}\n"
        f"  4. kb fmt --drop-hints {path}\n"
        f"  5. ./scripts/serve shows its page."
    )
    near = base.similar(title).entries
    if near:
        click.echo("\nClosest so far; link what is another thing, drop yours if one is the same:")
    for entry in near:
        click.echo(f"  {entry.id}  {entry.kind.label}  {entry.comparison.closeness:.2f}")
