"""`kb mcp` where it cannot serve; what it serves is in tests/test_mcp.py."""

import sys

import pytest

from tests.command_line import Run


def test_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the SDK the command says in one line what to install."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    monkeypatch.delitem(sys.modules, "kb.mcp", raising=False)

    answer = run("mcp")

    told = "kb: `kb mcp` needs the extra mcp: pip install 'ml-quality-kb[mcp]'\n"
    assert (2, "", told) == answer


def test_missing_catalog_is_one_line(run: Run) -> None:
    """A client that names a wrong folder finds the reason in its log."""
    answer = run("--catalog", "nowhere", "mcp")

    assert (2, "") == (answer.code, answer.out)
    assert answer.err.startswith("kb: no catalog in 'nowhere'")
    assert 1 == answer.err.count("\n")
