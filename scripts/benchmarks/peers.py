"""Public tools that do something alike, in an environment of their own."""

import subprocess
import sys

from scripts.benchmarks.process import ROOT, Row, in_turns, made, row

__all__ = ["measure"]

_HOME = ROOT / ".cache" / "bench" / "peers"
_PEERS = ("check-jsonschema", "mitreattack-python")
_TURNS = 3
_SIZE = 1000
_OURS = "kb stats, from YAML"


def measure() -> list[Row]:
    """Return what our check and the peers take; says on standard error what is left out, and why."""
    installed = [peer for peer in _PEERS if _installed(peer)]
    folder = made(_SIZE)
    issues = sorted(str(path) for path in (folder / "issues").glob("*.yaml"))
    schema = str(ROOT / "kb" / "schema" / "issue.schema.json")
    python = str(_HOME / "bin" / "python")
    commands = {_OURS: [sys.executable, "-m", "kb.cli", "--catalog", str(folder), "stats"]}
    differs = {_OURS: f"{_SIZE} entries of all kinds: shape, links, text index, grades"}
    if "check-jsonschema" in installed:
        name = f"check-jsonschema {_version('check-jsonschema')}"
        commands[name] = [python, "-m", "check_jsonschema", "--schemafile", schema, *issues]
        differs[name] = f"the shape of {len(issues)} issues alone, no links"
    if "mitreattack-python" in installed:
        name = f"mitreattack-python {_version('mitreattack-python')}"
        commands[name] = [python, "-c", "from mitreattack.stix20 import MitreAttackData"]
        differs[name] = "import alone: its data is a download of its own, so nothing is loaded"
    taken = in_turns(commands, _TURNS)
    floor = [one.seconds for one in taken[_OURS]]
    return [
        row(
            what, [one.seconds for one in runs], floor, unit="s", named=_OURS, differs=differs[what]
        )
        for what, runs in taken.items()
    ]


def _installed(peer: str) -> bool:
    """Install a peer into the environment that all of them share; False if that does not work."""
    if not (_HOME / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(_HOME)], check=True)
    pip = [str(_HOME / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    done = subprocess.run([*pip, "--quiet", peer], check=False, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"{peer} is left out: {reason}", file=sys.stderr)
    return not done.returncode


def _version(peer: str) -> str:
    code = f"from importlib.metadata import version; print(version({peer!r}))"
    command = [str(_HOME / "bin" / "python"), "-c", code]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()
