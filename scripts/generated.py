"""The committed files that are made from the catalog and the code: `./scripts/generate`."""

from pathlib import Path

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, str]:
    """Return the text of every generated file by its path in the checkout."""
    from kb.api import load
    from kb.export.field_guide import field_guide
    from kb.export.issue_forms import issue_forms
    from kb.export.schema import SCHEMAS, make_schema, schema_text

    terms = load(ROOT / "catalog").tables.terms
    schemas = {name: schema_text(make_schema(name, terms)) for name in SCHEMAS}
    return {
        **{f".github/ISSUE_TEMPLATE/{name}": text for name, text in issue_forms(terms).items()},
        **{f"kb/schema/{name}.schema.json": text for name, text in schemas.items()},
        "catalog/README.md": field_guide(terms),
    }


def stale() -> dict[str, str]:
    """Return those that differ from what lies in the tree."""
    return {name: text for name, text in generated().items() if text != _committed(name)}


def _committed(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    for changed, new in stale().items():
        (ROOT / changed).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / changed).write_text(new, encoding="utf-8", newline="\n")
        print(changed)
