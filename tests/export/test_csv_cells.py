"""Tables for spreadsheets: nothing is calculated, nothing is lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.export.csv_cells import csv_text, original
from tests.payloads import FORMULAS, LOG_LINES, QUESTIONS, cases

SIGNS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001 - the full-width ones are calculated, too
TEXTS = st.lists(st.sampled_from((*SIGNS, *"' ,\";ab1\u00a0"))).map("".join) | st.text()


def read_back(text: str) -> list[list[str]]:
    """Return the cells of a table as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.security(21)
@pytest.mark.parametrize("text", cases(FORMULAS))
def test_formula_becomes_text(text: str) -> None:
    """No cell begins with a sign that makes a spreadsheet calculate, also behind spaces."""
    [[cell]] = read_back(csv_text([text], []))

    assert f"'{text}" == cell


@pytest.mark.security(21)
@given(rows=st.lists(st.lists(TEXTS, min_size=1), min_size=1))
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    """The texts can be told from the cells, and no cell begins like a formula."""
    cells = read_back(csv_text(rows[0], rows[1:]))

    assert rows == [[original(cell) for cell in row] for row in cells]
    assert [] == [cell for row in cells for cell in row if cell.lstrip().startswith(tuple(SIGNS))]


@pytest.mark.parametrize("text", cases(QUESTIONS, LOG_LINES))
def test_other_text_comes_back_as_it_was(text: str) -> None:
    """Signs of other languages need no care in a table."""
    assert [[text]] == [list(map(original, row)) for row in read_back(csv_text([text], []))]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param(-2, '"-2"', id="negative number"),
        pytest.param(-0.5, '"-0.5"', id="negative decimal"),
        pytest.param(None, '""', id="nothing"),
        pytest.param("it's", '"it\'s"', id="apostrophe in a word"),
        pytest.param("'quoted' word", "\"'quoted' word\"", id="apostrophe first"),
        pytest.param("a-b = c", '"a-b = c"', id="signs behind a letter"),
    ],
)
def test_harmless_cell_is_written_as_it_is(cell: float | str | None, written: str) -> None:
    """Numbers stay numbers, and an apostrophe is only added where it protects."""
    assert f'"x"\n{written}\n' == csv_text(["x"], [[cell]])
