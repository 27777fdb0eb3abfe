"""The home page's ways in: every number is what the reader finds behind it."""

from urllib.parse import parse_qs, urlsplit

import kb
from kb.graph.kinds import Grade
from kb.render.home import evidenced, phase_cards, ways_in
from kb.render.site import Site

BASE = kb.load()
SITE = Site(BASE.tables)


def test_answers_count_the_issues_behind_them() -> None:
    """The number beside an answer is what selecting by it gives."""
    answers = [answer for way in ways_in(SITE) for answer in way.answers]

    assert len(answers) > 40
    for chip, count in answers:
        asked = {key: values[0] for key, values in parse_qs(urlsplit(chip.href).fragment).items()}
        assert count == len(BASE.select(**asked))


def test_phases_hold_every_issue_once() -> None:
    """The cards add up to the catalog, in the order of the work, the worst issues first."""
    cards = list(phase_cards(SITE))

    assert len(BASE.issues) == sum(card.size for card in cards)
    assert ["Requirements", "Maintenance"] == [cards[0].phase.text, cards[-1].phase.text]
    for card in cards:
        ids = [row.target.href.rstrip("/").split("/")[-1] for row in card.worst]
        ratings = [BASE.issues[id].severity for id in ids]
        ranks = [["low", "medium", "high", "critical"].index(one.rating) for one in ratings if one]
        assert sorted(ranks, reverse=True) == ranks


def test_best_supported_issues_have_the_best_grade() -> None:
    """Only issues of the best grade there is are called best supported."""
    ids = [chip.href.rstrip("/").split("/")[-1] for chip in evidenced(SITE)]

    assert 8 == len(ids)
    assert {Grade.A} == {BASE.grade(id) for id in ids}
