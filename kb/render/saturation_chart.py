"""New codes per interview as bars, all codes so far as a line; plain SVG."""

from collections.abc import Iterator, Sequence
from html import escape

from kb.study.saturation import Step

__all__ = ["saturation_chart"]

_LEFT, _TOP, _HIGH, _STEP = 50, 40, 240, 34
_FOOT = _TOP + _HIGH


def saturation_chart(steps: Sequence[Step]) -> str:
    """Return the chart."""
    width, height = _LEFT + _STEP * len(steps) + 150, _FOOT + 90
    most = max(steps[-1].total, 1)
    told = "; ".join(f"{one.interview}: {one.new} new, {one.total} so far" for one in steps)
    places = [
        (_LEFT + _STEP * (number + 0.5), _FOOT - one.total / most * _HIGH)
        for number, one in enumerate(steps)
    ]
    line = "L".join(f"{x:g} {y:g}" for x, y in places)
    lines = (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            ' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#1f2937">'
        ),
        "<title>New codes per interview</title>",
        f"<desc>{escape(told)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22">New codes per interview (bars), all codes so far (line)</text>',
        f'<text x="{_LEFT - 8}" y="{_TOP + 4}" text-anchor="end">{most}</text>',
        f'<text x="{_LEFT - 8}" y="{_FOOT}" text-anchor="end">0</text>',
        *(part for number, one in enumerate(steps) for part in _bar(number, one, most)),
        f'<path d="M{_LEFT} {_FOOT}H{_LEFT + _STEP * len(steps)}" stroke="#1f2937"/>',
        f'<path d="M{line}" fill="none" stroke="#a6611a" stroke-width="2"/>',
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _bar(number: int, step: Step, most: int) -> Iterator[str]:
    x = _LEFT + _STEP * number
    high = step.new / most * _HIGH
    box = f'x="{x + 6:g}" y="{_FOOT - high:g}" width="{_STEP - 12}" height="{high:g}"'
    yield f'<rect {box} fill="#018571"><title>{step.new} new</title></rect>'
    place = f"translate({x + 14:g} {_FOOT + 14:g}) rotate(35)"
    yield f'<text transform="{place}">{escape(step.interview[:20])}</text>'
