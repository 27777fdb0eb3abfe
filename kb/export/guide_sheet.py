"""The interview guide as parts in reading order, and as Markdown."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.models.guide import Branch, FollowUp, Guide, Question, Section, Wording

__all__ = ["Part", "guide_markdown", "parts"]

_WORDS = {
    "en": {
        "introduction": "To say first",
        "consent": "To ask permission for",
        "notes": "For the interviewer",
        "yes": "If yes",
        "no": "If no",
        "when": "If this holds: {}",
        "probes": "May bring up: {}",
        "after": "Follows: {}",
    },
    "de": {
        "introduction": "Zuerst sagen",
        "consent": "Um Erlaubnis bitten",
        "notes": "Für die Fragenden",
        "yes": "Wenn ja",
        "no": "Wenn nein",
        "when": "Wenn dies zutrifft: {}",
        "probes": "Kann berühren: {}",
        "after": "Folgt: {}",
    },
    "fr": {
        "introduction": "À dire d'abord",
        "consent": "Autorisations à demander",
        "notes": "Pour la personne qui interroge",
        "yes": "Si oui",
        "no": "Si non",
        "when": "Si c'est le cas : {}",
        "probes": "Peut évoquer : {}",
        "after": "D'après : {}",
    },
}
"""What the guide itself does not say, by language."""


class Part(NamedTuple):
    """A piece of the guide: `depth` says how far in it stands."""

    kind: str
    """title, heading, text, tick, note, probes, question, follow-up or branch."""
    text: str
    depth: int = 0


def parts(guide: Guide, language: str = "en") -> Iterator[Part]:
    """Yield the interview as it is held, from the title to the last question.

    Args:
        guide: the guide.
        language: one of `kb.models.guide.LANGUAGES`; what is not translated stays English.
    """
    yield from _Sheet(language).parts(guide)


class _Sheet:
    def __init__(self, language: str) -> None:
        self.language = language
        self.words = _WORDS[language]

    def parts(self, guide: Guide) -> Iterator[Part]:
        yield self._part("title", guide.title)
        if guide.after:
            yield Part("text", self.words["after"].format(", ".join(guide.after)))
        yield from self._listed("introduction", "text", guide.introduction)
        yield from self._listed("consent", "tick", guide.consent)
        yield from self._listed("notes", "note", guide.notes)
        for section in guide.sections:
            if section.questions:
                yield from self._section(section)

    def _listed(self, heading: str, kind: str, texts: Iterable[Wording]) -> Iterator[Part]:
        found = [self._part(kind, text) for text in texts]
        yield from (Part("heading", self.words[heading]), *found) if found else ()

    def _section(self, section: Section) -> Iterator[Part]:
        yield self._part("heading", section.title)
        yield from (self._part("note", note) for note in section.notes)
        for question in section.questions:
            yield from self._question(question)

    def _question(self, question: Question) -> Iterator[Part]:
        yield from self._asked(question, "question", 0)
        for one in question.follow_ups:
            yield from self._asked(one, "follow-up", 1)
        for branch in question.branches:
            yield Part("branch", self._condition(branch), 1)
            for one in branch.follow_ups:
                yield from self._asked(one, "follow-up", 2)

    def _asked(self, one: FollowUp, kind: str, depth: int) -> Iterator[Part]:
        yield self._part(kind, one.ask, depth)
        if one.note:
            yield self._part("note", one.note, depth + 1)
        if one.probes:
            yield Part("probes", self.words["probes"].format(", ".join(one.probes)), depth + 1)

    def _condition(self, branch: Branch) -> str:
        if branch.when:
            return self.words["when"].format(branch.when.said_in(self.language))
        return self.words[branch.answer or "yes"]

    def _part(self, kind: str, text: Wording, depth: int = 0) -> Part:
        return Part(kind, text.said_in(self.language), depth)


_MARKS = {
    "title": "# {}",
    "heading": "\n## {}\n",
    "text": "{}\n",
    "tick": "- [ ] {}",
    "note": "- *{}*",
    "probes": "- *{}*",
    "question": "1. {}",
    "follow-up": "- {}",
    "branch": "- **{}**",
}


def guide_markdown(guide: Guide, language: str = "en") -> str:
    """Return the interview as Markdown; arguments as for `parts`."""
    lines = (
        "   " * part.depth + _MARKS[part.kind].format(part.text) for part in parts(guide, language)
    )
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"
