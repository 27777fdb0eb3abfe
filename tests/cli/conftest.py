"""The command line as a user meets it: arguments in, text and an exit code out."""

import sys

import pytest

from kb.cli.main import main
from tests.catalog_copy import TINY
from tests.command_line import Answer, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `kb` on the tiny catalog, 80 columns wide."""
    monkeypatch.setenv("KB_CATALOG", str(TINY))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def kb(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["kb", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        code = caught.value.code
        assert isinstance(code, int)
        return Answer(code, *capsys.readouterr())

    return kb
