"""Build hook: validate the catalog and put its snapshot into the wheel."""

import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's configuration is untyped
    """Adds `kb/data/` to a wheel; an editable install reads `catalog/` itself."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Write the snapshot into a temporary folder and include it."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from kb.loading.compile import compile_catalog
        from kb.loading.loader import load_catalog
        from kb.loading.snapshot import write_snapshot

        self._folder = tempfile.TemporaryDirectory(prefix="kb-snapshot-")
        write_snapshot(
            compile_catalog(load_catalog(Path(self.root, "catalog"))), Path(self._folder.name)
        )
        included = build_data["force_include"]
        if isinstance(included, dict):
            included[self._folder.name] = "kb/data"
