"""What `status` demands of an entry, in the language of JSON Schema: KB108, KB109 and KB401."""

from typing import Any

from kb.graph.kinds import Detectability, Effect, Kind, Status
from kb.lint.floors import FLOORS
from kb.models.record import WithGaps
from kb.models.registry import MODELS

__all__ = ["lifecycle_rules"]

Rule = dict[str, Any]


def lifecycle_rules(kind: Kind) -> list[Rule]:
    """Return the conditions under which an entry of a kind may call itself complete or retired."""
    return [
        _when("status", Status.COMPLETE, then=_complete(kind)),
        _when("status", Status.RETIRED, then={"required": ["replaced_by", "reason"]}),
    ]


def _when(field: str, value: str, **parts: Rule) -> Rule:
    return {"if": {"properties": {field: {"const": value}}, "required": [field]}, **parts}


def _complete(kind: Kind) -> Rule:
    model = MODELS[kind]
    floors = dict(FLOORS.get(kind, {}))
    silent_may_have_less = floors.pop("symptoms", None)
    filled: Rule = {name: {"minItems": 1} for name in model.COMPLETE if _is_list(model, name)}
    filled |= {name: {"type": "array", "minItems": floor} for name, floor in floors.items()}
    rule: Rule = {"required": list(model.COMPLETE), "properties": filled}
    if silent_may_have_less:
        enough = {"properties": {"symptoms": {"type": "array", "minItems": silent_may_have_less}}}
        silent = _when("detectability", Detectability.SILENT, **{"else": enough})
        rule["allOf"] = [silent, *map(_not_only, Effect)]
    return rule


def _is_list(model: type[WithGaps], name: str) -> bool:
    return str(model.model_fields[name].annotation).startswith("tuple[")


def _not_only(effect: Effect) -> Rule:
    """Refuse mitigations that all do the same."""
    same = {"items": {"properties": {"effect": {"const": effect}}}}
    what = f"all mitigations have the effect {effect}; add one of another effect"
    return {"properties": {"mitigations": {"not": same, "errorMessage": what}}}
