"""Every format of the tiny catalog, made once."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

import kb
from kb.export.edition import Edition, edition_of
from kb.export.formats.registry import FORMATS, Product

Made = Callable[[str], Product]


@pytest.fixture(scope="session")
def edition(tiny: kb.KnowledgeBase) -> Edition:
    """Return what the exports of the tiny catalog say about themselves."""
    return edition_of(tiny.tables)


@pytest.fixture(scope="session")
def made(tiny: kb.KnowledgeBase, edition: Edition) -> Made:
    """Return a function that gives the tiny catalog in a format."""
    return cache(lambda name: FORMATS[name].make(tiny.tables, edition))


@pytest.fixture(scope="session")
def text(made: Made) -> Callable[[str], str]:
    """Return a function that gives the tiny catalog in a format that is text."""

    def one(name: str) -> str:
        product = made(name)
        assert isinstance(product, str)
        return product

    return one


@pytest.fixture(scope="session")
def files(made: Made) -> Callable[[str], Mapping[str, str]]:
    """Return a function that gives the tiny catalog in a format that is a folder."""

    def several(name: str) -> Mapping[str, str]:
        product = made(name)
        assert isinstance(product, Mapping)
        return product

    return several


@pytest.fixture(scope="session")
def database(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the tiny catalog as a database."""
    path = tmp_path_factory.mktemp("export") / "catalog.db"
    product = made("sqlite")
    assert isinstance(product, bytes)
    path.write_bytes(product)
    return path
