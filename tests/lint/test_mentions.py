"""KB402: no bare @name."""

import pytest

from kb.errors import Location
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
SNIPPET = "mitigations/relabel-sample.yaml"


@pytest.mark.security(28)
@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("ask @jane about it", "@jane", id="in a sentence"),
        pytest.param("@jane knows", "@jane", id="at the beginning"),
        pytest.param("it was @jane", "@jane", id="at the end"),
        pytest.param("it was @jane.", "@jane", id="before a full stop"),
        pytest.param("(@jane-doe2)", "@jane-doe2", id="in brackets"),
        pytest.param("thanks,@jane!", "@jane", id="behind a comma"),
        pytest.param("@jane and @bob", "@jane", id="first of two"),
    ],
)
def test_mention_is_reported(tiny_copy: CatalogCopy, text: str, name: str) -> None:
    """A forge would send a message to whoever has that name."""
    tiny_copy.replace(ISSUE, "Schema and range tests pass", f"{text} Schema and range tests pass")

    [problem] = tiny_copy.problems()
    assert Location(ISSUE, 51, 13) == problem.where
    assert ("KB402", "why_missed") == (problem.code, problem.field)
    assert f"{name!r} reads as a mention of a person" == problem.what


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("write to jane@example.org", id="mail"),
        pytest.param("the `@property` decorator", id="code"),
        pytest.param("precision @ 10", id="at sign alone"),
        pytest.param("recall@10 and mAP@50", id="metric"),
        pytest.param("the @tf.function decorator", id="dotted decorator"),
        pytest.param("@1", id="one character"),
        pytest.param("https://example.org/@jane", id="address"),
    ],
)
def test_other_at_sign_is_left_alone(tiny_copy: CatalogCopy, text: str) -> None:
    """Addresses, decorators and metrics are no mentions."""
    tiny_copy.replace(ISSUE, "Schema and range tests pass", f"{text} Schema and range tests pass")

    assert () == tiny_copy.problems()


def test_snippet_may_have_decorators(tiny_copy: CatalogCopy) -> None:
    """Code is code."""
    tiny_copy.replace(SNIPPET, "    worst =", "    @cached\n    def worst(): ...\n    worst =")

    assert () == tiny_copy.problems()
