"""What the browser needs to plan greedily like Python: needs, remedies, prices and priorities."""

import json

from kb.diagnosis import needs
from kb.diagnosis.plan import ORDER, STAGES, best_check
from kb.diagnosis.pricing import (
    EFFECTIVENESS,
    GRADES,
    SIZES,
    effort_of,
    mitigation_data,
    verification_of,
)
from kb.export.checklist import COLUMNS, HEADINGS
from kb.graph.kinds import (
    CauseStrength,
    Detectability,
    Direction,
    Effect,
    Effectiveness,
    Kind,
    Size,
)
from kb.graph.tables import Row, Tables
from kb.render.diagnosis_tables import of_kind, places

__all__ = ["plan_table"]

_EFFECTS = list(Effect)
_EFFECTIVENESS = list(EFFECTIVENESS)
_GRADES = list(GRADES)


def plan_table(tables: Tables) -> dict[str, object]:
    """Return the model behind a plan; entries are named by their place among their kind."""
    place = places(tables)
    issues = of_kind(tables, Kind.ISSUE)
    return {
        "version": tables.version,
        "constants": _constants(),
        "effects": [[effect, STAGES[effect]] for effect in _EFFECTS],
        "effectiveness": [[name, EFFECTIVENESS[name]] for name in _EFFECTIVENESS],
        "grades": [[grade, GRADES[grade]] for grade in _GRADES],
        "stages": [[stage, HEADINGS[stage]] for stage in ORDER],
        "columns": COLUMNS,
        "attributes": [
            [term["id"], term["title"], _line(term["definition"])]
            for term in tables.terms.get("quality-attributes", ())
        ],
        "contexts": [
            [term["id"], term["title"], _line(term["definition"]), term.get("weights", {})]
            for term in tables.terms.get("contexts", ())
        ],
        "issues": [_issue(tables, row, place) for row in issues],
        "causes": [_fixes(tables, row.id, place) for row in of_kind(tables, Kind.ROOT_CAUSE)],
        "mitigations": [
            _mitigation(tables, row.id, place) for row in of_kind(tables, Kind.MITIGATION)
        ],
        "checks": [
            json.loads(tables.documents[row.id]).get("minutes") or 0
            for row in of_kind(tables, Kind.CHECK)
        ],
    }


def _constants() -> dict[str, object]:
    return {
        "issue": needs.ISSUE,
        "cause": needs.CAUSE,
        "best": needs.BEST,
        "watch": needs.WATCH,
        "side_effects": needs.SIDE_EFFECTS,
        "cheapest": needs.CHEAPEST,
        "sound": needs.SOUND,
    }


def _issue(tables: Tables, row: Row, place: dict[str, int]) -> dict[str, object]:
    check = best_check(tables, row.id)
    main = [
        place[link.target]
        for link in tables.links(row.id, "caused_by")
        if link.attributes["strength"] == CauseStrength.MAIN
    ]
    told: dict[str, object] = {
        "fixes": _fixes(tables, row.id, place),
        "causes": main,
        "general": _targets(tables, row.id, "specialises", place),
        "vain": [[place[link.target], link.why] for link in tables.links(row.id, "not_helped_by")],
        "check": [place[check[0]], check[1]] if check else None,
        "silent": Detectability.SILENT in row.facets.get("detectability", ()),
        "suffers": row.facets.get("quality_attribute", ()),
        "retired": row.status == "retired",
    }
    return {name: value for name, value in told.items() if value}


def _fixes(tables: Tables, id: str, place: dict[str, int]) -> list[list[object]]:
    return [
        [
            place[link.target],
            _EFFECTS.index(Effect(link.attributes["effect"])),
            _EFFECTIVENESS.index(Effectiveness(link.attributes["effectiveness"])),
            _GRADES.index(link.grade),
            link.why,
        ]
        for link in tables.links(id, "mitigated_by")
    ]


def _mitigation(tables: Tables, id: str, place: dict[str, int]) -> dict[str, object]:
    data = mitigation_data(tables, id)
    effort, proof = effort_of(data), verification_of(data)
    shifts = [
        [
            item["id"],
            (1 if item["direction"] == Direction.IMPROVES else -1) * SIZES[Size(item["size"])],
        ]
        for item in data.get("trade_offs", ())
    ]
    told: dict[str, object] = {
        "effort": [effort.setup_low, effort.setup_high, effort.days],
        "shifts": shifts,
        "requires": _targets(tables, id, "requires", place),
        "bars": _targets(tables, id, "conflicts_with", place),
        "may_cause": _targets(tables, id, "may_cause", place),
        "done": [proof.expected, proof.failure_sign],
        "actions": data.get("steps", ()),
    }
    return {name: value for name, value in told.items() if value}


def _targets(tables: Tables, id: str, relation: str, place: dict[str, int]) -> list[int]:
    return [place[link.target] for link in tables.links(id, relation)]


def _line(text: str) -> str:
    return " ".join(text.split())
