"""What the tests of the loader share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.loading.reader import Document, read_file


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], Document]:
    """Return a function that writes a file and reads it as `entry.yaml`."""

    def write_and_read(content: str | bytes) -> Document:
        path = tmp_path / "entry.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, "entry.yaml")

    return write_and_read
