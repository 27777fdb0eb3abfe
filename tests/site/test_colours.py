"""Our own colours, computed from the style sheet alone."""

import colorsys
import re

import pytest

from tests.site.building import ROOT

STYLES = (ROOT / "site_overrides/theme/assets/kb/kb.css").read_text(encoding="utf-8")

Colour = tuple[float, float, float]

PAGE: dict[str, Colour] = {
    "default": (1.0, 1.0, 1.0),
    "slate": colorsys.hls_to_rgb(195 / 360, 0.14, 0.15),  # the theme's hsl(hue, 15 %, 14 %)
}
NOT_FOR_TEXT = {"--kb-line", "--kb-panel"}
NEEDED = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size."""


def _properties(scheme: str) -> dict[str, str]:
    """Return the custom properties of a colour scheme, those of the first one below."""
    blocks = [
        r':root,\n\[data-md-color-scheme="default"\]',
        rf'\n\[data-md-color-scheme="{scheme}"\]',
    ]
    found: dict[str, str] = {}
    for selector in blocks:
        body = re.search(selector + r" \{(.*?)\n\}", STYLES, re.DOTALL)
        assert body is not None, selector
        found |= dict(re.findall(r"(--[\w-]+): (#\w+);", body[1]))
    return found


def _over(text: str, below: Colour = (0.0, 0.0, 0.0)) -> Colour:
    """Return a colour written as #rrggbb or #rrggbbaa, as it looks over another one."""
    red, green, blue, *rest = (int(pair, 16) / 255 for pair in re.findall("..", text[1:]))
    share = rest[0] if rest else 1.0
    top = (red, green, blue)
    return tuple(share * a + (1 - share) * b for a, b in zip(top, below, strict=True))  # type: ignore[return-value]


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", PAGE)
def test_text_colours_stand_out_from_page_and_panel(scheme: str) -> None:
    """Each colour of ours that is used for text can be read on both of its grounds."""
    colours = _properties(scheme)
    grounds = {"page": PAGE[scheme], "panel": _over(colours["--kb-panel"])}
    inks = [name for name in colours if name.startswith("--kb-") and name not in NOT_FOR_TEXT]

    faint = {
        (ink, name): round(ratio, 2)
        for ink in (*inks, "--md-typeset-a-color", "--md-accent-fg-color")
        for name, ground in grounds.items()
        if (ratio := _contrast(_over(colours[ink]), ground)) < NEEDED
    }

    assert {} == faint


@pytest.mark.parametrize("scheme", PAGE)
def test_header_and_its_box_can_be_read(scheme: str) -> None:
    """The name of the site, and the words in the empty box, stand out from the header."""
    header = _over(_properties(scheme)["--md-primary-fg-color"])
    box = _over("#ffffff1f", header)

    ratios = [_contrast((1.0, 1.0, 1.0), header), _contrast(_over("#ffffffd0", box), box)]

    assert [] == [ratio for ratio in ratios if ratio < NEEDED]


def test_both_schemes_define_the_same_colours() -> None:
    """A colour that only one scheme had would be wrong in the other."""
    light, dark = (
        set(re.findall(r"--kb-[\w-]+(?=: #)", STYLES.split(start)[1].split("\n}")[0]))
        for start in ('"default"] {', '"slate"] {')
    )

    assert light == dark != set()
