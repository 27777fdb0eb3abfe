"""Write problems as SARIF 2.1.0, which code scanning services and editors read."""

import hashlib
from collections.abc import Iterable
from urllib.parse import quote

from kb.errors import Problem, one_line
from kb.rules import Rule, rules

__all__ = ["SCHEMA", "sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def sarif(problems: Iterable[Problem], *, site_url: str = "") -> dict[str, object]:
    """Return a SARIF log with one run as JSON-ready data.

    Args:
        problems: what was found; their paths should be relative to the top of the repository.
        site_url: where the site with the rules' pages is; empty if it has no home.
    """
    codes = [rule.code for rule in rules()]
    driver = {
        "name": "kb check",
        "rules": [_rule(rule, site_url) for rule in rules()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, site_url: str) -> dict[str, object]:
    told: dict[str, object] = {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.text, "markdown": rule.text},
    }
    if site_url:
        told["helpUri"] = f"{site_url.rstrip('/')}/rules/{rule.code}/"
    return told


def _result(problem: Problem, index: int) -> dict[str, object]:
    subject = f"{problem.field}: " if problem.field else ""
    path, line, column = problem.where
    place = {
        "artifactLocation": {"uri": quote(path, errors="replace")},
        # A problem of the file as a whole stands at its first line: GitHub wants a region.
        "region": {"startLine": line, "startColumn": column} if line else {"startLine": 1},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": str(problem.level),
        # Viewers make a link of `[text](address)`.
        "message": {
            "text": one_line(f"{subject}{problem.what}; {problem.fix}").replace("](", "] (")
        },
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"problem/v1": _fingerprint(problem)},
    }


def _fingerprint(problem: Problem) -> str:
    """Return what stays the same when lines above are added."""
    parts = (problem.where.path, problem.code, problem.field, problem.what)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
