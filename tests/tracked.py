"""The files of the repository, as version control sees them."""

import re
import subprocess
from pathlib import Path

__all__ = ["ROOT", "linked_files", "tracked_files"]

ROOT = Path(__file__).parent.parent


def tracked_files() -> list[str]:
    """Return the files that are or would be committed, by their path in the checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        found = {name for name in done.stdout.split("\0") if name}
    else:  # an unpacked archive is not a repository
        found = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
        found = {name for name in found if not re.search(r"(^|/)(\.\w|__pycache__/)", name)}
    environments = {path.parent.name for path in ROOT.glob("*/pyvenv.cfg")}
    return sorted(
        name for name in found if name.split("/")[0] not in environments and (ROOT / name).is_file()
    )


def linked_files(root: Path) -> list[str]:
    """Return what is tracked but no regular file: links and submodules, by their mode."""
    command = ["git", "ls-files", "-z", "--stage"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:  # an unpacked archive is not a repository
        return sorted(
            path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_symlink()
        )
    entries = [entry.split("\t", maxsplit=1) for entry in done.stdout.split("\0") if entry]
    return sorted(name for facts, name in entries if not facts.startswith("100"))
