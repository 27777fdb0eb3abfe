"""Tallies of data types, collection processes and dimensions, checked against pandas."""

import numpy as np
import pandas as pd
import pytest
import yaml

import kb
from kb.errors import QueryError
from kb.study.tally import Cell, TermCount, tallies_text, tally
from tests.catalog_copy import CatalogCopy
from tests.csv_files import coded

HEAD = "code,team,data type,collection process"


def test_shared_problem_counts_once_per_team(tiny: kb.KnowledgeBase) -> None:
    """Two people of a team who tell of one problem are one; vaguer words add nothing."""
    file = coded(
        f"{HEAD}\nage,T1,image; Time series,data-collectors\nAge,T1,image,\nage,T2,Image,\nlabels,T2,,\n,T2,,\n"
    )

    found = tally(tiny.tables, file, once_per_team=True)

    assert (3, "problems, once per team") == found[:2]
    assert (
        Cell("image", "data-collectors", "not said", 1),
        Cell("image", "not said", "not said", 1),
        Cell("not said", "not said", "not said", 1),
        Cell("time-series", "data-collectors", "not said", 1),
    ) == found.cells
    assert (
        TermCount("data-types", "image", 2),
        TermCount("data-types", "time-series", 1),
        TermCount("collection-processes", "data-collectors", 1),
    ) == found.terms


@pytest.mark.parametrize("once", [True, False])
def test_counts_are_those_of_pandas(tiny: kb.KnowledgeBase, once: bool) -> None:  # noqa: FBT001 - pytest
    """Counts per term agree with a data frame, with and without one count per team."""
    rng = np.random.default_rng(5)
    terms = [term["id"] for term in tiny.tables.terms["data-types"]]
    frame = pd.DataFrame(
        {
            "code": rng.choice(["a", "b", "c"], 60),
            "team": rng.choice(["T1", "T2", "T3"], 60),
            "data-type": rng.choice(terms, 60),
        }
    )
    kept = frame.drop_duplicates() if once else frame

    found = tally(tiny.tables, coded(frame.to_csv(index=False)), once_per_team=once)

    assert kept["data-type"].value_counts().to_dict() == {one.term: one.n for one in found.terms}
    problems = len(frame[["code", "team"]].drop_duplicates()) if once else 60
    assert problems == found.problems


def test_field_of_a_study_is_accepted(tiny: kb.KnowledgeBase, tiny_copy: CatalogCopy) -> None:
    """What is printed can stand in a study entry."""
    file = coded(f"{HEAD}\nage,T1,image,\nage,T2,image,\n")
    text = tallies_text(tally(tiny.tables, file, once_per_team=True))
    study = (tiny_copy.root / "studies/tester2020-survey.yaml").read_text(encoding="utf-8")
    before, after = study.index("tallies:"), study.index("evidence:")
    tiny_copy.write("studies/tester2020-survey.yaml", study[:before] + text + study[after:])

    row = {"dimension": "data-types", "term": "image", "n": 2, "of": 2}
    assert {"tallies": [{**row, "unit": "problems, once per team"}]} == yaml.safe_load(text)
    assert () == tiny_copy.problems()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"{HEAD}\nage,T1,imag,\n",
            "row 2, column 'data type': 'imag' is no term of data-types; did",
        ),
        (f"{HEAD}\nage,,image,\n", "row 2, column 'team': empty; give the team a label"),
        ("code,data type\nage,image\n", "no column 'team'"),
        ("code,team\nage,T1\n", "no column 'data-type'"),
        ("code,team,decision\nage,T1,open\n", "row 2, column 'decision': still open"),
    ],
)
def test_what_is_not_understood_has_its_place(tiny: kb.KnowledgeBase, text: str, said: str) -> None:
    """Unknown terms are proposed right."""
    with pytest.raises(QueryError, match=f"^a.csv: {said}"):
        tally(tiny.tables, coded(text), once_per_team=True)
