"""The code book, from core categories to open codes."""

from kb.study.code_book import code_book
from tests.csv_files import coded


def test_codes_stand_below_their_categories() -> None:
    """A group that a row does not name is taken from another row; what has none comes last."""
    one = coded(
        "segment,code,interview,category,core category,definition\n"
        "1,Stale | old,P1,Time,Data,Came <late>\n2,stale old,P2,,,\n3,Zeal,P2,Will,,\n4,Lone,P2,,,\n"
    )

    assert (
        "# Code book\n\n## Data\n\n### Time\n\n"
        "| code | definition | segments | interviews |\n|---|---|---:|---:|\n"
        "| Stale \\| old | Came \\<late\\> | 2 | 2 |\n\n"
        "## Not grouped yet\n\n### Will\n\n"
        "| code | definition | segments | interviews |\n|---|---|---:|---:|\n| Zeal |  | 1 | 1 |\n\n"
        "| code | definition | segments | interviews |\n|---|---|---:|---:|\n| Lone |  | 1 | 1 |\n"
    ) == code_book([one])
