"""A copy of the tiny catalog that a test may damage."""

import shutil
from pathlib import Path

from kb.errors import CatalogError, Problem
from kb.lint.run import lint
from kb.loading.loader import load_catalog

__all__ = ["TINY", "CatalogCopy"]

TINY = Path(__file__).parent / "data" / "tiny"


class CatalogCopy:
    """The tiny catalog in a folder of its own; files are named relative to `root`."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(TINY, root)
        self.root = root

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace the one occurrence of a text in a file."""
        text = (self.root / file).read_text(encoding="utf-8")
        found = text.count(old)
        if found != 1:
            msg = f"{old!r} occurs {found} times in {file}, should be once"
            raise ValueError(msg)
        self.write(file, text.replace(old, new))

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file as given, whether or not it exists."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def remove(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def problems(self) -> tuple[Problem, ...]:
        """Return what the loader complains about, or the lint rules if the loader does not."""
        try:
            return lint(load_catalog(self.root, shown=""))
        except CatalogError as error:
            return error.problems
