"""From findings to bits: what words, symptoms, checks and the situation say about each issue.

All figures on this page are editor judgement, tuned on the tuning half of the benchmark.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.results import MatchedSymptom, Reason
from kb.diagnosis.strengths import absent_bits, present_bits
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Row
from kb.query.search import Match
from kb.query.text import stems
from kb.query.topics import VOCABULARY as TOPICS
from kb.query.topics import topic_id

__all__ = ["Evidence", "Findings"]

BITS_PER_POINT = 0.3
"""What a point of BM25 is worth: each is about a nat of log odds, far from independent."""

WORDS = 20
"""Words of a description at which each counts half: a long story repeats itself."""

SYMPTOMS_FROM_TEXT = 5
"""How many symptoms a description may bring in by itself."""

FULL_MATCH = 6.0
"""Bits of text at which a symptom counts as seen."""

MOST_CONFIDENT = 0.99
"""Only a ticked symptom is certain."""

FAINT = 0.3
"""A symptom match below this confidence is not evidence."""

SHARE = 0.15
"""How far a symptom counts that was read out of words which speak for issues directly as well."""

ENOUGH = 2.0
"""Bits of text from which words speak for an issue directly; below it symptoms count for more."""

NONE_OF_THESE = 1.5
"""Bits that `none of these` has without any words."""

TOPIC_WEIGHT = 0.85
"""How far a subject outside the catalog counts beside an issue that fits as well."""

BY_CHANCE = 3.5
CHANCE_STARTS = 1.0
"""Bits that the best issue gets from a very long text about anything, and what is taken off."""

CONTEXT_BITS = 0.5
"""What a fitting phase or data type adds, and a contradicting one takes."""

WORDS_SHOWN = 4
"""Words that a reason names at most."""


class Findings(NamedTuple):
    """What is known about a problem: words, symptoms seen and not seen, checks done, the situation."""

    text: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    context: tuple[tuple[str, str], ...] = ()
    """Facets with their terms, such as ("phase", "deployment")."""
    outcomes: tuple[tuple[str, str], ...] = ()
    """Checks that were done, each with the key of its outcome."""
    unknown: tuple[str, ...] = ()
    """Symptoms and checks that cannot be told."""


class _Bits(NamedTuple):
    """A contribution before it is put into words."""

    bits: float
    kind: str
    id: str


class Evidence:
    """The findings of one case, weighed against every issue."""

    def __init__(self, knowledge: Knowledge, findings: Findings) -> None:
        self.knowledge = knowledge
        self.findings = findings
        matches = knowledge.index.match(findings.text)
        self.damping = WORDS / (WORDS + len(set(stems(findings.text))))
        self._direct = {match.id: match for match in matches}
        self.seen = self._symptoms_seen(matches)
        best = max((self._text_bits(match.score) for match in self._of_issues()), default=0.0)
        self._share = 1 - (1 - SHARE) * min(1.0, best / ENOUGH)
        self._own = {row.id: tuple(self._bits(row)) for row in knowledge.issues}
        self._base = {id: sum(part.bits for part in parts) for id, parts in self._own.items()}
        self._all = {
            row.id: (*self._own[row.id], *self._handed(row.id)) for row in knowledge.issues
        }

    @cached_property
    def topic(self) -> tuple[str, float]:
        """Return the subject outside the catalog that fits the words best, and its bits."""
        terms = self.knowledge.tables.terms.get(TOPICS, ())
        fitting = [
            (self._text_bits(match.score), term["title"])
            for term in terms
            if (match := self._direct.get(topic_id(term["id"])))
        ]
        bits, title = max(fitting, default=(0.0, ""))
        return title, bits

    @property
    def none_of_these(self) -> float:
        """Return the bits that a suspect has to reach, or `none of these` is the better answer.

        The more words, the more of them are shared with some issue by chance.
        """
        by_chance = BY_CHANCE * (1 - self.damping) - CHANCE_STARTS
        return round(max(NONE_OF_THESE, TOPIC_WEIGHT * self.topic[1] + by_chance), 9)

    def score(self, issue: str) -> float:
        """Return the bits for an issue."""
        return round(sum(part.bits for part in self._all[issue]), 9)

    def reasons(self, issue: str) -> tuple[Reason, ...]:
        """Return the contributions to the score of an issue in words, the weightiest first."""
        reasons = [Reason(*part, self._words(issue, part)) for part in self._all[issue]]
        return tuple(
            sorted(reasons, key=lambda reason: (-abs(reason.bits), reason.kind, reason.id))
        )

    def _of_issues(self) -> Iterator[Match]:
        return (self._direct[row.id] for row in self.knowledge.issues if row.id in self._direct)

    def _symptoms_seen(self, matches: Sequence[Match]) -> tuple[MatchedSymptom, ...]:
        """Return the ticked symptoms and those read out of the words, with their confidence."""
        rows = self.knowledge.tables.rows
        ticked = {*self.findings.present, *self.findings.absent}
        found = [MatchedSymptom(id, rows[id].title, 1.0) for id in self.findings.present]
        read = [
            MatchedSymptom(match.id, rows[match.id].title, self._confidence(match))
            for match in takewhile(self._is_evidence, matches)  # the best come first
            if match.id in rows and rows[match.id].kind is Kind.SYMPTOM and match.id not in ticked
        ]
        ordered = sorted(read, key=lambda symptom: (-symptom.confidence, symptom.id))
        return (*found, *ordered[:SYMPTOMS_FROM_TEXT])

    def _is_evidence(self, match: Match) -> bool:
        return self._confidence(match) >= FAINT

    def _confidence(self, match: Match) -> float:
        return round(min(MOST_CONFIDENT, self._text_bits(match.score) / FULL_MATCH), 9)

    def _text_bits(self, points: float) -> float:
        return round(BITS_PER_POINT * points * self.damping, 9)

    def _bits(self, row: Row) -> Iterator[_Bits]:
        strengths = self.knowledge.symptoms[row.id]
        match = self._direct.get(row.id)
        text_bits = self._text_bits(match.score) if match else 0.0
        for symptom in self.seen:
            if symptom.id in strengths:
                weight = (
                    1.0 if symptom.id in self.findings.present else self._share * symptom.confidence
                )
                bits = present_bits(strengths[symptom.id]) * weight
                yield _Bits(round(bits, 9), "symptom", symptom.id)
        for id in self.findings.absent:
            if id in strengths:
                yield _Bits(round(absent_bits(strengths[id]), 9), "absent", id)
        for check, outcome in self.findings.outcomes:
            told = self.knowledge.outcomes[row.id].get(check)
            if told:
                bits = present_bits(told[outcome]) if outcome in told else _missed(told)
                yield _Bits(round(bits, 9), "check", check)
        if text_bits > 0:
            yield _Bits(text_bits, "text", "")
        for facet, term in self.findings.context:
            terms = row.facets.get(facet, ())
            if terms:
                fits = bool({term, "any"} & set(terms))
                yield _Bits(CONTEXT_BITS if fits else -CONTEXT_BITS, "context", term)

    def _handed(self, issue: str) -> Iterator[_Bits]:
        for target, relation, share in self.knowledge.upstream[issue]:
            bits = round(share * self._base[target], 9)
            if bits > 0:
                yield _Bits(bits, relation, target)

    def _words(self, issue: str, part: _Bits) -> str:
        rows = self.knowledge.tables.rows
        if part.kind in ("symptom", "absent"):
            return rows[part.id].title
        if part.kind == "check":
            outcome = dict(self.findings.outcomes)[part.id]
            return f"{rows[part.id].title}: {outcome.replace('-', ' ')}"
        if part.kind == "precedes":
            return f"may bring about {rows[part.id].title}, which fits as well"
        if part.kind == "generalises":
            return f"has the special case {rows[part.id].title}, which fits as well"
        if part.kind == "context":
            facet = next(name for name, term in self.findings.context if term == part.id)
            fits = "fits" if part.bits > 0 else "does not fit"
            return f"{facet.replace('_', ' ')} {part.id} {fits}"
        match = self._direct[issue]
        where = " and ".join(field.replace("_", " ") for field in match.fields)
        return f"{_words_of(self.findings.text, match)} in its {where}"


def _missed(told: Mapping[str, FindingStrength]) -> float:
    """Return the bits of a check whose outcome is none of those that speak about an issue."""
    return min(absent_bits(strength) for strength in told.values())


def _words_of(text: str, match: Match) -> str:
    """Return the words of a description that a match rests on, as written, the telling ones first."""
    written: dict[str, str] = {}
    for word in text.split():
        bare = word.strip(".,;:!?\"'()")
        for part in stems(bare):
            written.setdefault(part, bare)
    found = list(dict.fromkeys(written[word] for word in match.words if word in written))
    shown = ", ".join(found[:WORDS_SHOWN]) + (" …" if len(found) > WORDS_SHOWN else "")
    return f"your words {shown}" if found else "words like yours"
