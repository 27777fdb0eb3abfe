"""Which catalog a path means, and how its files are named."""

from pathlib import Path

import pytest

from kb.errors import QueryError
from kb.loading.place import catalog_here, catalog_of, name_in_checkout
from tests.catalog_copy import CatalogCopy


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("gone", "does not exist; name one", id="missing"),
        pytest.param("file", "is a file; name the folder of the catalog", id="file"),
    ],
)
def test_what_is_no_folder_is_told(tmp_path: Path, name: str, told: str) -> None:
    """The message says what is wrong with the name."""
    (tmp_path / "file").touch()

    with pytest.raises(QueryError, match=f"{told}, or run this where catalog/ is"):
        catalog_here(str(tmp_path / name))


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A deleted file has no catalog."""
    with pytest.raises(QueryError, match="does not exist"):
        catalog_of(tmp_path / "issues" / "gone.yaml")


def test_list_of_rejected_proposals_is_a_file_of_the_catalog(tiny_copy: CatalogCopy) -> None:
    """It is the one file at the top that a check reads."""
    tiny_copy.write("rejected.yaml", "proposals: []\n")

    assert tiny_copy.root == catalog_of(tiny_copy.root / "rejected.yaml")


@pytest.mark.parametrize("marker", [".git", "other"])
def test_names_begin_at_the_top_of_the_checkout(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    """Elsewhere, without a checkout, the folder is named as it is."""
    (tiny_copy.root / marker).mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    expected = "" if marker == ".git" else f"{tiny_copy.root}/"
    assert expected == name_in_checkout(tiny_copy.root)
