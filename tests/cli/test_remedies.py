"""`kb remedies` as text."""

from collections.abc import Callable

from tests.catalog_copy import CatalogCopy
from tests.command_line import Run

Golden = Callable[[str, str], None]


def test_remedies_are_listed_with_price_and_proof(run: Run, golden: Golden) -> None:
    """The page for an issue reads as it should, down to what was left out."""
    answer = run("remedies", "noisy-labels", "--protect", "efficiency")

    assert (0, "") == (answer.code, answer.err)
    golden("cli/remedies.txt", answer.out)


def test_remedy_of_a_cause_names_the_cause(run: Run) -> None:
    """What acts on a root cause says so; what acts on the issue itself needs no word."""
    out = run("remedies", "stale-features").out

    assert 1 == out.count("Acts on: ")
    assert "   Acts on: Nobody owns the data (no-data-owner)\n" in out


def test_nothing_left_out_has_no_heading(run: Run) -> None:
    """Where no remedy was excluded there is nothing to list."""
    assert "Left out" not in run("remedies", "stale-weather-feed").out


def test_one_remedy_is_singular(run: Run) -> None:
    """The count is a phrase that people would write."""
    out = run("remedies", "noisy-labels", "--effect", "corrects").out

    assert out.startswith("Noisy labels: 1 remedy\n")


def test_wishes_that_nothing_fits_are_explained(run: Run) -> None:
    """An empty list is an answer, with advice on stderr."""
    answer = run("remedies", "noisy-labels", "--max-effort", "0")

    assert 0 == answer.code
    assert answer.out.startswith("Noisy labels: 0 remedies\n")
    assert "Nothing fits these wishes; drop one of the options.\n" == answer.err


def test_remedy_without_proof_has_no_empty_line(run: Run, tiny_copy: CatalogCopy) -> None:
    """A stub that does not say how it is verified is listed without a blank promise."""
    tiny_copy.write(
        "mitigations/relabel-sample.yaml",
        "id: relabel-sample\ntitle: Relabel\nsummary: Again.\nstatus: stub\nadded: 2026-01-15\n",
    )

    out = run(
        *("--catalog", str(tiny_copy.root), "remedies", "noisy-labels", "--effect", "corrects")
    ).out

    assert "Relabel  relabel-sample" in out
    assert "It works when" not in out
