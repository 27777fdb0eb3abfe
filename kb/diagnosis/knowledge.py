"""What a catalog says about its issues, in the form that a diagnosis needs."""

import json
from collections.abc import Mapping
from functools import cached_property

from kb.graph.kinds import FindingStrength, Kind, Likelihood
from kb.graph.tables import Tables
from kb.query.search import TextIndex

__all__ = ["GENERALISED", "HANDED_ON", "Knowledge"]

HANDED_ON = {Likelihood.LIKELY: 0.08, Likelihood.POSSIBLE: 0.04}
"""Share of an issue's bits that goes to an issue that brings it about."""

GENERALISED = 0.08
"""Share of a special issue's bits that goes to the general one."""

_A_MOMENT = 0.5
"""Minutes of a check that says nothing, or less, about its time."""


class Knowledge:
    """What a catalog says about its issues, in the form that a diagnosis needs; made once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._checks: dict[str, tuple[tuple[str, ...], float]] = {}
        self.issues = tuple(
            row
            for row in tables.rows.values()
            if row.kind is Kind.ISSUE and row.status != "retired"
        )

    @cached_property
    def index(self) -> TextIndex:
        """Return the text index over issues, symptoms and the subjects that are not ours."""
        return TextIndex(self.tables, (Kind.ISSUE, Kind.SYMPTOM), topics=True)

    @cached_property
    def symptoms(self) -> Mapping[str, Mapping[str, FindingStrength]]:
        """Return for each issue its symptoms with their strengths."""
        return {
            row.id: {
                link.target: FindingStrength(link.attributes["strength"])
                for link in self.tables.links(row.id, "manifests_as")
            }
            for row in self.issues
        }

    @cached_property
    def outcomes(self) -> Mapping[str, Mapping[str, Mapping[str, FindingStrength]]]:
        """Return for each issue its checks with the outcomes that speak about it."""
        found: dict[str, dict[str, dict[str, FindingStrength]]] = {}
        for row in self.issues:
            checks = found.setdefault(row.id, {})
            for link in self.tables.links(row.id, "confirmed_by"):
                strength = FindingStrength(link.attributes["strength"])
                checks.setdefault(link.target, {})[link.attributes["outcome"]] = strength
        return found

    @cached_property
    def upstream(self) -> Mapping[str, tuple[tuple[str, str, float], ...]]:
        """Return for each issue what it brings about or generalises, with the share it gets."""
        known = {row.id for row in self.issues}
        found: dict[str, tuple[tuple[str, str, float], ...]] = {}
        for row in self.issues:
            effects = [
                (
                    link.target,
                    "precedes",
                    HANDED_ON.get(Likelihood(link.attributes["likelihood"]), 0.0),
                )
                for link in self.tables.links(row.id, "precedes")
                if link.target in known
            ]
            special = [
                (link.target, "generalises", GENERALISED)
                for link in self.tables.links(row.id, "generalises")
                if link.target in known
            ]
            found[row.id] = tuple(effects + special)
        return found

    def check(self, id: str) -> tuple[tuple[str, ...], float]:
        """Return the keys of the outcomes of a check, and its minutes."""
        if id not in self._checks:
            data = json.loads(self.tables.documents[id])
            keys = tuple(outcome["key"] for outcome in data.get("outcomes", ()))
            self._checks[id] = keys, max(float(data.get("minutes") or 1), _A_MOMENT)
        return self._checks[id]
