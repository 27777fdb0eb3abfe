"""What is wrong with a picture: boxes on boxes, text outside its box, anything off the paper."""

from itertools import combinations

from kb.render.drawing import Box, Picture
from kb.render.svg import PAD, SIZE, SMALL, text_width

__all__ = ["misplaced"]


def misplaced(picture: Picture) -> list[str]:
    """Return every fault of a picture in words; a good one has none."""
    pairs = combinations(picture.boxes, 2)
    return [
        *(f"{_name(a)} on {_name(b)}" for a, b in pairs if _overlap(a, b)),
        *(f"text of {_name(box)} sticks out" for box in picture.boxes if not _holds_its_text(box)),
        *(f"{_name(box)} off the paper" for box in picture.boxes if not _on(picture, box)),
    ]


def _name(box: Box) -> str:
    return f"{box.style} {' '.join(line.text for line in box.lines)!r}"


def _overlap(one: Box, other: Box) -> bool:
    aside = one.right <= other.x or other.right <= one.x
    return not (aside or one.bottom <= other.y or other.bottom <= one.y)


def _holds_its_text(box: Box) -> bool:
    sizes = [SMALL if line.style == "label" else SIZE for line in box.lines]
    widths = [text_width(line.text, size) for line, size in zip(box.lines, sizes, strict=True)]
    inside = [SMALL - 2 <= line.y <= box.height - 3 for line in box.lines]
    return all(inside) and max(widths, default=0) <= box.width - 2 * PAD


def _on(picture: Picture, box: Box) -> bool:
    return box.x >= 0 <= box.y and box.right <= picture.width and box.bottom <= picture.height
