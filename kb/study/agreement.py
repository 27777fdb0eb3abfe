"""How far coders agree: Cohen's kappa for two, Krippendorff's alpha for any number, and what is open.

Per code the question is whether a segment has it. Overall, when every coder gave every segment one
code, the codes themselves are compared; otherwise the answers to all these questions together.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.errors import QueryError
from kb.study.codings import DETAILS, OF_CODE, OF_SEGMENT, Coded
from kb.study.words import folded

__all__ = ["Agreement", "CodeAgreement", "Disagreement", "agree", "alpha", "kappa", "merged"]

_PAIR = 2


class CodeAgreement(NamedTuple):
    """Figures on one code; None where one side never varies, so that they are not defined."""

    code: str
    given: tuple[int, ...]
    share: float
    kappa: float | None
    alpha: float | None


class Disagreement(NamedTuple):
    """A code that some coders gave to a segment and others did not."""

    segment: str
    code: str
    given_by: tuple[str, ...]
    not_by: tuple[str, ...]


class Agreement(NamedTuple):
    """Figures overall and per code, and what a moderator has to decide."""

    coders: tuple[str, ...]
    segments: int
    one_code_each: bool
    overall: CodeAgreement
    codes: tuple[CodeAgreement, ...]
    disagreements: tuple[Disagreement, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the agreement as JSON-ready data."""
        return {
            **self._asdict(),
            "overall": self.overall._asdict(),
            "codes": [code._asdict() for code in self.codes],
            "disagreements": [item._asdict() for item in self.disagreements],
        }


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float | None:
    """Return Cohen's kappa of two coders (Cohen 1960), or None if chance alone explains all.

    >>> kappa("aabb", "aaba")
    0.5
    """
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    counts, others = Counter(one), Counter(other)
    expected = sum(counts[value] * others[value] for value in counts) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(ratings: Sequence[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha of nominal values, a row per coder; None if all are the same.

    Raises:
        QueryError: the extra that computes it is not installed.
    """
    try:
        import krippendorff
    except ImportError:
        msg = "Krippendorff's alpha needs the extra study: pip install 'ml-quality-kb[study]'"
        raise QueryError(msg) from None
    values = list(dict.fromkeys(value for row in ratings for value in row))
    if len(values) < _PAIR:
        return None
    coded = [[values.index(value) for value in row] for row in ratings]
    return float(krippendorff.alpha(coded, level_of_measurement="nominal"))


def agree(files: Sequence[Coded]) -> Agreement:
    """Return how far the coders of the same segments agree.

    Raises:
        QueryError: there is one coder only, or the coders cut the texts differently.
    """
    if len(files) < _PAIR:
        raise QueryError("one coder agrees with nobody; name the files of two or more")
    given = [_by_unit(coded) for coded in files]
    _refuse_other_segments(files, given)
    names = _spelling(files)
    units = tuple(given[0])
    if not names:
        raise QueryError("no coder gave any code; there is nothing to compare")
    tables = {code: [[code in codes[unit] for unit in units] for codes in given] for code in names}
    single = all(len(codes[unit]) == 1 for codes in given for unit in units)
    if single:
        overall: list[list[Hashable]] = [[min(codes[unit]) for unit in units] for codes in given]
    else:
        overall = [
            [said for rows in tables.values() for said in rows[n]] for n in range(len(given))
        ]
    coders = tuple(coded.table.name for coded in files)
    return Agreement(
        coders,
        len(units),
        single,
        _figures("overall", overall, ()),
        tuple(_figures(names[code], rows, tuple(map(sum, rows))) for code, rows in tables.items()),
        tuple(_disagreements(coders, units, names, tables)),
    )


def _by_unit(coded: Coded) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for coding in coded.codings:
        found.setdefault(coding.unit, set()).update(filter(None, [folded(coding.code)]))
    return found


def _refuse_other_segments(files: Sequence[Coded], given: Sequence[Mapping[str, object]]) -> None:
    for coded in files:
        for other, others in zip(files, given, strict=True):
            lacking = next((one for one in coded.codings if one.unit not in others), None)
            if lacking:
                what = f"segment {lacking.unit!r} is not in {other.table.name}"
                fix = (
                    "all coders need the same segments, those without a code in a row of their own"
                )
                msg = f"{coded.table.name}: row {lacking.row}, column 'segment': {what}; {fix}"
                raise QueryError(msg)


def _spelling(files: Sequence[Coded]) -> dict[str, str]:
    """Return how codes are written, in order, by their words alone."""
    found: dict[str, str] = {}
    for coded in files:
        for coding in coded.codings:
            if coding.code:
                found.setdefault(folded(coding.code), coding.code)
    return dict(sorted(found.items()))


def _figures(
    code: str, rows: Sequence[Sequence[Hashable]], given: tuple[int, ...]
) -> CodeAgreement:
    same = [len(set(said)) == 1 for said in zip(*rows, strict=True)]
    pair = kappa(*rows) if len(rows) == _PAIR else None
    return CodeAgreement(code, given, sum(same) / len(same), pair, alpha(rows))


def _disagreements(
    coders: Sequence[str],
    units: Sequence[str],
    names: Mapping[str, str],
    tables: Mapping[str, Sequence[Sequence[bool]]],
) -> Iterator[Disagreement]:
    for place, unit in enumerate(units):
        for code, rows in tables.items():
            said = {coder: row[place] for coder, row in zip(coders, rows, strict=True)}
            if len(set(said.values())) > 1:
                yes = tuple(coder for coder in coders if said[coder])
                no = tuple(coder for coder in coders if not said[coder])
                yield Disagreement(unit, names[code], yes, no)


def merged(files: Sequence[Coded]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows of one table of all codings; what not all gave is open."""
    names = _spelling(files)
    details = [name for name in DETAILS if any(name in coded.columns for coded in files)]
    told = _told(files)
    given = [{(one.unit, folded(one.code)): one for one in coded.codings} for coded in files]
    first = {key: one for codings in reversed(given) for key, one in codings.items()}
    with_code = {unit for unit, code in first if code}
    rows = []
    for (unit, code), coding in sorted(first.items(), key=lambda item: (item[0][0], item[0][1])):
        if code or unit not in with_code:
            n = sum((unit, code) in codings for codings in given)
            more = (told.get((unit, code, name), "") for name in details)
            decision = "agreed" if n == len(files) else "open"
            said = f"{n} of {len(files)}"
            rows.append((coding.segment, names.get(code, ""), *more, said, decision))
    return ("segment", "code", *details, "said by", "decision"), rows


def _told(files: Sequence[Coded]) -> dict[tuple[str, str, str], str]:
    """Return what is told by segment, code and detail; the first who says something counts.

    Where a segment is from holds for all its codes, and what a code means for all its segments.
    """
    found: dict[tuple[str, str, str], str] = {}
    of_unit: dict[tuple[str, str], str] = {}
    of_code: dict[tuple[str, str], str] = {}
    codings = [one for coded in files for one in coded.codings]
    for one in codings:
        for name, text in one.details.items():
            if text:
                found.setdefault((one.unit, folded(one.code), name), text)
                of_unit.setdefault((one.unit, name), text)
                of_code.setdefault((folded(one.code), name), text)
    for one in codings:
        code = folded(one.code)
        shared = {name: of_unit.get((one.unit, name)) for name in OF_SEGMENT}
        shared |= {name: of_code.get((code, name)) for name in OF_CODE if code}
        for name, said in shared.items():
            if said:
                found.setdefault((one.unit, code, name), said)
    return found
