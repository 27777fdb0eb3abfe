"""Choosing entries by kind and facets."""

import pytest

import kb
from kb.errors import QueryError
from kb.graph.kinds import Effect, Kind
from kb.query.select import effect_named, kind_named, select


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("issue", Kind.ISSUE, id="singular"),
        pytest.param("issues", Kind.ISSUE, id="plural"),
        pytest.param("root_causes", Kind.ROOT_CAUSE, id="underscore"),
        pytest.param("Root cause", Kind.ROOT_CAUSE, id="as-people-write"),
        pytest.param(" study ", Kind.STUDY, id="spaces-around"),
        pytest.param("studies", Kind.STUDY, id="irregular-plural"),
    ],
)
def test_kind_is_named_in_several_ways(name: str, kind: Kind) -> None:
    """A kind is known in the singular and the plural, with hyphens or without."""
    assert kind is kind_named(name)


def test_unknown_kind_is_refused() -> None:
    """The error lists the kinds that there are."""
    with pytest.raises(QueryError, match="no kind 'bug'; use one of issue, root-cause"):
        kind_named("bug")


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        pytest.param("prevents", Effect.PREVENTS, id="as-written"),
        pytest.param("reduce", Effect.REDUCES, id="infinitive"),
        pytest.param("Corrects ", Effect.CORRECTS, id="case-and-space"),
    ],
)
def test_effect_is_named_in_several_ways(name: str, effect: Effect) -> None:
    """An effect is known with and without its ending."""
    assert effect is effect_named(name)


@pytest.mark.parametrize("name", [pytest.param("fix", id="other"), pytest.param("", id="empty")])
def test_unknown_effect_is_refused(name: str) -> None:
    """The error lists the effects that there are."""
    with pytest.raises(QueryError, match="use one of prevents, detects"):
        effect_named(name)


@pytest.mark.parametrize(
    ("kind", "facets", "ids"),
    [
        pytest.param(
            Kind.ISSUE, {}, ["noisy-labels", "stale-features", "stale-weather-feed"], id="kind-only"
        ),
        pytest.param(
            None, {"tool": "label-desk"}, ["label-twice", "relabel-sample"], id="across-kinds"
        ),
        pytest.param(
            Kind.ISSUE,
            {"phase": "deployment"},
            ["stale-features", "stale-weather-feed"],
            id="phase-introduced-or-visible",
        ),
        pytest.param(
            Kind.ISSUE, {"artifact": "labels", "phase": "training"}, ["noisy-labels"], id="both"
        ),
        pytest.param(
            Kind.ISSUE, {"artifact": "labels", "phase": "deployment"}, [], id="never-both"
        ),
        pytest.param(
            Kind.ISSUE,
            {"data_type": "image"},
            ["noisy-labels", "stale-features"],
            id="any-fits-every-wish",
        ),
        pytest.param(
            Kind.ISSUE,
            {"data_type": "time-series"},
            ["noisy-labels", "stale-features", "stale-weather-feed"],
            id="any-and-the-term-itself",
        ),
        pytest.param(
            None, {"quality_attribute": "efficiency"}, [], id="term-of-a-vocabulary-nobody-uses"
        ),
        pytest.param(None, {"severity": "critical"}, [], id="term-of-a-list-nobody-uses"),
    ],
)
def test_entries_with_every_term_are_selected(
    tiny: kb.KnowledgeBase, kind: Kind | None, facets: dict[str, str], ids: list[str]
) -> None:
    """An entry is chosen when each facet holds the wanted term or `any`."""
    assert ids == [row.id for row in select(tiny.tables, kind=kind, facets=facets)]


@pytest.mark.parametrize(
    ("facets", "told"),
    [
        pytest.param({"phases": "x"}, "no facet 'phases'; did you mean phase?", id="facet"),
        pytest.param(
            {"data_type": "timeseries"},
            "no data type 'timeseries'; did you mean time-series?",
            id="term",
        ),
        pytest.param(
            {"severity": "x"},
            "no severity 'x'; use one of critical, high, low, medium",
            id="nothing-close",
        ),
    ],
)
def test_unknown_facet_or_term_is_refused(
    tiny: kb.KnowledgeBase, facets: dict[str, str], told: str
) -> None:
    """A wish that nothing could ever fit is a mistake, and the error says what is possible."""
    with pytest.raises(QueryError) as caught:
        select(tiny.tables, facets=facets)

    assert told == str(caught.value)
