"""Long lists are folded: the first rows at once, the others a click away, none lost."""

import re
from pathlib import PurePosixPath

import pytest

import kb
from kb.render.pages import render_pages

BASE = kb.load()
PAGES = render_pages(BASE.tables)
MORE = re.compile(r'<details class="kb-more kb-rest"><summary>(\d+) more</summary>')
LONG = "training-serving-skew"


def _section(id: str, heading: str) -> str:
    page = PAGES[PurePosixPath("issues", f"{id}.md")]
    return page.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("heading", "relation"),
    [
        ("What you see", "manifests_as"),
        ("Easily confused with", "confused_with"),
        ("Where it comes from", "caused_by"),
    ],
)
def test_list_shows_the_first_and_counts_the_rest(heading: str, relation: str) -> None:
    """What is folded is counted, and every target is on the page once."""
    section = _section(LONG, heading)
    links = BASE.neighbours(LONG, relation)

    before, hidden = section.split('<details class="kb-more kb-rest">')
    assert [len(links) - 6] == [int(number) for number in MORE.findall(section)]
    assert 6 == before.count('class="kb-link-head"')
    assert len(links) == (before + hidden).count('class="kb-link-head"')


def test_two_more_are_not_hidden() -> None:
    """Eight rows are shown as they are: a click for two is not worth it."""
    lengths = {id: len(BASE.neighbours(id, "manifests_as")) for id in BASE.issues}
    short = next(id for id, length in lengths.items() if 6 < length <= 8)

    assert not MORE.search(_section(short, "What you see"))


def test_confused_with_begins_with_what_looks_most_alike() -> None:
    """The neighbours that share most symptoms come first."""
    ids = re.findall(r'href="../../issues/([\w-]+)/"', _section(LONG, "Easily confused with"))
    seen = {link.target for link in BASE.neighbours(LONG, "manifests_as")}
    shared = {
        link.target: len(
            seen & {one.target for one in BASE.neighbours(link.target, "manifests_as")}
        )
        for link in BASE.neighbours(LONG, "confused_with")
    }

    order = [shared[id] for id in dict.fromkeys(ids) if id in shared]
    assert sorted(order, reverse=True) == order
    assert order[0] > order[-1]


def test_symptom_names_the_question_that_tells_its_suspects_apart() -> None:
    """The page asks what the diagnosis would ask, and says for whom each answer speaks."""
    id = "live-accuracy-below-offline-from-day-one"
    step = BASE.diagnose(symptoms=[id]).ask_next
    assert step

    section = PAGES[PurePosixPath("symptoms", f"{id}.md")].split("## What tells them apart\n")[1]
    section = section.split("\n## ")[0]

    assert f"/{step.id}/" in section
    raised = [suspects[0] for _, suspects in step.answers if suspects]
    assert raised
    assert all(f"/issues/{suspect}/" in section for suspect in raised)
