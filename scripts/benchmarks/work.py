"""Tasks that are measured in a process of their own; each prints the seconds of its work alone."""

import gc
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

__all__ = ["TASKS"]


def csafe(folder: Path) -> object:
    """Read the files with PyYAML's loader in C."""
    import yaml

    return [
        yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in sorted(folder.rglob("*.yaml"))
    ]


def csafe_pydantic(folder: Path) -> object:
    """Read the entries with PyYAML's loader in C and validate them."""
    import yaml

    from kb.graph.kinds import Kind
    from kb.models.registry import MODELS

    return [
        MODELS[kind].model_validate(yaml.load(path.read_bytes(), _as_written(yaml.CSafeLoader)))  # noqa: S506 - as safe
        for kind in Kind
        for path in sorted((folder / kind.folder).glob("*.yaml"))
    ]


def _as_written(loader: type) -> type:
    """Return a loader that leaves dates as text, as our models want them."""
    rules = {
        letter: [rule for rule in found if "timestamp" not in rule[0]]
        for letter, found in loader.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]
    }
    return type("AsWritten", (loader,), {"yaml_implicit_resolvers": rules})


def catalog(folder: Path) -> object:
    """Read, validate and link the files."""
    from kb.loading.loader import load_catalog

    return load_catalog(folder)


def load(folder: Path) -> object:
    """Make a knowledge base of the files."""
    import kb

    return kb.load(folder)


def snapshot(folder: Path) -> object:
    """Make a knowledge base of a snapshot, with every entry."""
    import kb
    from kb.graph.snapshot import read_snapshot

    base = kb.KnowledgeBase(read_snapshot(folder))
    return base, [base[id] for id in base]


def index(folder: Path) -> object:
    """Open a snapshot and answer one question."""
    import kb
    from kb.graph.snapshot import read_snapshot

    base = kb.KnowledgeBase(read_snapshot(folder))
    return base, base.remedies(next(iter(base.issues)))


def diagnose(folder: Path) -> object:
    """Open a snapshot and answer a description."""
    import kb
    from kb.graph.snapshot import read_snapshot

    base = kb.KnowledgeBase(read_snapshot(folder))
    return base, base.diagnose("great offline, bad live")


def freeze(folder: Path) -> object:
    """Write the snapshot of a catalog into a folder beside it."""
    import kb
    from kb.loading.snapshot import write_snapshot

    write_snapshot(kb.load(folder).tables, folder.parent / "snapshot")
    return folder


def check(folder: Path) -> object:
    """Check a catalog as `kb check` does, whatever it finds."""
    from kb.lint.check import check_catalog
    from kb.loading.memory import Memory

    return check_catalog(folder, "", Memory())


def issues(folder: Path) -> object:
    """Read the issues alone, strictly, and validate the shape of each."""
    from kb.graph.collector import collector_paused
    from kb.loading.reader import read_file
    from kb.models.issue import Issue

    with collector_paused():
        return [
            Issue.model_validate(read_file(path, path.name).data)
            for path in sorted((folder / "issues").glob("*.yaml"))
        ]


def obo(folder: Path) -> object:
    """Write the names, summaries and links of a catalog beside it, in the format of OBO ontologies."""
    import kb

    tables = kb.load(folder).tables
    relations = {link.relation for links in tables.outgoing.values() for link in links}
    lines = ["format-version: 1.4", "ontology: kb"]
    for id, row in tables.rows.items():
        targets = sorted({(link.relation, link.target) for link in tables.outgoing[id]})
        names = [name for name, owner in tables.names.items() if owner == id]
        lines += ["", "[Term]", f"id: kb:{id}", f"name: {_for_obo(row.title)}"]
        lines.append(f'def: "{_for_obo(row.summary)}" []')
        lines += [f'synonym: "{_for_obo(name)}" EXACT []' for name in names]
        lines += [f"relationship: {relation} kb:{target}" for relation, target in targets]
    for relation in sorted(relations):
        lines += ["", "[Typedef]", f"id: {relation}", f"name: {relation}"]
    return (folder.parent / "catalog.obo").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _for_obo(text: str) -> str:
    """Return a text on one line, without what the format gives a meaning to."""
    return " ".join(re.sub(r'["\\{}!]', " ", text).split())


def nothing(folder: Path) -> object:
    """Do nothing, in as many modules."""
    return folder


TASKS: dict[str, Callable[[Path], object]] = {
    task.__name__: task
    for task in (
        csafe,
        csafe_pydantic,
        catalog,
        check,
        load,
        snapshot,
        index,
        diagnose,
        freeze,
        issues,
        nothing,
        obo,
    )
}


_IMPORTS = ("yaml", "kb.api", "kb.loading.compile", "kb.loading.loader")


def main() -> None:
    """Do a task once; with `warm` its imports are made before, so that only the work counts."""
    for name in _IMPORTS if "warm" in sys.argv else ():
        import_module(name)
    # Both sides of a comparison run without the collector: a peer that paused it would be as quick.
    gc.disable()
    task, folder = TASKS[sys.argv[1]], Path(sys.argv[2])
    start = process_time()
    kept = task(folder)
    print(process_time() - start)
    del kept


if __name__ == "__main__":
    main()
