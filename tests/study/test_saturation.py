"""New codes per interview."""

import pytest

from kb.errors import QueryError
from kb.study.saturation import Step, saturation
from tests.csv_files import coded


def test_new_codes_are_counted_in_the_order_of_the_file() -> None:
    """A code counts as new where it comes up first, however it is spelled."""
    file = coded("segment,code,interview\n1,a,P2\n2,b,P2\n1,B,P1\n2,c,P1\n3,d,P2\n1,,P3\n")

    assert (Step("P2", 3, 3, 3), Step("P1", 2, 1, 4), Step("P3", 0, 0, 4)) == saturation(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("segment,code\n1,a\n", "no column 'interview'"),
        ("segment,code,interview\n1,a,\n", "row 2, column 'interview': empty"),
        (
            "segment,code,interview,decision\n1,a,P,agreed\n2,a,P,Open\n",
            "row 3, column 'decision': still open",
        ),
    ],
)
def test_unfinished_file_is_refused(text: str, said: str) -> None:
    """Every row has its interview, and a moderator has decided."""
    with pytest.raises(QueryError, match=f"^a.csv: {said}"):
        saturation(coded(text))
