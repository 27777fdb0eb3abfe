"""The committed files that are made from the catalog and the code: `./scripts/generate`."""

from pathlib import Path

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, str]:
    """Return the text of every generated file by its path in the checkout."""
    from kb.api import load
    from kb.export.issue_forms import issue_forms

    terms = load(ROOT / "catalog").tables.terms
    return {f".github/ISSUE_TEMPLATE/{name}": text for name, text in issue_forms(terms).items()}


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
