"""Write amounts as people do: one thing, two things, from low to high."""

__all__ = ["amount", "part", "span"]


def amount(number: float | str, one: str, many: str = "") -> str:
    """Return a number, or a span in words, with its noun; `many` is for what takes no plain "s".

    >>> amount(1, "remedy", "remedies"), amount(0, "issue"), amount("0.5 to 1", "day")
    ('1 remedy', '0 issues', '0.5 to 1 days')
    """
    told = number if isinstance(number, str) else f"{number:.10g}"
    return f"{told} {one if told == '1' else many or f'{one}s'}"


def part(n: int, of: int | None, unit: str) -> str:
    """Return how many of how many were counted; the unit is a plural, and the whole may be unknown.

    >>> part(17, 28, "firms"), part(3, None, "firms"), part(1, None, "firms")
    ('17 of 28 firms', '3 firms', '1 of the firms')
    """
    whole = f" of {of}" if of else " of the" if n == 1 and unit else ""
    return f"{n}{whole} {unit}".strip()


def span(low: float, high: float) -> str:
    """Return a range in words, and equal ends as one figure.

    >>> span(0.25, 1), span(2, 2)
    ('0.25 to 1', '2')
    """
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
