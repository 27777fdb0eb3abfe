"""With --json every command prints what Python answers."""

import json
from collections.abc import Callable

import pytest

import kb
from tests.catalog_copy import TINY
from tests.command_line import Run

Ask = Callable[[kb.KnowledgeBase], object]


@pytest.mark.parametrize(
    ("arguments", "ask"),
    [
        pytest.param(
            ["diagnose", "scores", "lag", "by a day"],
            lambda base: base.diagnose("scores lag by a day").to_dict(),
            id="diagnose-words",
        ),
        pytest.param(
            ["diagnose", "best pizza in town"],
            lambda base: base.diagnose("best pizza in town").to_dict(),
            id="diagnose-abstains",
        ),
        pytest.param(
            [
                *("diagnose", "scores lag", "--limit", "1", "--phase", "deployment"),
                *("--data-type", "image", "--collection-process", "external-service"),
                *("--symptom", "confident-errors", "--symptom", "feature-timestamps-lag"),
                *("--absent", "annotators-disagree"),
            ],
            lambda base: base.diagnose(
                "scores lag",
                symptoms=["confident-errors", "feature-timestamps-lag"],
                absent=["annotators-disagree"],
                phase="deployment",
                data_type="image",
                collection_process="external-service",
                limit=1,
            ).to_dict(),
            id="diagnose-options",
        ),
        pytest.param(
            ["remedies", "label noise"],
            lambda base: base.remedies("label noise").to_dict(),
            id="remedies",
        ),
        pytest.param(
            [
                *("remedies", "noisy-labels", "--effect", "prevents", "--max-effort", "4.5"),
                *("--phase", "data-collection", "--context", "real-time"),
                *("--protect", "efficiency", "--protect", "correctness"),
            ],
            lambda base: base.remedies(
                "noisy-labels",
                effect="prevents",
                max_effort=4.5,
                phase="data-collection",
                context="real-time",
                protect=["efficiency", "correctness"],
            ).to_dict(),
            id="remedies-options",
        ),
        pytest.param(
            ["search", "labels", "--kind", "check", "--limit", "1"],
            lambda base: [hit.to_dict() for hit in base.search("labels", kind="check", limit=1)],
            id="search",
        ),
        pytest.param(["search", "qxz"], lambda _: [], id="search-nothing"),
        pytest.param(
            ["similar", "stale", "labels", "--kind", "issue", "--limit", "2"],
            lambda base: base.similar("stale labels", kind="issue", limit=2).to_dict(),
            id="similar",
        ),
        pytest.param(["stats"], lambda base: base.statistics().to_dict(), id="stats"),
        pytest.param(
            ["trace", "no-data-owner", "wrong-decisions", "--limit", "3"],
            lambda base: [
                chain.to_dict() for chain in base.trace("no-data-owner", "wrong-decisions", limit=3)
            ],
            id="trace",
        ),
        pytest.param(["trace", "wrong-decisions", "no-data-owner"], lambda _: [], id="trace-none"),
    ],
)
def test_json_is_the_answer_of_python(
    run: Run, tiny: kb.KnowledgeBase, arguments: list[str], ask: Ask
) -> None:
    """The command line and the Python face give the same answer, and nothing else is printed."""
    answer = run(*arguments, "--json")

    assert (0, "") == (answer.code, answer.err)
    assert json.loads(json.dumps(ask(tiny))) == json.loads(answer.out)


@pytest.mark.parametrize("id", sorted(kb.load(TINY)))
def test_shown_entry_is_its_record_with_links(run: Run, tiny: kb.KnowledgeBase, id: str) -> None:
    """`kb show` prints the record of an entry, whether it is contested, and all its links."""
    told = json.loads(run("show", id, "--json").out)

    links = told.pop("links")
    contested = told.pop("contested")
    [record] = [r for r in tiny.to_records(tiny.tables.rows[id].kind) if r["id"] == id]
    assert record == told
    assert tiny.tables.rows[id].contested is contested
    assert {name: [link.to_dict() for link in tiny.neighbours(id, name)] for name in links} == links


def test_shown_links_go_in_both_directions(run: Run) -> None:
    """Each relation is there under the name that fits the direction; symmetric ones once."""
    told = json.loads(run("show", "stale-features", "--json").out)

    assert [
        "caused_by",
        "manifests_as",
        "leads_to",
        "mitigated_by",
        "not_helped_by",
        "confirmed_by",
        "precedes",
        "generalises",
        "confused_with",
        "may_be_caused_by",
    ] == list(told["links"])
