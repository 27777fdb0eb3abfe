"""The tables of the tiny catalog, which has a guide."""

import pytest

import kb
from kb.graph.tables import Tables


@pytest.fixture
def tables(tiny: kb.KnowledgeBase) -> Tables:
    """Return the tables."""
    return tiny.tables
