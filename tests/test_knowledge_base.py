"""The knowledge base: looking up entries, asking questions, and what the answers are like."""

import json
from collections.abc import Callable

import pytest
from pydantic import ValidationError

import kb
from kb.errors import EntryNotFound, QueryError
from kb.graph.kinds import Kind

KINDS = {
    "issues": Kind.ISSUE,
    "root_causes": Kind.ROOT_CAUSE,
    "symptoms": Kind.SYMPTOM,
    "consequences": Kind.CONSEQUENCE,
    "mitigations": Kind.MITIGATION,
    "checks": Kind.CHECK,
    "sources": Kind.SOURCE,
    "studies": Kind.STUDY,
}
ANSWERS: dict[str, Callable[[kb.KnowledgeBase], object]] = {
    "Row": lambda base: base.rows("issue")[0],
    "Hit": lambda base: base.search("labels")[0],
    "Link": lambda base: base.neighbours("noisy-labels", "caused_by")[0],
    "Chain": lambda base: base.trace("no-data-owner", "wrong-decisions")[0],
    "Diagnosis": lambda base: base.diagnose("scores lag", symptoms=["confident-errors"]),
    "Suspect": lambda base: base.diagnose(symptoms=["confident-errors"]).suspects[0],
    "Reason": lambda base: base.diagnose(symptoms=["confident-errors"]).suspects[0].reasons[0],
    "MatchedSymptom": lambda base: base.diagnose(symptoms=["confident-errors"]).matched_symptoms[0],
    "NextStep": lambda base: base.diagnose(symptoms=["confident-errors"]).ask_next,
    "SuggestedCheck": lambda base: base.diagnose(symptoms=["confident-errors"]).checks[0],
    "Remedies": lambda base: base.remedies("noisy-labels"),
    "Remedy": lambda base: base.remedies("noisy-labels")[0],
    "Frequency": lambda base: base.prevalence("noisy-labels")[0],
    "Plan": lambda base: base.plan("noisy-labels"),
    "Step": lambda base: base.plan("noisy-labels").steps[0],
    "Statistics": lambda base: base.statistics(),
}
PARTS: dict[str, Callable[[kb.KnowledgeBase], object]] = {
    "Excluded": lambda base: base.remedies("noisy-labels").excluded[0],
    "Effort": lambda base: base.remedies("noisy-labels")[0].effort,
    "Verification": lambda base: base.remedies("noisy-labels")[0].verification,
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("noisy-labels", id="id"),
        pytest.param("Label noise", id="alias"),
        pytest.param("label-errors", id="former-id"),
    ],
)
def test_entry_is_found_by_its_names(tiny: kb.KnowledgeBase, name: str) -> None:
    """An entry is looked up by id, alias or former id, and is in the base by the same names."""
    assert "noisy-labels" == tiny[name].id
    assert name in tiny


def test_entry_is_made_once(tiny: kb.KnowledgeBase) -> None:
    """Looking twice gives the same object."""
    assert tiny["noisy-labels"] is tiny["Label noise"]


@pytest.mark.parametrize("name", [pytest.param("nothing", id="unknown"), pytest.param(7, id="int")])
def test_unknown_name_is_not_in_the_base(tiny: kb.KnowledgeBase, name: object) -> None:
    """What cannot be looked up is not in it."""
    assert name not in tiny


def test_unknown_entry_names_close_ids(tiny: kb.KnowledgeBase) -> None:
    """A misspelt id is answered with the ids that it may mean."""
    with pytest.raises(EntryNotFound, match="did you mean noisy-labels"):
        tiny["noisy-lables"]


def test_entry_is_frozen(tiny: kb.KnowledgeBase) -> None:
    """Nobody can change an entry in place."""
    with pytest.raises(ValidationError, match="frozen"):
        tiny["noisy-labels"].title = "Other"


@pytest.mark.parametrize(
    ("name", "kind"), [pytest.param(*pair, id=pair[0]) for pair in KINDS.items()]
)
def test_entries_of_a_kind_are_a_sorted_mapping(
    tiny: kb.KnowledgeBase, name: str, kind: Kind
) -> None:
    """Each kind is a mapping from ids, in order, to entries."""
    entries = getattr(tiny, name)

    expected = [id for id, row in tiny.tables.rows.items() if row.kind is kind]
    assert sorted(expected) == list(entries)
    assert expected == [entry.id for entry in entries.values()]


