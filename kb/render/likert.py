"""Answers on a scale as bars that grow from the middle of the scale to both sides; plain SVG."""

from collections.abc import Iterator
from html import escape

from kb.graph.amounts import amount
from kb.render.svg import text_width, wrap
from kb.study.scoring import QuestionScore, Score, Summary
from kb.study.words import SCALE

__all__ = ["likert_chart"]

_COLOURS = ("#a6611a", "#dfc27d", "#d4d4d4", "#80cdc1", "#018571")
"""From one hue to the other, told apart also by who does not see red and green alike."""

_TITLES, _BARS, _SIDE = 230, 420, 170
_WIDTH, _ROW, _TOP = _TITLES + _BARS + _SIDE, 44, 56
_MIDDLE = _TITLES + _BARS / 2


def likert_chart(score: Score) -> str:
    """Return the chart; what has too few answers has a line that says so."""
    height = _TOP + _ROW * len(score.questions) + 30
    lines = (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
            ' font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#1f2937">'
        ),
        f"<title>How often {amount(score.respondents, 'respondent')} met each issue</title>",
        f"<desc>{escape('; '.join(_told(item) for item in score.questions))}</desc>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        *_legend(),
        *(
            line
            for number, item in enumerate(score.questions)
            for line in _row(item, _TOP + _ROW * number)
        ),
        *_axis(height),
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _told(item: QuestionScore) -> str:
    if item.summary is None:
        return f"{item.title}: too few answers to show"
    counts = zip(SCALE, item.summary.counts, strict=True)
    return f"{item.title}: {', '.join(f'{label} {n}' for label, n in counts)}"


def _legend() -> Iterator[str]:
    x = float(_TITLES)
    for label, colour in zip(SCALE, _COLOURS, strict=True):
        yield f'<rect x="{x:g}" y="14" width="14" height="14" fill="{colour}"/>'
        yield f'<text x="{x + 20:g}" y="26">{label}</text>'
        x += 20 + text_width(label) + 18


def _row(item: QuestionScore, y: float) -> Iterator[str]:
    titles = wrap(item.title, _TITLES - 16)[:2]
    for number, line in enumerate(titles):
        place = y + 22 + 15 * (number - (len(titles) - 1) / 2)
        yield f'<text x="{_TITLES - 10}" y="{place:g}" text-anchor="end">{escape(line)}</text>'
    if item.summary is None:
        yield f'<text x="{_MIDDLE + 8:g}" y="{y + 22:g}">too few answers to show</text>'
        return
    yield from _bars(item.summary, y)
    told = f"n = {item.summary.n}, mean {item.summary.mean:.2f}"
    yield f'<text x="{_TITLES + _BARS + 12}" y="{y + 22:g}">{told}</text>'


def _bars(summary: Summary, y: float) -> Iterator[str]:
    """Draw the points of the scale side by side, the middle of the third on the axis."""
    unit = _BARS / 2 / summary.n
    below = sum(summary.counts[:2]) + summary.counts[2] / 2
    x = _MIDDLE - below * unit
    for label, n, colour in zip(SCALE, summary.counts, _COLOURS, strict=True):
        if n:
            tip = f"<title>{label}: {n} of {summary.n}</title>"
            box = f'x="{x:.2f}" y="{y + 6:g}" width="{n * unit:.2f}" height="{_ROW - 18}"'
            yield f'<rect {box} fill="{colour}">{tip}</rect>'
        x += n * unit


def _axis(height: float) -> Iterator[str]:
    foot = height - 26
    yield f'<path d="M{_MIDDLE:g} {_TOP}V{foot:g}" stroke="#1f2937" stroke-dasharray="2 3"/>'
    for share in (-1, -0.5, 0, 0.5, 1):
        x = _MIDDLE + share * _BARS / 2
        yield f'<text x="{x:g}" y="{height - 10:g}" text-anchor="middle">{abs(share):.0%}</text>'
