"""Score answers on the scale from never to always: averages, shares, intervals, ranks, groups.

The interval of a mean is a percentile bootstrap: answers are drawn again with replacement, as many
as there are, `DRAWS` times, and the 2.5th and 97.5th percentile of the means are its ends. The
drawing starts from a fixed number, so the same answers give the same interval. A share has a Wilson
interval. Whoever is among fewer than `FEWEST` is not shown, see `visible`.
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from statistics import fmean, median
from typing import NamedTuple

from kb.diagnosis.prevalence import wilson
from kb.errors import QueryError
from kb.study.answers import Answers, Respondent
from kb.study.words import SCALE

__all__ = ["FEWEST", "Group", "QuestionScore", "Score", "Share", "Summary", "score", "visible"]

FEWEST = 5
"""A figure over fewer answers is withheld."""

DRAWS = 2000
_TAIL = 0.025
_BANDS = ((3, "under 3 years"), (6, "3 to 5 years"), (11, "6 to 10 years"))
_LONGEST_BAND = "over 10 years"


class Share(NamedTuple):
    """How many answers were in the two highest points, with a 95 % Wilson interval."""

    n: int
    share: float
    low: float
    high: float


class Summary(NamedTuple):
    """What can be said about enough answers; `low` and `high` bound the mean."""

    n: int
    counts: tuple[int, ...]
    mean: float
    low: float
    high: float
    median: float
    top: Share

    def to_dict(self) -> dict[str, object]:
        """Return the summary as JSON-ready data."""
        return {**self._asdict(), "counts": list(self.counts), "top": self.top._asdict()}


class QuestionScore(NamedTuple):
    """The answers on one issue; without a summary there were too few to show."""

    issue: str
    title: str
    rank: int | None
    summary: Summary | None
    cannot_answer: int
    missing: int

    def to_dict(self) -> dict[str, object]:
        """Return the score as JSON-ready data."""
        return {**self._asdict(), "summary": self.summary and self.summary.to_dict()}


class Group(NamedTuple):
    """The answers of one group on one issue; without figures it is too small to show."""

    by: str
    group: str
    issue: str
    n: int | None
    mean: float | None
    top_share: float | None


class Score(NamedTuple):
    """The scores of a questionnaire, highest mean first."""

    respondents: int
    left_out: int
    min_experience: float
    questions: tuple[QuestionScore, ...]
    groups: tuple[Group, ...]
    roles: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the scores as JSON-ready data; a small number of people left out is not told."""
        return {
            **self._asdict(),
            "left_out": None if 0 < self.left_out < FEWEST else self.left_out,
            "suppressed_below": FEWEST,
            "questions": [item.to_dict() for item in self.questions],
            "groups": [item._asdict() for item in self.groups],
            "roles": list(self.roles),
        }


def score(
    answers: Answers, titles: Mapping[str, str], *, min_experience: float = 0, seed: int = 0
) -> Score:
    """Return the scores of those with enough experience.

    Args:
        answers: what everybody said.
        titles: titles of the issues by id.
        min_experience: years that somebody must have; with more than 0, who does not tell is left out.
        seed: where the drawing of the bootstrap starts.

    Raises:
        QueryError: fewer than `FEWEST` people are left.
    """
    kept = [one for one in answers.respondents if (one.experience or 0) >= min_experience]
    if len(kept) < FEWEST:
        what = f"fewer than {FEWEST} respondents are left, too few to hide who said what"
        msg = f"{what}; gather more answers, or lower --min-experience"
        raise QueryError(msg)
    found = [_question(issue, titles[issue], kept, seed) for issue in answers.issues]
    roles = {role: len([one for one in kept if one.role == role]) for role in _used(kept)}
    return Score(
        len(kept),
        len(answers.respondents) - len(kept),
        min_experience,
        _ranked(found),
        tuple(_groups(kept, answers.issues)),
        tuple(sorted(role for role, n in roles.items() if n >= FEWEST and role != "other")),
    )


def _used(respondents: Iterable[Respondent]) -> set[str]:
    return {one.role for one in respondents if one.role}


def _question(issue: str, title: str, kept: Sequence[Respondent], seed: int) -> QuestionScore:
    said = [one.points.get(issue) for one in kept]
    points = [point for point in said if point]
    rng = Random(f"{seed}/{issue}")  # noqa: S311 - a bootstrap, no secret
    summary = _summary(points, rng) if len(points) >= FEWEST else None
    return QuestionScore(issue, title, None, summary, said.count(0), said.count(None))


def _summary(points: Sequence[int], rng: Random) -> Summary:
    counts = tuple(points.count(point) for point in range(1, len(SCALE) + 1))
    means = sorted(fmean(rng.choices(points, k=len(points))) for _ in range(DRAWS))
    low, high = _quantile(means, _TAIL), _quantile(means, 1 - _TAIL)
    top = _share(points)
    return Summary(len(points), counts, fmean(points), low, high, float(median(points)), top)


def _share(points: Sequence[int]) -> Share:
    n = sum(point >= len(SCALE) - 1 for point in points)
    return Share(n, n / len(points), *wilson(n, len(points)))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile of ordered values, on the line between the two nearest."""
    place = share * (len(ordered) - 1)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])


def _ranked(found: Iterable[QuestionScore]) -> tuple[QuestionScore, ...]:
    """Return questions by their mean; equal means share the better rank, the next one is left free."""
    ordered = sorted(
        found, key=lambda item: (-round(item.summary.mean, 9) if item.summary else 0, item.issue)
    )
    means = [round(item.summary.mean, 9) for item in ordered if item.summary]
    return tuple(
        item._replace(rank=means.index(round(item.summary.mean, 9)) + 1) if item.summary else item
        for item in ordered
    )


def _groups(kept: Sequence[Respondent], issues: Iterable[str]) -> Iterable[Group]:
    by_role = [one.role or "not said" for one in kept]
    by_experience = [_band(one.experience) for one in kept]
    for issue in issues:
        for by, labels in (("role", by_role), ("experience", by_experience)):
            points: dict[str, list[int]] = {}
            for label, one in zip(labels, kept, strict=True):
                point = one.points.get(issue)
                if point:
                    points.setdefault(label, []).append(point)
            shown = visible({label: len(found) for label, found in points.items()})
            for label, found in sorted(points.items()):
                if label in shown:
                    told = len(found), fmean(found), _share(found).share
                    yield Group(by, label, issue, *told)
                else:
                    yield Group(by, label, issue, None, None, None)


def visible(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups that may be shown.

    A group of fewer than `FEWEST` is hidden. When the hidden ones together are as few, the total
    minus what is shown would give them away, so the smallest other group is hidden, too.

    >>> sorted(visible({"a": 9, "b": 6, "c": 2}))
    ['a']
    """
    ordered = sorted(sizes, key=lambda label: (sizes[label], label))
    hidden = [label for label in ordered if sizes[label] < FEWEST]
    rest = [label for label in ordered if sizes[label] >= FEWEST]
    while rest and hidden and sum(sizes[label] for label in hidden) < FEWEST:
        hidden.append(rest.pop(0))
    return frozenset(rest)


def _band(years: float | None) -> str:
    if years is None:
        return "not said"
    return next((name for below, name in _BANDS if years < below), _LONGEST_BAND)
