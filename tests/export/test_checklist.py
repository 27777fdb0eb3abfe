"""A plan as a checklist and as a table."""

import csv
import io

import kb
from kb.diagnosis.pricing import Effort, Verification
from kb.diagnosis.results import Left, Plan, Reached, Step, Uncovered
from kb.export.checklist import COLUMNS, plan_csv, plan_markdown

CHECK = Step(
    "confirm", "check", "look", "Look at it", (Reached("issue", "Issue", "confirm", "Red."),), 15
)
REPAIR = Step(
    "correct",
    "mitigation",
    "repair",
    "Repair it",
    (Reached("issue", "Issue", "corrects", "It mends."),),
    effort=Effort(1, 2.5, 0, 0),
    verification=Verification("look", "=1+1 is green", "Once", "It stays red."),
    worsens=("privacy",),
    actions=("Take a tool.",),
)
GROUND = Step(
    "correct",
    "mitigation",
    "ground",
    "Ground",
    (),
    effort=Effort(0, 1, 0, 0),
    needed_by=("repair",),
)
PLAN = Plan(
    ("issue",),
    (CHECK, GROUND, REPAIR),
    (Uncovered("cause", "Cause", "root-cause", "nothing known"),),
    (Left("other", "Other", "worsens it"),),
    1,
    3.5,
    exact=True,
    price=4,
    bound=4,
)


def test_checklist_has_a_box_for_each_step_and_action() -> None:
    """An issue tracker renders it as it is."""
    assert plan_markdown(PLAN, "abc") == (
        "# Plan for issue\n"
        "\n"
        "Set-up of all steps: 1 to 3.5 person-days.\n"
        "\n"
        "## Confirm\n"
        "\n"
        "- [ ] 1. **Look at it** (`look`, 15 min)\n"
        "    - confirms Issue: Red.\n"
        "\n"
        "## Correct and reduce\n"
        "\n"
        "- [ ] 2. **Ground** (`ground`, 0 to 1 days)\n"
        "    - needed by repair\n"
        "- [ ] 3. **Repair it** (`repair`, 1 to 2.5 days)\n"
        "    - corrects Issue: It mends.\n"
        "    - [ ] Take a tool.\n"
        "    - done when: =1+1 is green\n"
        "    - it did not work when: It stays red.\n"
        "    - may worsen privacy\n"
        "\n"
        "## Not covered\n"
        "\n"
        "- Cause (root-cause): nothing known\n"
        "\n"
        "## Left out\n"
        "\n"
        "- Other: worsens it\n"
        "\n"
        "Catalog version abc.\n"
    )


def test_table_has_a_row_for_each_step_and_no_formula() -> None:
    """A text that a spreadsheet would calculate gets an apostrophe."""
    header, *rows = csv.reader(io.StringIO(plan_csv(PLAN)))

    assert list(COLUMNS) == header
    assert ["1", "confirm", "look", "Look at it", "issue", "", "", "15", "", "", ""] == rows[0]
    assert "'=1+1 is green" == rows[2][COLUMNS.index("done_when")]
    assert ["0", "1"] == rows[1][5:7]


def test_real_plan_is_written_whole(tiny: kb.KnowledgeBase) -> None:
    """Every step of a plan is in both forms."""
    found = tiny.plan("noisy-labels", "stale-features")

    assert all(f"(`{step.id}`" in plan_markdown(found, tiny.version) for step in found.steps)
    assert len(found.steps) + 1 == len(list(csv.reader(io.StringIO(plan_csv(found)))))
