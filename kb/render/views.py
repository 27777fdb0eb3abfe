"""What a page shows, as plain data: templates only loop over it and place it."""

from typing import NamedTuple

from kb.render.drawing import Picture

__all__ = [
    "About",
    "AnswerRow",
    "CheckRow",
    "Chip",
    "CodeBlock",
    "Diagram",
    "EvidenceRow",
    "Fact",
    "FixRow",
    "Item",
    "Items",
    "LinkRow",
    "ListRow",
    "NextRow",
    "OutcomeRow",
    "Page",
    "Section",
    "ShareRow",
    "Stage",
    "Text",
]


class Chip(NamedTuple):
    """A short word, perhaps with an explanation and an address."""

    text: str
    hint: str = ""
    href: str = ""
    style: str = ""


class Fact(NamedTuple):
    """A labelled group of chips in the facts strip."""

    label: str
    chips: tuple[Chip, ...]


class EvidenceRow(NamedTuple):
    """One piece of evidence; `finding` is safe HTML."""

    source: Chip
    locator: str
    finding: str
    contradicts: bool
    figure: str
    share: float
    """n/of in percent, or -1 without a figure."""


class LinkRow(NamedTuple):
    """A link with its reason; `why` and `tell` are safe HTML."""

    target: Chip
    kind: str
    strength: str
    note: str
    why: str
    tell: str
    grade: str
    evidence: tuple[EvidenceRow, ...]


class FixRow(NamedTuple):
    """A mitigation as a row of the table of what to do."""

    target: Chip
    effect: str
    effectiveness: str
    via: Chip
    why: str
    setup: str
    ongoing: str
    grade: str
    order: tuple[str, int, float, str]
    """Values to sort the columns by: title, effectiveness, days and grade."""
    worsens: tuple[Chip, ...]
    improves: tuple[Chip, ...]
    expected: str
    failure_sign: str


class ShareRow(NamedTuple):
    """A figure of a study with its interval, in percent."""

    source: Chip
    finding: str
    figure: str
    share: float
    low: float
    high: float


class CheckRow(NamedTuple):
    """A check of an issue with the outcomes that speak for or against it."""

    target: Chip
    minutes: str
    outcomes: tuple[tuple[str, LinkRow], ...]
    """Text of each outcome as safe HTML, with its link."""


class OutcomeRow(NamedTuple):
    """A possible result of a check and the issues that it speaks for or against."""

    key: str
    text: str
    links: tuple[LinkRow, ...]


class AnswerRow(NamedTuple):
    """An answer as safe HTML, with the suspects that it speaks for, most of all first."""

    text: str
    suspects: tuple[Chip, ...]


class NextRow(NamedTuple):
    """What to ask next, and what each answer would say."""

    lead: str
    target: Chip
    minutes: str
    answers: tuple[AnswerRow, ...]


class About(NamedTuple):
    """How to cite an entry, what happened to it, and its other forms."""

    citation: str
    bibtex: str
    facts: tuple[Fact, ...]
    forms: tuple[Chip, ...]
    edit: str  # the entry's file on the forge, if there is one


class ListRow(NamedTuple):
    """An entry in a list of entries."""

    target: Chip
    summary: str
    grade: str
    chips: tuple[Chip, ...]


class Text(NamedTuple):
    """Safe HTML."""

    html: str


class Items(NamedTuple):
    """A list of safe HTML lines."""

    items: tuple[str, ...]
    ordered: bool = False


class CodeBlock(NamedTuple):
    """Code with the name of its language."""

    language: str
    code: str


class Item(NamedTuple):
    """An entry in a picture, with what the line to it says."""

    id: str
    target: Chip
    word: str = ""
    style: str = ""
    """strong, medium, weak or open: how the line or the bar is drawn."""
    barriers: tuple["Item", ...] = ()
    more: Chip = Chip("")


class Stage(NamedTuple):
    """One step of a picture: all that stands side by side, and the way to what is left out."""

    title: str
    kind: str
    items: tuple[Item, ...]
    more: Chip = Chip("")


class Diagram(NamedTuple):
    """A picture for wide screens and the same stages one below the other for narrow ones."""

    picture: Picture
    stages: tuple[Stage, ...]


Content = (
    Text
    | About
    | Items
    | CodeBlock
    | Diagram
    | tuple[LinkRow, ...]
    | tuple[FixRow, ...]
    | tuple[EvidenceRow, ...]
    | tuple[ShareRow, ...]
    | tuple[OutcomeRow, ...]
    | tuple[CheckRow, ...]
    | tuple[ListRow, ...]
    | tuple[NextRow, ...]
    | tuple[tuple[Chip, tuple[EvidenceRow, ...]], ...]
)


class Section(NamedTuple):
    """A part of a page under its own heading, drawn by the template named."""

    heading: str
    template: str
    content: Content
    lead: str = ""


class Page(NamedTuple):
    """A page: what stands above the first heading, and the sections."""

    title: str
    kind: str
    id: str
    description: str
    summary: str
    grade: str
    contested: bool
    notice: str
    """Safe HTML that says that the entry is a stub or retired; empty for a complete one."""
    facts: tuple[Fact, ...]
    more_facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
