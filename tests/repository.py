"""A git repository in a temporary folder with the tiny catalog in it."""

import os
import subprocess
from pathlib import Path

from tests.catalog_copy import CatalogCopy

__all__ = ["Repository"]

_WHO = {
    name: value
    for who in ("AUTHOR", "COMMITTER")
    for name, value in ((f"GIT_{who}_NAME", "Test"), (f"GIT_{who}_EMAIL", "test@kb.test"))
}
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Repository:
    """A repository with one commit; `catalog` is the tiny catalog at `catalog/`."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.catalog = CatalogCopy(top / "catalog")
        self.commit()

    def git(self, *arguments: str, given: str = "") -> str:
        """Run git and return what it prints."""
        answer = subprocess.run(
            ["git", "-C", str(self.top), *arguments],
            input=given,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **_WHO, **_ALONE},
        )
        return answer.stdout.strip()

    def commit(self) -> str:
        """Commit everything and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Change")
        return self.git("rev-parse", "HEAD")
