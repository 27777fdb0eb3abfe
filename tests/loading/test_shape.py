"""What is said about a value that does not fit its model, and where it points."""

import pytest

from tests.catalog_copy import CatalogCopy

SYMPTOM = "symptoms/confident-errors.yaml"
MITIGATION = "mitigations/freshness-alarm.yaml"
SOURCE = "sources/tester2020survey.yaml"
ISSUE = "issues/stale-features.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "report"),
    [
        pytest.param(
            SYMPTOM,
            "observable_in:",
            "observeable_in:",
            '13:1: KB104 observeable_in: no such field; did you mean "observable_in"?',
            id="unknown field with a close name",
        ),
        pytest.param(
            MITIGATION,
            "  failure_sign: A late",
            "  sign_of_failure: x\n  failure_sign: A late",
            '28:3: KB104 verification.sign_of_failure: no such field; did you mean "failure_sign"?',
            id="unknown field in a record",
        ),
        pytest.param(
            ISSUE,
            "    strength: possible",
            "    colour: red\n    strength: possible",
            "79:5: KB104 symptoms.2.colour: no such field; allowed here: id, why, evidence, "
            "strength",
            id="unknown field in a list",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors\n",
            "",
            "2:1: KB105 title: is missing; add it",
            id="missing at the top: the first line of the data",
        ),
        pytest.param(
            ISSUE,
            "    strength: possible\n",
            "",
            "78:5: KB105 symptoms.2.strength: is missing; add it",
            id="missing in an item: the item",
        ),
        pytest.param(
            ISSUE,
            "detectability: quiet",
            "detectability: quite",
            "50:16: KB107 detectability: 'quite' is not allowed; did you mean \"quiet\"?",
            id="misspelt word of a closed list",
        ),
        pytest.param(
            ISSUE,
            "detectability: quiet",
            "detectability: 3",
            "50:16: KB107 detectability: 3 is not allowed; use one of loud, quiet, silent",
            id="number for a word",
        ),
        pytest.param(
            SOURCE,
            "type: article",
            "type: thesis",
            "6:7: KB107 type: 'thesis' is not allowed; use one of article, inproceedings, book, "
            "chapter, preprint, report, dataset, web, standard",
            id="literal",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors",
            "title: 42",
            "3:8: KB106 title: 42 is not text; write text; quote a number or a word like true",
            id="number for text",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors",
            "title:",
            "3:7: KB106 title: nothing is not text; write text; quote a number or a word like true",
            id="nothing for text",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors",
            "title: [a]",
            "3:8: KB106 title: the list is not text; write text; quote a number or a word like "
            "true",
            id="list for text",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors",
            "title: {a: b}",
            "3:8: KB106 title: the mapping is not text; write text; quote a number or a word like "
            "true",
            id="mapping for text",
        ),
        pytest.param(
            SYMPTOM,
            "title: Confident errors",
            "title: Confident <errors>",
            "3:8: KB106 title: 'Confident <errors>' does not have the right form; leave out "
            "< > { } [ ] ` and backslashes, and keep it on one line",
            id="markup in a title",
        ),
        pytest.param(
            SYMPTOM,
            "  - prediction rejected by rule",
            "  - |\n    two\n    lines",
            "17:5: KB106 log_patterns.0: 'two\\nlines\\n' does not have the right form; write it "
            "on one line, without tabs",
            id="two lines for one",
        ),
        pytest.param(
            SYMPTOM,
            "log_patterns:\n  - prediction rejected by rule",
            "log_patterns: none",
            "16:15: KB106 log_patterns: 'none' is not a list; write a list, one `- ` per item, or "
            "unknown or none-known",
            id="word for a list",
        ),
        pytest.param(
            ISSUE,
            "severity:\n  rating: high\n  why: Wrong scores keep flowing into automatic decisions "
            "until someone compares the ages.",
            "severity: high",
            "47:11: KB106 severity: 'high' is not a mapping; write `key: value` lines below it",
            id="word for a mapping",
        ),
        pytest.param(
            MITIGATION,
            "    low: 0.5",
            "    low: half",
            "15:10: KB106 effort.setup.low: 'half' is not a number; write a number such as 0.5",
            id="word for a number",
        ),
        pytest.param(
            MITIGATION,
            "    low: 0.5",
            "    low: -1",
            "15:10: KB106 effort.setup.low: input should be greater than or equal to 0; correct it",
            id="negative price",
        ),
        pytest.param(
            MITIGATION,
            "    low: 0.5",
            "    low: 3",
            "15:5: KB106 effort.setup: low 3 is above high 2; correct it",
            id="range the wrong way round",
        ),
        pytest.param(
            ISSUE,
            "          of: 9",
            "          of: 010",
            "69:15: KB106 root_causes.1.evidence.0.count.of: '010' is not a whole number; write "
            "digits only",
            id="octal",
        ),
        pytest.param(
            ISSUE,
            "          of: 9",
            f"          of: {'9' * 5000}",
            f"69:15: KB106 root_causes.1.evidence.0.count.of: '{'9' * 62}… is not a whole number; "
            "write digits only",
            id="5000 digits",
        ),
        pytest.param(
            ISSUE,
            "          of: 9",
            "          of: 99999999",
            "69:15: KB106 root_causes.1.evidence.0.count.of: input should be less than or equal "
            "to 10000000; correct it",
            id="more than there are people to ask",
        ),
        pytest.param(
            SOURCE,
            "et_al: true",
            "et_al: yes",
            "11:8: KB106 et_al: 'yes' is not true or false; write true or false",
            id="yes for true",
        ),
        pytest.param(
            SOURCE,
            "year: 2020",
            'year: "2020"',
            "12:7: KB106 year: '2020' is not a whole number; write digits only",
            id="quoted number",
        ),
        pytest.param(
            SOURCE,
            'arxiv: "2001.00001"',
            "doi: https://doi.org/10.1145/1",
            "14:6: KB106 doi: 'https://doi.org/10.1145/1' does not have the right form; write a "
            "DOI such as 10.1145/3510003.3510209",
            id="address for a DOI",
        ),
        pytest.param(
            SOURCE,
            'arxiv: "2001.00001"',
            "arxiv: arXiv:2001.00001",
            "14:8: KB106 arxiv: 'arXiv:2001.00001' does not have the right form; write an arXiv "
            "identifier such as 2209.09125",
            id="arxiv with a prefix",
        ),
        pytest.param(
            SOURCE,
            "https://survey.example.org/paper",
            "https://exa mple.org",
            "15:6: KB106 url: 'https://exa mple.org' does not have the right form; write a plain "
            "address such as https://example.org/page, without spaces",
            id="address with a space",
        ),
        pytest.param(
            SOURCE,
            "https://survey.example.org/paper",
            "https://10.0.0.1/paper",
            "15:6: KB106 url: must name a public host in lower-case ASCII, not an IP address; "
            "correct it",
            id="address of a private machine",
        ),
        pytest.param(
            SYMPTOM,
            "added: 2026-01-15",
            "added: 15.1.2026",
            "23:8: KB106 added: '15.1.2026' is not a date; write it as 2026-01-31",
            id="date of another form",
        ),
        pytest.param(
            SYMPTOM,
            "added: 2026-01-15",
            "added: 2026-02-30",
            "23:8: KB106 added: '2026-02-30' is not a date; write it as 2026-01-31",
            id="day that does not exist",
        ),
        pytest.param(
            SYMPTOM,
            "added: 2026-01-15",
            "added: 20260115",
            "23:8: KB106 added: 20260115 is not a date; write it as 2026-01-31",
            id="number for a date",
        ),
        pytest.param(
            SYMPTOM,
            "  - it is wrong and completely sure\n",
            "  - \n",
            "7:4: KB106 phrases.0: nothing is not text; write text; quote a number or a word like "
            "true",
            id="empty item",
        ),
        pytest.param(
            SYMPTOM,
            "added: 2026-01-15",
            "added: 2026-01-15\ngaps: {description: unknown}",
            "24:1: KB104 gaps: no such field; write unknown or none-known for a list",
            id="the stored form of gaps",
        ),
    ],
)
def test_wrong_value_is_explained_at_its_place(
    tiny_copy: CatalogCopy, file: str, old: str, new: str, report: str
) -> None:
    """A value that does not fit is one line with place, field, reason and remedy."""
    tiny_copy.replace(file, old, new)

    assert [f"{file}:{report}"] == [str(problem) for problem in tiny_copy.problems()]


def test_two_problems_on_one_line_are_both_reported(tiny_copy: CatalogCopy) -> None:
    """One problem does not hide its neighbour on the same line."""
    tiny_copy.replace(
        SYMPTOM, "observable_in:\n  - metric\n  - user-report", "observable_in: [x, 1]"
    )

    assert [(13, 17), (13, 20)] == [problem.where[1:] for problem in tiny_copy.problems()]


def test_value_refused_by_the_reader_is_not_reported_twice(tiny_copy: CatalogCopy) -> None:
    """An alias stands for nothing, but that it is no text is not worth a second line."""
    tiny_copy.replace(SYMPTOM, "title: Confident errors", "title: *name")

    assert ["KB502"] == [problem.code for problem in tiny_copy.problems()]


def test_refused_value_does_not_hide_a_missing_field(tiny_copy: CatalogCopy) -> None:
    """A field that is missing has no place of its own and must not get lost behind another's."""
    tiny_copy.replace(
        SYMPTOM, "id: confident-errors\ntitle: Confident errors\n", "7: x\nid: confident-errors\n"
    )

    assert ["KB103", "KB105"] == [problem.code for problem in tiny_copy.problems()]
