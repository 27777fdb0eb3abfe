"""The page about Python: what it shows runs on the catalog as it is."""

import re

import pytest

import kb
from tests.own_process import ROOT

PAGE = (ROOT / "site_overrides/pages/python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
CALLS = [call for call in re.findall(r"`(base[.\[][^`]*)`", PAGE) if "…" not in call]


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load()


@pytest.mark.parametrize("code", BLOCKS)
def test_example_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An example can be copied, and prints something."""
    exec(code, {})  # noqa: S102 - our own page

    assert capsys.readouterr().out


@pytest.mark.parametrize("call", CALLS)
def test_call_of_the_table_answers(base: kb.KnowledgeBase, call: str) -> None:
    """What stands in the table of questions is a question with an answer."""
    found = eval(call, {"base": base})  # noqa: S307 - as above

    assert found is not None
