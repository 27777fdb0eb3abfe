"""Reference pages for the site, made of docstrings and of what `--help` prints."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from textwrap import dedent

import click

import kb
from kb.cli.main import cli
from kb.diagnosis import pricing, remedies, results
from kb.diagnosis.prevalence import Frequency
from kb.graph.tables import Link, Row
from kb.lookup import Lookup
from kb.query import coverage, search, similar, statistics, trace

__all__ = ["reference_pages"]

_RESULTS: tuple[type, ...] = (
    search.Hit,
    similar.Similar,
    similar.Close,
    similar.TurnedDown,
    Link,
    Row,
    trace.Chain,
    results.Diagnosis,
    results.Suspect,
    results.Reason,
    results.MatchedSymptom,
    results.NextStep,
    results.SuggestedCheck,
    remedies.Remedies,
    remedies.Remedy,
    remedies.Excluded,
    pricing.Effort,
    pricing.Verification,
    results.Plan,
    results.Step,
    results.Reached,
    results.Uncovered,
    results.Left,
    coverage.Coverage,
    coverage.Covered,
    Frequency,
    statistics.Statistics,
)
"""What the methods answer with, in the order in which a reader meets them."""

_SECTIONS = {"Args:": "Parameters", "Raises:": "Raises"}
_ITEM = re.compile(r"    (\**\w+): (.*)")
_DEFAULT = re.compile(r"(: [^,=]*)=")
_WIDTH = 78


def reference_pages() -> Mapping[PurePosixPath, str]:
    """Return the Markdown of the two reference pages by path."""
    return {
        PurePosixPath("reference/python.md"): "\n".join(_python()),
        PurePosixPath("reference/cli.md"): "\n".join(_commands()),
    }


def _head(title: str, description: str) -> str:
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n"


def _commands() -> Iterator[str]:
    yield _head("Command reference", "What every command takes, as its --help tells.")
    context = click.Context(
        cli,
        info_name="kb",
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield from _helps(cli, context)


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found:
                yield from _helps(found, click.Context(found, info_name=name, parent=context))


def _python() -> Iterator[str]:
    yield _head("Python reference", "Every public name, what it takes, returns and raises.")
    yield "The guide is on the page [Python and shell](../python.md).\n"
    yield from _function("kb.load", kb.load, level=2)
    yield from _class(kb.KnowledgeBase, "kb.", level=2)
    for owner in (Lookup, kb.KnowledgeBase):
        yield from _members(owner, "base")
    yield "## Errors\n"
    for name in kb.__all__:
        found = getattr(kb, name)
        if inspect.isclass(found) and found is not kb.KnowledgeBase:
            yield from _class(found, "kb.", level=3)
    yield "## Results\n\nAll are frozen and have `.to_dict()`.\n"
    for found in _RESULTS:
        yield from _class(found, "", level=3)


def _members(owner: type, base: str) -> Iterator[str]:
    """Yield the public methods and properties of a class, in the order of its source."""
    for name, member in vars(owner).items():
        if name == "__getitem__":
            yield from _function(f"{base}[name]", member, level=3, call=False)
        elif isinstance(member, (property, cached_property)):
            function = member.fget if isinstance(member, property) else member.func
            if function and not name.startswith("_"):
                yield from _function(f"{base}.{name}", function, level=3, call=False)
        elif inspect.isfunction(member) and not name.startswith("_"):
            yield from _function(f"{base}.{name}", member, level=3)


def _function(
    name: str, function: Callable[..., object], *, level: int, call: bool = True
) -> Iterator[str]:
    """Yield a function's heading, signature and docstring; `call` says that it has parameters."""
    node = _source(function)
    if not isinstance(node, ast.FunctionDef):
        msg = f"{name} is not a plain function"
        raise TypeError(msg)
    node.args.args = [one for one in node.args.args if one.arg != "self"]
    taken = _DEFAULT.sub(r"\1 = ", ast.unparse(node.args))
    called = f"{name}({taken})" if call else name
    yield f"{'#' * level} `{name}`\n\n```python\n{called} -> {_type(node.returns)}\n```\n"
    yield from _told(function)


def _class(found: type, prefix: str, *, level: int) -> Iterator[str]:
    """Yield a class's heading and docstring, and the fields if it is a tuple of them."""
    yield f"{'#' * level} `{prefix}{found.__name__}`\n"
    yield from _told(found)
    if hasattr(found, "_fields"):
        yield from _fields(found)


def _fields(found: type) -> Iterator[str]:
    node = _source(found)
    body = node.body if isinstance(node, ast.ClassDef) else []
    for part, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            told = after.value if isinstance(after, ast.Expr) else None
            meaning = str(told.value) if isinstance(told, ast.Constant) else ""
            yield f"- `{part.target.id}`: `{_type(part.annotation)}`. {meaning}".rstrip()
    yield ""


def _source(found: object) -> ast.stmt:
    return ast.parse(dedent(inspect.getsource(found))).body[0]  # type: ignore[arg-type]  # a class or function


def _type(annotation: ast.expr | None) -> str:
    """Return an annotation as it reads; one in quotes is there to import it later."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    return ast.unparse(annotation) if annotation else "None"


def _told(documented: object) -> Iterator[str]:
    """Yield a docstring as Markdown: text, parameters, errors, examples."""
    for block in (inspect.getdoc(documented) or "").split("\n\n"):
        first, _, rest = block.partition("\n")
        if first in _SECTIONS:
            yield f"{_SECTIONS[first]}:\n"
            for line in rest.splitlines():
                item = _ITEM.match(line)
                yield f"- `{item[1]}`: {item[2]}" if item else f"  {line.strip()}"
        else:
            text, prompt, example = block.partition(">>> ")
            yield text.rstrip()
            if prompt:
                yield f"\n```python\n{prompt}{example}\n```"
        yield ""