def test_base_is_iterated_and_counted_by_id(tiny: kb.KnowledgeBase) -> None:
    """The base lists all ids in order and says what it holds."""
    assert sorted(tiny) == list(tiny)
    assert len(list(tiny)) == len(tiny)
    assert f"<KnowledgeBase: 22 entries, 3 issues, version {tiny.version}>" == repr(tiny)


def test_select_returns_entries(tiny: kb.KnowledgeBase) -> None:
    """A selection gives whole entries, by id."""
    entries = tiny.select("issues", phase="deployment")

    assert [tiny["stale-features"], tiny["stale-weather-feed"]] == list(entries)


def test_select_without_wishes_returns_all(tiny: kb.KnowledgeBase) -> None:
    """No kind and no facet is no limit."""
    assert list(tiny) == [row.id for row in tiny.rows()]


def test_search_is_limited_to_a_kind(tiny: kb.KnowledgeBase) -> None:
    """The kind may be named in the plural."""
    assert {Kind.CHECK} == {hit.kind for hit in tiny.search("labels", kind="checks")}


@pytest.mark.parametrize(
    ("relation", "inverse", "targets"),
    [
        pytest.param("mitigated_by", False, ["freshness-alarm", "label-guide"], id="forwards"),
        pytest.param("causes", False, 3, id="by-the-inverse"),
        pytest.param("caused_by", True, 3, id="with-the-flag"),
    ],
)
def test_neighbours_follow_a_relation(
    tiny: kb.KnowledgeBase, relation: str, targets: list[str] | int, *, inverse: bool
) -> None:
    """Links are followed from an entry that is named in any way."""
    links = tiny.neighbours("Nobody owns the data", relation, inverse=inverse)

    assert targets in ([link.target for link in links], len(links))


def test_trace_resolves_names(tiny: kb.KnowledgeBase) -> None:
    """Both ends of a chain may be named by alias."""
    chain = tiny.trace("Label noise", "Wrong decisions", limit=1)[0]

    assert ("noisy-labels", "wrong-decisions") == chain.ids


def test_repeated_symptom_counts_once(tiny: kb.KnowledgeBase) -> None:
    """A symptom that is named twice, by id and by title, is one piece of evidence."""
    once = tiny.diagnose(symptoms=["confident-errors"], absent=["annotators-disagree"])

    twice = tiny.diagnose(
        symptoms=["confident-errors", "Confident errors"], absent=["annotators-disagree"] * 2
    )

    assert once == twice


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        pytest.param(
            {"symptoms": ["confident-errors"], "absent": ["Confident errors"]},
            "confident-errors cannot be there and absent at once",
            id="there-and-absent",
        ),
        pytest.param(
            {"symptoms": ["noisy-labels"]},
            "'noisy-labels' is an entry of kind issue; this needs one of kind symptom",
            id="not-a-symptom",
        ),
        pytest.param(
            {"absent": ["noisy-labels"]},
            "'noisy-labels' is an entry of kind issue; this needs one of kind symptom",
            id="absent-not-a-symptom",
        ),
        pytest.param(
            {"data_type": "images"}, "no data type 'images'; did you mean image?", id="term"
        ),
    ],
)
def test_senseless_findings_are_refused(
    tiny: kb.KnowledgeBase, wishes: dict[str, object], told: str
) -> None:
    """What cannot be meant is an error that says why."""
    with pytest.raises(QueryError) as caught:
        tiny.diagnose("labels", **wishes)  # type: ignore[arg-type]

    assert told == str(caught.value)


def test_unknown_symptom_is_refused(tiny: kb.KnowledgeBase) -> None:
    """A symptom that the catalog does not have raises with the closest."""
    with pytest.raises(EntryNotFound, match="did you mean confident-errors"):
        tiny.diagnose(symptoms=["confident-error"])


