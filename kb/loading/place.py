"""Find the catalog that a path means, and how to name its files."""

from pathlib import Path

from kb.errors import QueryError
from kb.loading.files import GUIDE, REJECTED, printable

__all__ = ["catalog_here", "catalog_of", "is_catalog", "name_in_checkout", "name_of"]


def catalog_here(named: str | None = None) -> Path:
    """Return the catalog that a folder is or holds; without a name, also the one we are in.

    Raises:
        QueryError: there is no such folder.
    """
    place = Path(named or ".")
    if not place.is_dir():
        what = "does not exist; name one"
        if place.is_file():
            what = "is a file; name the folder of the catalog"
        msg = f"{str(place)!r} {what}, or run this where catalog/ is"
        raise QueryError(msg)
    around = () if named else Path.cwd().parents
    candidates = (place / "catalog", place, *around)
    return next((folder for folder in candidates if is_catalog(folder)), place)


def catalog_of(file: Path) -> Path:
    """Return the catalog that a file belongs to, from wherever the file is named.

    Raises:
        QueryError: the file is not there, or not in a catalog's folder of entries or terms.
    """
    if not file.exists() and not file.is_symlink():
        msg = f"{str(file)!r} does not exist; name one, or run this where catalog/ is"
        raise QueryError(msg)
    # The parents as typed come first, so that problems begin as the user wrote the path.
    for folder in (*file.parents, *file.absolute().parents):
        if is_catalog(folder) and _is_read(_below(file, folder)):
            return folder
    msg = f"{str(file)!r} is no file of a catalog; entries are in folders such as catalog/issues/"
    raise QueryError(msg)


def name_of(file: Path, catalog: Path, shown: str) -> str:
    """Return the path that problems print for a file of a catalog."""
    parts = _below(file, catalog).split("/")
    return shown + "/".join(map(printable, parts))


def name_in_checkout(catalog: Path) -> str:
    """Return a prefix for the catalog's files from the top of the checkout, as a forge wants it.

    Without a checkout it is the path from here, or the folder as given.
    """
    there = catalog.resolve()
    tops = [folder for folder in (there, *there.parents) if (folder / ".git").exists()]
    for top in (*tops[:1], Path.cwd()):
        if there.is_relative_to(top):
            below = there.relative_to(top).as_posix()
            return "" if below == "." else f"{below}/"
    return f"{catalog.as_posix()}/"


def _below(file: Path, folder: Path) -> str:
    """Return the path of a file in a folder above it; neither may be a link to elsewhere."""
    return file.absolute().relative_to(folder.absolute()).as_posix()


def _is_read(below: str) -> bool:
    """Whether a check looks at a place in a catalog."""
    return below in (GUIDE, REJECTED) or ("/" in below and not below.startswith("."))


def is_catalog(folder: Path) -> bool:
    """Say whether a folder holds a catalog: every one has vocabularies."""
    return (folder / "vocabulary").is_dir()
