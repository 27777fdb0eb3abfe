"""Charts of a study: the figures are drawn to scale, names stay text."""

import xml.etree.ElementTree as ET

import pytest

from kb.render.likert import likert_chart
from kb.render.saturation_chart import saturation_chart
from kb.study.answers import Answers, Respondent
from kb.study.saturation import Step
from kb.study.scoring import Score, score

NAME = "A <b> & 'c'"
SVG = "{http://www.w3.org/2000/svg}"


def scored(*points: int) -> Score:
    """Return the score of one question, and of another that hardly anybody answered."""
    people = [Respondent("", None, {"x": point}) for point in points]
    people[0] = people[0]._replace(points={"x": points[0], "y": 5})
    titles = {"x": NAME, "y": "Rare"}
    return score(Answers(("x", "y"), tuple(people)), titles)


@pytest.mark.security(19)
def test_likert_chart_tells_its_figures_as_text() -> None:
    """Who does not see the bars reads them, and too few answers are not drawn."""
    root = ET.fromstring(likert_chart(scored(1, 3, 3, 4, 5)))  # noqa: S314 - our own

    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert [NAME, "n = 5, mean 3.20", "Rare"] == [
        text for text in texts if text in (NAME, "Rare") or str(text).startswith("n =")
    ]
    assert "too few answers to show" in texts
    assert (
        f"{NAME}: never 1, rarely 0, sometimes 2, often 1, always 1; Rare: too few answers to show"
    ) == root.findtext(f"{SVG}desc")


def test_likert_bars_meet_in_the_middle_of_the_scale() -> None:
    """The bars join, their widths are the shares, and half of the middle point is on each side."""
    root = ET.fromstring(likert_chart(scored(1, 3, 3, 4, 5)))  # noqa: S314 - our own
    bars = [one for one in root.iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None]
    axis = float(root.findall(f"{SVG}path")[0].attrib["d"].split()[0][1:])

    spans = [(float(one.attrib["x"]), float(one.attrib["width"])) for one in bars]
    ends = [x + width for x, width in spans]
    assert [x for x, _ in spans[1:]] == pytest.approx(ends[:-1])
    assert [1, 2, 1, 1] == pytest.approx([width / spans[0][1] for _, width in spans])
    assert axis == pytest.approx(spans[1][0] + spans[1][1] / 2)


@pytest.mark.security(19)
def test_saturation_chart_is_to_scale() -> None:
    """The height of a bar is the number of new codes; names of interviews are text."""
    root = ET.fromstring(saturation_chart((Step("<P1>", 3, 3, 3), Step("P2", 2, 1, 4))))  # noqa: S314 - our own
    bars = [one for one in root.iter(f"{SVG}rect") if one.find(f"{SVG}title") is not None]

    assert [3, 1] == [float(one.attrib["height"]) / 60 for one in bars]
    assert ["<P1>", "P2"] == [one.text for one in root.iter(f"{SVG}text")][-2:]
    assert "<P1>: 3 new, 3 so far; P2: 1 new, 4 so far" == root.findtext(f"{SVG}desc")


def test_saturation_without_codes_is_drawn() -> None:
    """Interviews in which nothing was coded are a line on the ground."""
    assert 'height="0"' in saturation_chart((Step("P1", 0, 0, 0),))