@pytest.mark.parametrize(
    "context",
    [
        pytest.param({"phase": "training"}, id="phase"),
        pytest.param({"data_type": "image"}, id="data-type"),
        pytest.param({"collection_process": "data-collectors"}, id="collection-process"),
    ],
)
def test_context_reaches_the_diagnosis(tiny: kb.KnowledgeBase, context: dict[str, str]) -> None:
    """Each wish about the situation shows up among the reasons."""
    found = tiny.diagnose(symptoms=["annotators-disagree"], **context)  # type: ignore[arg-type]

    kinds = [reason.kind for reason in found.suspects[0].reasons]
    assert ["symptom", "context"] == kinds


def test_remedies_take_all_wishes(tiny: kb.KnowledgeBase) -> None:
    """Names, effects and attributes reach the ranking."""
    found = tiny.remedies(
        "Label noise",
        effect="prevent",
        max_effort=4,
        phase="data-collection",
        context="regulated",
        protect=["efficiency"],
    )

    assert ["label-guide"] == [remedy.id for remedy in found]


@pytest.mark.parametrize("question", ["remedies", "prevalence"])
def test_question_about_an_issue_refuses_other_kinds(tiny: kb.KnowledgeBase, question: str) -> None:
    """What only makes sense for an issue says so."""
    with pytest.raises(QueryError, match="kind check; this needs one of kind issue"):
        getattr(tiny, question)("label-twice")


def test_unknown_effect_is_refused(tiny: kb.KnowledgeBase) -> None:
    """An effect that no remedy can have is an error."""
    with pytest.raises(QueryError, match="no effect 'fixes'"):
        tiny.remedies("noisy-labels", effect="fixes")


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        pytest.param("Label noise", "B", id="by-alias"),
        pytest.param("freshness-alarm", "E", id="editor-judgement"),
    ],
)
def test_grade_is_a_letter(tiny: kb.KnowledgeBase, name: str, grade: str) -> None:
    """The grade of an entry is one of A to E."""
    assert grade == tiny.grade(name)


def test_records_and_graph_are_those_of_the_catalog(tiny: kb.KnowledgeBase) -> None:
    """The exports hold the same entries."""
    assert list(tiny.issues) == [record["id"] for record in tiny.to_records("issues")]
    assert list(tiny) == list(tiny.to_networkx().nodes)


@pytest.mark.parametrize("name", ANSWERS)
def test_result_becomes_plain_data(tiny: kb.KnowledgeBase, name: str) -> None:
    """Every result turns into JSON and back without a change."""
    result = ANSWERS[name](tiny)

    told = result.to_dict()  # type: ignore[attr-defined]

    assert name == type(result).__name__
    assert told == json.loads(json.dumps(told))


@pytest.mark.parametrize("name", [*ANSWERS, *PARTS])
def test_result_is_frozen(tiny: kb.KnowledgeBase, name: str) -> None:
    """Nobody can change a result in place or hang something on it."""
    result = (ANSWERS | PARTS)[name](tiny)
    field = "excluded" if name == "Remedies" else type(result)._fields[0]  # type: ignore[attr-defined]

    with pytest.raises(AttributeError):
        setattr(result, field, None)
    with pytest.raises(AttributeError):
        result.note = "mine"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda base: base.search("labels", limit=0), id="search"),
        pytest.param(lambda base: base.diagnose("labels", limit=-1), id="diagnose"),
        pytest.param(
            lambda base: base.trace("no-data-owner", "wrong-decisions", limit=0), id="trace"
        ),
    ],
)
def test_limit_below_one_is_refused(
    tiny: kb.KnowledgeBase, ask: Callable[[kb.KnowledgeBase], object]
) -> None:
    """A limit that allows nothing is a mistake, not an empty answer."""
    with pytest.raises(kb.QueryError, match="a limit is at least 1"):
        ask(tiny)


def test_single_name_is_one_name(tiny: kb.KnowledgeBase) -> None:
    """A text where names are expected is taken as one name."""
    alone = tiny.diagnose(symptoms="annotators-disagree")

    assert tiny.diagnose(symptoms=["annotators-disagree"]) == alone


def test_entry_shows_who_it_is(tiny: kb.KnowledgeBase) -> None:
    """Printing an entry gives a line, not its whole text."""
    assert "Issue(id='noisy-labels', title='Noisy labels')" == repr(tiny["noisy-labels"])
