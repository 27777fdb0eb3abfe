"""`kb diagnose` as text."""

import kb
from tests.catalog_copy import CatalogCopy
from tests.command_line import Run


def headings(text: str) -> list[str]:
    """Return the lines that stand alone at the margin."""
    return [line for line in text.splitlines() if line and not line.startswith(" ")]


def test_answer_goes_from_suspects_to_remedies(run: Run) -> None:
    """The reader meets suspects, the next question, checks and remedies, in this order."""
    answer = run("diagnose", "rainy day", "--symptom", "feature-timestamps-lag")

    assert (0, "") == (answer.code, answer.err)
    assert [
        "Probably",
        "Look at this first",
        "How to confirm",
        "What to do about stale weather feed",
        "More: kb show stale-weather-feed  ·  kb remedies stale-weather-feed",
    ] == headings(answer.out)


def test_suspect_comes_with_score_and_reasons(run: Run, tiny: kb.KnowledgeBase) -> None:
    """Each suspect shows its level, its bits and what they are made of."""
    answer = run("diagnose", "--symptom", "feature-timestamps-lag")

    top = tiny.diagnose(symptoms=["feature-timestamps-lag"]).suspects[0]
    assert f"  1. Stale weather feed  stale-weather-feed  {top.level}, {top.score:.1f} bits" in (
        answer.out.splitlines()
    )
    assert f"     +{top.reasons[0].bits:.1f}  Feature timestamps lag behind" not in answer.out
    assert f"+{top.reasons[0].bits:.1f} Feature timestamps lag behind" in answer.out


def test_reason_that_hardly_counts_is_left_out(run: Run, tiny: kb.KnowledgeBase) -> None:
    """One known word among hundreds of others would be printed as 0.0 bits."""
    text = " ".join(["pictures", *(f"q{number}zx" for number in range(900))])
    found = tiny.diagnose(text, symptoms=["annotators-disagree"])
    assert 0 < found.suspects[0].reasons[1].bits < 0.05

    out = run("diagnose", text, "--symptom", "annotators-disagree").out

    assert "0.0" not in out


def test_only_the_first_suspect_is_summed_up(run: Run) -> None:
    """The summary of the most likely issue is enough to start with."""
    out = run("diagnose", "--symptom", "confident-errors").out

    assert "Part of the labels in the training data are wrong." in out
    assert "The model is served feature values" not in out


def test_question_tells_what_each_answer_means(run: Run) -> None:
    """The next question names its id, and for each answer the suspects that it raises."""
    lines = run("diagnose", "--symptom", "confident-errors").out.splitlines()

    start = lines.index("Look at this first")
    assert [
        "  Annotators disagree (annotators-disagree)",
        "      yes: noisy-labels",
        "      no: stale-features",
    ] == lines[start + 1 : start + 4]


def test_answer_that_raises_nobody_says_so(run: Run) -> None:
    """An answer that clears the suspects is no blank."""
    out = run("diagnose", "--symptom", "feature-timestamps-lag").out

    assert "no: speaks for none of them" in out


def test_check_tells_minutes_and_outcome(run: Run) -> None:
    """A check is listed with its price and with what to look for."""
    lines = run("diagnose", "--symptom", "annotators-disagree").out.splitlines()

    start = lines.index("How to confirm")
    assert [
        "  Label twice  label-twice, 90 min",
        "      points to noisy-labels if: Five or more of fifty pairs differ.",
    ] == lines[start + 1 : start + 3]


def test_single_suspect_leaves_nothing_to_ask(run: Run) -> None:
    """Where one suspect stands alone there is no question."""
    out = run("diagnose", "--symptom", "annotators-disagree").out

    assert "Look at this first" not in out


def test_parts_that_are_empty_are_left_out(run: Run, tiny_copy: CatalogCopy) -> None:
    """An issue without checks and mitigations has no empty headings."""
    issue = "issues/noisy-labels.yaml"
    text = (tiny_copy.root / issue).read_text(encoding="utf-8")
    before, _, rest = text.partition("root_causes:\n")
    links = "symptoms:\n" + rest.partition("symptoms:\n")[2].partition("consequences:\n")[0]
    tiny_copy.write(issue, f"{before}{links}status: stub\nadded: 2026-01-15\n")

    answer = run(
        *("--catalog", str(tiny_copy.root), "diagnose", "--symptom", "annotators-disagree")
    )

    assert [
        "Probably",
        "More: kb show noisy-labels  ·  kb remedies noisy-labels",
    ] == headings(answer.out)


def test_check_of_unknown_length_has_no_minutes(run: Run, tiny_copy: CatalogCopy) -> None:
    """What the catalog does not know is not printed as zero."""
    tiny_copy.replace("checks/label-twice.yaml", "minutes: 90\n", "")
    tiny_copy.replace("checks/label-twice.yaml", "status: complete", "status: stub")

    out = run("--catalog", str(tiny_copy.root), "diagnose", "--symptom", "annotators-disagree").out

    assert "  Label twice  label-twice\n" in out


def test_acronym_in_a_title_keeps_its_capitals(run: Run, tiny_copy: CatalogCopy) -> None:
    """A heading that goes on with a title does not spoil it."""
    tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", "title: AI labels")

    out = run("--catalog", str(tiny_copy.root), "diagnose", "--symptom", "annotators-disagree").out

    assert "What to do about AI labels" in out


def test_nothing_that_stands_out_is_said(run: Run) -> None:
    """A description of something else is answered with advice, entries and the weak guess."""
    answer = run("diagnose", "best pizza in town has labels")

    assert 0 == answer.code
    assert [
        "Nothing in the catalog stands out for this description.",
        "Add what you see, where you see it and since when.",
        "Perhaps one of these is close",
    ] == headings(answer.out)[:3]
    assert "Best guess, too weak to rely on: noisy-labels" in answer.out


def test_abstaining_lists_only_what_a_problem_can_be_recognised_in(run: Run) -> None:
    """Sources and mitigations are no description of a problem."""
    out = run("diagnose", "survey of respondents with an article").out

    assert "tester2020" not in out


def test_nothing_at_all_is_said_in_two_lines(run: Run) -> None:
    """Words that the catalog does not know leave nothing to list."""
    answer = run("diagnose", "qxz")

    assert 2 == len(answer.out.splitlines())
