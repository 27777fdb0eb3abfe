"""Checklists: one file per issue, ready for an issue tracker."""

from collections.abc import Callable, Mapping

import kb

Files = Callable[[str], Mapping[str, str]]


def test_every_issue_has_a_checklist(files: Files, tiny: kb.KnowledgeBase) -> None:
    """Files are named after the issues."""
    assert [f"{id}.md" for id in tiny.issues] == list(files("checklist"))


def test_checklist_leads_from_signs_to_steps(files: Files) -> None:
    """First what to look for, without what speaks against it, then the plan in its order."""
    text = files("checklist")["noisy-labels.md"]

    assert "- [ ] Annotators disagree (hallmark): Where two careful people differ" in text
    assert "Accuracy sinks" not in text
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert ["Recognise", "Confirm"] == headings[:2]
    assert text.index("## Recognise") < text.index("- [ ] 1. **")
