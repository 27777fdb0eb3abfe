"""Public tools that do something alike, each in an environment of its own, made when it is asked for."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.benchmarks.process import (
    ROOT,
    Row,
    Taken,
    absent,
    frozen,
    in_turns,
    made,
    row,
    say,
    work,
)

__all__ = ["measure"]

_HOME = ROOT / ".cache" / "bench" / "peers"
_SIZE = 1000

_SHAPES = "our reader and models, the issues alone"
_LINKS = "our snapshot: every title, every link"
_TEXT = "kb.load(folder)"
_CHECK = "kb check"
_ABOUT = {
    _TEXT: "from YAML: also shapes, references, grades and the text index",
    _CHECK: "all of that, and every rule",
}

_COUNT_OURS = """
import sys
from pathlib import Path
from kb.graph.snapshot import read_snapshot
tables = read_snapshot(Path(sys.argv[1]))
links = [{(link.relation, link.target) for link in tables.outgoing[id]} for id in tables.rows]
print(sum(bool(row.title) for row in tables.rows.values()), sum(map(len, links)))
"""
_COUNT_PRONTO = """
import sys
import pronto
terms = [*pronto.Ontology(sys.argv[1]).terms()]
links = [len(ends) for term in terms for ends in term.relationships.values()]
print(sum(bool(term.name) for term in terms), sum(links))
"""
_ATLAS = """
import logging
logging.disable()
from ai_atlas_nexus import AIAtlasNexus
nexus = AIAtlasNexus()
nexus.get_all_risks(), nexus.get_all_actions()
"""


class _Peer(NamedTuple):
    """What a package is made to do; `like` is what we do with the same data, if it does the same work."""

    arguments: Sequence[str]
    differs: str
    like: str = ""


def measure(*, full: bool = False) -> list[Row]:
    """Return what we and the peers take, whole processes; a ratio only where the work is the same."""
    folder = made(_SIZE)
    snapshot = frozen(folder)
    peers = _peers(folder, folder.parent / "catalog.obo")
    subprocess.run(work("obo", folder), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    missing = {name: why for name in peers if (why := _install(name))}
    commands = {
        _SHAPES: work("issues", folder),
        _LINKS: [sys.executable, "-c", _COUNT_OURS, str(snapshot)],
        _TEXT: work("load", folder),
        _CHECK: work("check", folder),
        **{
            name: [str(_HOME / name / "bin" / "python"), *peer.arguments]
            for name, peer in peers.items()
            if name not in missing
        },
    }
    taken = in_turns(commands, 9 if full else 3)
    rows = [
        _theirs(what, peers[what], taken) if what in peers else _ours(what, taken[what])
        for what in commands
    ]
    return [*rows, *(absent(name, why) for name, why in missing.items())]


def _peers(folder: Path, ontology: Path) -> dict[str, _Peer]:
    issues = sorted(str(path) for path in (folder / "issues").glob("*.yaml"))
    schema = str(ROOT / "kb" / "schema" / "issue.schema.json")
    return {
        "check-jsonschema": _Peer(
            ("-m", "check_jsonschema", "--schemafile", schema, *issues),
            f"the shape of the same {len(issues)} files by the JSON Schema of the same models; it says no line",
            _SHAPES,
        ),
        "pronto": _Peer(
            ("-c", _COUNT_PRONTO, str(ontology)),
            "the same titles, summaries, aliases and links as OBO; it reads text, we an index with all fields",
            _LINKS,
        ),
        "ai-atlas-nexus": _Peer(
            ("-c", _ATLAS), "loads its own catalog of risks and actions: other data, other work"
        ),
        "mitreattack-python": _Peer(
            ("-c", "from mitreattack.stix20 import MitreAttackData"),
            "import alone: its data is a download of its own, so nothing is loaded",
        ),
    }


def _ours(what: str, runs: Sequence[Taken]) -> Row:
    about = _ABOUT.get(what, "")
    return row(what, [one.seconds for one in runs], unit="s", differs=about)


def _theirs(name: str, peer: _Peer, taken: Mapping[str, Sequence[Taken]]) -> Row:
    """Return the row of a peer.

    Raises:
        SystemExit: it found other data than we did.
    """
    ours = taken[peer.like] if peer.like else None
    if peer.like == _LINKS and ours and ours[0].output != taken[name][0].output:
        say(f"{name} counts {taken[name][0].output.strip()}, we count {ours[0].output.strip()}")
        raise SystemExit(2)
    return row(
        f"{name} {_version(name)}",
        [one.seconds for one in taken[name]],
        [one.seconds for one in ours] if ours else None,
        unit="s",
        named=peer.like,
        differs=peer.differs,
    )


def _install(name: str) -> str:
    """Install a peer as locked, unless it is there; return why that does not work."""
    home, lock = _HOME / name, ROOT / "scripts" / f"requirements-peer-{name}.txt"
    stamp = home / "locked"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8"):
        return ""
    say(f"installing {name} into {home.relative_to(ROOT)} …")
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [*pip, "--quiet", "--require-hashes", "-r", str(lock)],
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            return f"cannot be installed here: {reason}"
    stamp.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8")
    return ""


def _version(name: str) -> str:
    code = f"from importlib.metadata import version; print(version({name!r}))"
    command = [str(_HOME / name / "bin" / "python"), "-c", code]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
