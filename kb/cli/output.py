"""What the commands share: opening the catalog, printing text that fits, printing JSON."""

import json
import re
import shutil
import stat
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import ENOTEMPTY
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from kb.api import KnowledgeBase, load
from kb.errors import KbError, one_line

__all__ = [
    "as_json",
    "complete_id",
    "complete_term",
    "fail",
    "heading",
    "label",
    "open_base",
    "paragraph",
    "print_json",
    "progress",
    "replace_file",
    "replace_folder",
    "shortened",
]

_WIDEST, _NARROWEST = 100, 40
_SHOWN = 200
"""Characters of an argument that a message repeats."""

_VERY_LONG = re.compile(rf"'[^']{{{_SHOWN},}}'|[^\s']{{{_SHOWN},}}")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
"""The option that every command has."""


def open_base(ctx: click.Context) -> KnowledgeBase:
    """Return the catalog chosen on the command line, or the packaged one, with its overlays."""
    chosen = ctx.find_root().params
    return load(chosen.get("catalog"), overlays=chosen.get("overlays") or ())


def complete_id(
    kind: str | None = None,
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """Return a function that completes the ids of a kind in a shell."""

    def complete(
        ctx: click.Context, _: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        try:
            rows = open_base(ctx).rows(kind)
        except KbError:  # a shell that completes has no place for messages
            return []
        # A shell completes what the answers share, so words inside an id count only without a prefix.
        starting = [row for row in rows if row.id.startswith(incomplete)]
        fitting = starting or [row for row in rows if incomplete in row.id]
        return [CompletionItem(row.id, help=row.title) for row in fitting]

    return complete


def complete_term(
    vocabulary: str,
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """Return a function that completes the terms of a vocabulary in a shell."""

    def complete(
        ctx: click.Context, _: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        try:
            terms = open_base(ctx).tables.terms
        except KbError:  # as above
            return []
        return [
            CompletionItem(term["id"], help=term["title"])
            for term in terms.get(vocabulary, ())
            if term["id"].startswith(incomplete)
        ]

    return complete


def print_json(data: object) -> None:
    """Print data as indented JSON, in ASCII where the output cannot carry more."""
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    text = json.dumps(data, ensure_ascii=not unicode, indent=2)
    click.echo(text.replace("##", "#\\u0023"))  # the same JSON, but no command to a CI server


def heading(text: str) -> None:
    """Print a heading with a blank line before it."""
    click.echo(f"\n{click.style(text, bold=True)}")


def label(text: str) -> str:
    """Return text that stands back behind the rest."""
    return click.style(text, dim=True)


def paragraph(text: str, *, indent: int = 0, first: str = "", err: bool = False) -> None:
    """Print text wrapped to the terminal; `first` stands before the first line."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    margin = " " * indent
    lead = f"{margin[: max(0, indent - len(first))]}{first}"
    lines = textwrap.wrap(
        " ".join(text.split()),
        max(_NARROWEST, width - indent),
        break_on_hyphens=False,  # ids are made of hyphens and are there to be copied
        break_long_words=False,
    )
    for line in lines or [""]:
        click.echo(f"{lead}{line}", err=err)
        lead = margin


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a file beside its old one, then take its place: a killed run leaves the old file.

    Raises:
        OSError: the folder cannot be written to.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
    with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            draft.chmod(mode)
            draft.replace(path)
        except BaseException:
            draft.unlink()
            raise


def replace_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write a folder beside its old one, then take its place: it has all of the files or none.

    Raises:
        OSError: the folder cannot be written to, or holds something else than these files.
    """
    path = path.resolve()
    found = path.iterdir() if path.exists() else ()
    strange = sorted(item.name for item in found if item.name not in files or item.is_dir())
    if strange:
        raise OSError(ENOTEMPTY, f"the folder also holds {strange[0]!r}")
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as drafts:
        draft = Path(drafts) / "new"
        draft.mkdir()
        for name, text in files.items():
            (draft / name).write_text(text, encoding="utf-8", newline="")
        old = Path(drafts) / "old"
        if path.exists():
            path.rename(old)
        try:
            draft.rename(path)
        except BaseException:
            if old.exists():
                old.rename(path)
            raise


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show what is going on while it lasts, on a terminal only."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{what} …", nl=False, err=True)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)


def fail(message: str) -> NoReturn:
    """Print one line to stderr and exit with 2."""
    click.echo(f"kb: {one_line(shortened(message))}", err=True)
    sys.exit(2)


def shortened(message: str) -> str:
    """Return a message without the end of a very long argument that it repeats.

    >>> len(shortened(f"no entry '{'x' * 5000}'; try another"))
    224
    """
    return _VERY_LONG.sub(lambda found: f"{found[0][:_SHOWN]}…{found[0][-1]}", message)
