"""The one table of relations: who writes a link, where, and what the way back is called."""

from typing import NamedTuple

from kb.graph.kinds import Kind

__all__ = ["RELATIONS", "VOCABULARY_RELATIONS", "Relation", "relations_from"]


class Relation(NamedTuple):
    """A kind of link between entries, written once on its owner.

    `field` is the key in the file; `inverse` names the same link read from its target.
    A symmetric relation has one name for both directions and may be written on either end.
    """

    name: str
    field: str
    sources: tuple[Kind, ...]
    targets: tuple[Kind, ...]
    inverse: str
    attributes: tuple[str, ...] = ()
    same_kind: bool = False

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from both ends."""
        return self.name == self.inverse


_ISSUE, _CAUSE, _MITIGATION = (Kind.ISSUE,), (Kind.ROOT_CAUSE,), (Kind.MITIGATION,)

RELATIONS: tuple[Relation, ...] = (
    Relation("caused_by", "root_causes", _ISSUE, _CAUSE, "causes", ("strength",)),
    Relation("manifests_as", "symptoms", _ISSUE, (Kind.SYMPTOM,), "symptom_of", ("strength",)),
    Relation(
        "leads_to", "consequences", _ISSUE, (Kind.CONSEQUENCE,), "results_from", ("likelihood",)
    ),
    Relation(
        "mitigated_by",
        "mitigations",
        _ISSUE + _CAUSE,
        _MITIGATION,
        "mitigates",
        ("effect", "effectiveness"),
    ),
    Relation("not_helped_by", "not_helped_by", _ISSUE, _MITIGATION, "does_not_help"),
    Relation("confirmed_by", "checks", _ISSUE, (Kind.CHECK,), "confirms", ("outcome", "strength")),
    Relation(
        "precedes",
        "precedes",
        _ISSUE + _CAUSE,
        _ISSUE + _CAUSE,
        "preceded_by",
        ("likelihood",),
        same_kind=True,
    ),
    Relation("specialises", "specialises", _ISSUE, _ISSUE, "generalises"),
    Relation("confused_with", "confused_with", _ISSUE, _ISSUE, "confused_with", ("how_to_tell",)),
    Relation("may_cause", "may_cause", _MITIGATION, _ISSUE, "may_be_caused_by"),
    Relation("requires", "requires", _MITIGATION, _MITIGATION, "required_by"),
    Relation("conflicts_with", "conflicts_with", _MITIGATION, _MITIGATION, "conflicts_with"),
    Relation("alternative_to", "alternative_to", _MITIGATION, _MITIGATION, "alternative_to"),
    Relation("verified_by", "verification", _MITIGATION, (Kind.CHECK,), "verifies"),
    Relation("reports", "study", (Kind.SOURCE,), (Kind.STUDY,), "reported_in"),
    Relation("asks_about", "questions", (Kind.STUDY,), _ISSUE, "asked_in"),
)
"""Links between entries. The last three come from fields that are not link lists."""

VOCABULARY_RELATIONS = {"trade_offs": "quality-attributes"}
"""Link lists whose targets are terms of a vocabulary instead of entries."""


def relations_from(kind: Kind) -> tuple[Relation, ...]:
    """Return the relations that entries of this kind own, in the order of the table."""
    return tuple(relation for relation in RELATIONS if kind in relation.sources)
