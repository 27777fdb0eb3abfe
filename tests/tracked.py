"""The files of the repository, as version control sees them."""

import re
import subprocess
from pathlib import Path

__all__ = ["ROOT", "tracked_files"]

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
