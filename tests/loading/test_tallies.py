"""Counts of a study: of a vocabulary that exists, of a term that it has."""

from tests.catalog_copy import CatalogCopy

STUDY = "studies/tester2020-survey.yaml"


def test_unknown_vocabulary_of_a_tally_is_reported(tiny_copy: CatalogCopy) -> None:
    """A tally names its vocabulary; a misspelt one is proposed right."""
    tiny_copy.replace(STUDY, "dimension: data-types", "dimension: data-type")

    problem = tiny_copy.problems()[0]

    assert ("KB107", "tallies.0.dimension") == (problem.code, problem.field)
    assert 'no vocabulary "data-type"' == problem.what
    assert problem.fix.startswith('did you mean "data-types"')


def test_unknown_term_of_a_tally_is_reported(tiny_copy: CatalogCopy) -> None:
    """The term is looked up in the vocabulary that the tally names."""
    tiny_copy.replace(STUDY, "    term: image", "    term: imag")

    problems = tiny_copy.problems()

    assert [("KB107", "tallies.0.term")] == [(found.code, found.field) for found in problems]


def test_outcome_key_used_twice_is_reported(tiny_copy: CatalogCopy) -> None:
    """Two outcomes of a check cannot share a key."""
    file = "checks/label-twice.yaml"
    tiny_copy.replace(file, "key: labels-differ", "key: labels-agree")

    problems = tiny_copy.problems()

    assert "the outcome key 'labels-agree' is used twice" in {found.what for found in problems}


def test_question_id_used_twice_is_reported(tiny_copy: CatalogCopy) -> None:
    """Two questions of a study cannot share an id."""
    text = (tiny_copy.root / STUDY).read_text(encoding="utf-8")
    start, end = text.index("questions:\n"), text.index("results:\n")
    question = text[start + len("questions:\n") : end]
    tiny_copy.write(STUDY, text[:end] + question + text[end:])

    problems = tiny_copy.problems()

    assert ["KB106"] == [found.code for found in problems]
