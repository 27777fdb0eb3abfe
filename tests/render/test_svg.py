"""Measured text and the parts of pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.render.drawing import Line, Stroke
from kb.render.svg import SMALL, bar, card, curve, note, ports, stacked, taller, text_width, wrap
from kb.render.views import Chip

TITLES = st.text(min_size=1, max_size=80).filter(str.strip)


class TestText:
    """Lines of text that are sure to fit."""

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            pytest.param("Label noise", ("Label noise",), id="fits"),
            pytest.param("Labels from weak signals", ("Labels from", "weak signals"), id="words"),
            pytest.param("train-serve-skew now", ("train-serve-", "skew now"), id="hyphens"),
            pytest.param("internationalisation", ("internationali", "sation"), id="long-word"),
            pytest.param("  two   spaces ", ("two spaces",), id="spaces"),
            pytest.param("a - b -- c", ("a - b -- c",), id="dashes"),
            pytest.param("模型质量问题", ("模型质量问", "题"), id="wide-letters"),
            pytest.param("", (), id="nothing"),
        ],
    )
    def test_text_is_broken_where_it_may(self, text: str, lines: tuple[str, ...]) -> None:
        """Lines break between words and after hyphens, inside a word only if it must be."""
        wrapped = wrap(text, 80)

        assert lines == wrapped

    @given(TITLES, st.integers(min_value=20, max_value=240))
    def test_every_line_fits_and_no_letter_is_lost(self, text: str, width: int) -> None:
        """Whatever the title, its lines are no wider than asked for and hold all of it."""
        lines = wrap(text, width)

        assert all(text_width(line) <= width for line in lines)
        assert "".join(text.split()) == "".join("".join(lines).split())

    def test_wide_letters_measure_more(self) -> None:
        """Letters are measured one by one, not counted."""
        widths = [text_width(text, SMALL) for text in ("illi", "anna", "MWMW", "数据数据")]

        assert sorted(widths) == widths


class TestBoxes:
    """Boxes as high as their text."""

    def test_card_holds_a_label_above_its_title(self) -> None:
        """The label is small and first; each line of the title stands below."""
        box = card(
            Chip("Labels from weak signals", href="x/"), 5, 96, style="issue", label="likely"
        )

        label, *title = box.lines
        assert (Line(17, "likely", "label"), ["Labels from", "weak signals"]) == (
            label,
            [line.text for line in title],
        )
        assert (5, 96, "x/", 62) == (box.x, box.width, box.href, box.height)

    def test_long_note_is_wrapped(self) -> None:
        """A heading from a vocabulary may be long; it stays in its column."""
        box = note(Chip("Preparation of data"), 0, 80)

        assert (["Preparation", "of data"], 34) == ([line.text for line in box.lines], box.height)

    def test_boxes_are_stacked_without_touching(self) -> None:
        """Each box starts where the last one ended, and a gap."""
        boxes = stacked([note(Chip(text), 0, 90) for text in "abc"], 7, gap=4)

        assert [7, 31, 55] == [box.y for box in boxes]

    @pytest.mark.parametrize(("height", "shift"), [(100, 34), (10, 0)])
    def test_taller_box_keeps_its_text_in_the_middle(self, height: float, shift: float) -> None:
        """What is added is added above and below; a box never shrinks."""
        box = card(Chip("a"), 0, 90, style="issue")

        grown = taller(box, height)

        assert (box.lines[0].y + shift, max(box.height, height)) == (
            grown.lines[0].y,
            grown.height,
        )

    def test_doors_lie_around_the_middle(self) -> None:
        """Lines meet a box evenly, one alone in its middle."""
        doors = [ports(count, 50) for count in range(4)]

        assert [(), (50.0,), (44.5, 55.5), (39.0, 50.0, 61.0)] == doors


class TestStrokes:
    """Lines between boxes."""

    @pytest.mark.parametrize(
        ("end", "path"),
        [
            pytest.param((40.0, 5.0), "M0 5H40", id="level"),
            pytest.param((40.0, 25.0), "M0 5C20 5 20 25 40 25", id="down"),
        ],
    )
    def test_line_leaves_and_arrives_level(self, end: tuple[float, float], path: str) -> None:
        """A line is straight if it can be, else an S."""
        stroke = curve((0, 5), end, "weak")

        assert Stroke(path, "weak") == stroke

    def test_bar_stands_at_the_left_edge(self) -> None:
        """A barrier is crossed at its left edge."""
        box = card(Chip("a"), 12, 90, style="any")._replace(y=100)

        assert Stroke("M12 105V127", "bar-strong") == bar(box, "strong")
