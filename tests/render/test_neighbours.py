"""What leads to an entry and what follows from it, in columns."""

import pytest

from kb.graph.kinds import Kind
from kb.render.neighbours import before_and_after, what_follows
from kb.render.site import Site
from kb.render.views import Diagram
from tests.render.geometry import misplaced
from tests.small_tables import link, row, small_tables

LONG = "A title of eighty characters, which is as long as any title of an entry may be.."


def _issues(before: int, after: int, *, both_ways: bool = False) -> Site:
    """Return an issue x with so many others before and after it."""
    names = [f"before-{n}" for n in range(before)], [f"after-{n}" for n in range(after)]
    rows = [row("x", title=LONG), *(row(name, title=LONG) for name in (*names[0], *names[1]))]
    links = [link(name, "precedes", "x", likelihood="likely") for name in names[0]]
    links += [link("x", "precedes", name, likelihood="rare") for name in names[1]]
    if both_ways:
        links += [link("x", "precedes", name, likelihood="possible") for name in names[0]]
    return Site(small_tables(rows, links))


def _cause(issues: int, harms: int) -> Site:
    """Return a root cause x of so many issues, the first of which leads to every harm."""
    rows = [row("x", Kind.ROOT_CAUSE)]
    rows += [row(f"issue-{n}", title=LONG) for n in range(issues)]
    rows += [row(f"harm-{n}", Kind.CONSEQUENCE, title=LONG) for n in range(harms)]
    links = [link(f"issue-{n}", "caused_by", "x", strength="main") for n in range(issues)]
    links += [
        link(f"issue-{n}", "leads_to", f"harm-{m}", likelihood="likely")
        for n in range(issues)
        for m in range(harms)
        if n <= m
    ]
    return Site(small_tables(rows, links))


def _ids(diagram: Diagram | None) -> list[list[str]]:
    return [[item.id for item in stage.items] for stage in diagram.stages] if diagram else []


class TestBeforeAndAfter:
    """The neighbours of an issue in time."""

    @pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 1), (1, 0)])
    def test_little_is_left_to_the_lists(self, before: int, after: int) -> None:
        """One neighbour needs no picture."""
        assert before_and_after(_issues(before, after), "x") is None

    @pytest.mark.parametrize(
        ("before", "after", "ids"),
        [
            pytest.param(1, 1, [["before-0"], ["x"], ["after-0"]], id="both"),
            pytest.param(0, 2, [["x"], ["after-0", "after-1"]], id="only-after"),
            pytest.param(2, 0, [["before-0", "before-1"], ["x"]], id="only-before"),
        ],
    )
    def test_stages_are_in_order(self, before: int, after: int, ids: list[list[str]]) -> None:
        """What comes before stands left of the issue, what comes after on its right."""
        assert ids == _ids(before_and_after(_issues(before, after), "x"))

    def test_issue_on_both_sides_is_drawn_twice(self) -> None:
        """Two issues that bring each other about make a loop, which is no reason to fail."""
        diagram = before_and_after(_issues(1, 0, both_ways=True), "x")

        assert [["before-0"], ["x"], ["before-0"]] == _ids(diagram)

    @pytest.mark.parametrize(("before", "after"), [(1, 1), (20, 0), (0, 20), (20, 3)])
    def test_nothing_collides(self, before: int, after: int) -> None:
        """However many neighbours, at most six a side are drawn, each in its place."""
        diagram = before_and_after(_issues(before, after), "x")

        assert diagram is not None
        assert ([], True) == (
            misplaced(diagram.picture),
            all(len(stage.items) <= 6 for stage in diagram.stages),
        )


class TestWhatFollows:
    """The issues of a root cause and what they lead to."""

    def test_cause_without_issues_has_no_picture(self) -> None:
        """Nothing follows, nothing is drawn."""
        assert what_follows(_cause(0, 0), "x") is None

    def test_consequence_of_several_issues_stands_once(self) -> None:
        """Lines of two issues meet in one box; what most issues lead to comes first."""
        diagram = what_follows(_cause(2, 2), "x")

        assert [["x"], ["issue-0", "issue-1"], ["harm-1", "harm-0"]] == _ids(diagram)

    def test_every_line_ends_in_a_box(self) -> None:
        """There is one tip per line, and a line only for what is shown."""
        diagram = what_follows(_cause(9, 9), "x")

        assert diagram is not None
        tips = next(stroke for stroke in diagram.picture.strokes if stroke.style == "tip")
        assert (6 + 33, [6, 6]) == (
            tips.path.count("Z"),
            [len(stage.items) for stage in diagram.stages[1:]],
        )
        assert [] == misplaced(diagram.picture)
