"""The forms of the forge for people who report instead of writing an entry themselves.

What they choose from are the kinds and vocabularies of the catalog, so that a report already
speaks its words.
"""

from collections.abc import Iterable, Mapping, Sequence

from kb.graph.kinds import Detectability, Effect, Kind
from kb.graph.tables import TermRow

__all__ = ["issue_forms"]

_HEAD = "# Made by scripts/generate from kb/export/issue_forms.py and catalog/vocabulary/; edit those.\n"
_UNSURE = "I do not know"

_REPORTED = {
    Kind.ISSUE: "a condition that is wrong",
    Kind.SYMPTOM: "what one sees before knowing why",
    Kind.ROOT_CAUSE: "something changeable that produces issues",
    Kind.CONSEQUENCE: "the harm if nothing is done",
    Kind.MITIGATION: "something a team can do, and verify",
    Kind.CHECK: "a test that tells issues apart",
    Kind.SOURCE: "a work that the catalog should cite",
}

_SHOWN = {
    Detectability.LOUD: "an alarm or a crash",
    Detectability.QUIET: "a hint for those who look",
    Detectability.SILENT: "nothing at all",
}

_Field = dict[str, object]


def issue_forms(terms: Mapping[str, Sequence[TermRow]]) -> dict[str, str]:
    """Return every form by the name of its file, from the terms of the vocabularies."""
    import yaml

    forms: dict[str, dict[str, object]] = {
        "missing-entry.yml": _missing_entry(terms),
        "tool-bug.yml": _tool_bug(),
        "wrong-claim.yml": _wrong_claim(),
    }
    return {
        name: _HEAD + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=100)
        for name, form in forms.items()
    }


def _missing_entry(terms: Mapping[str, Sequence[TermRow]]) -> dict[str, object]:
    def choice(id: str, label: str, vocabulary: str) -> _Field:
        return _choice(id, label, [*(term["title"] for term in terms[vocabulary]), _UNSURE])

    reported = [f"{kind.label.capitalize()}: {what}" for kind, what in _REPORTED.items()]
    return _form(
        "Something is missing",
        "An issue, a symptom, a mitigation or anything else that the catalog does not know yet.",
        _choice("kind", "What is missing?", [*reported, _UNSURE], required=True),
        _text(
            "story",
            "What happened?",
            "What you saw, what was wrong in the end, how you found out. Figures help. Leave out whatever is confidential.",
            required=True,
        ),
        _text(
            "phrases",
            "How would you have searched for it?",
            "One question or complaint per line, in the words you had before you knew the answer.",
        ),
        choice("artifact", "Which part of the system was wrong?", "artifacts"),
        choice("phase_introduced", "When did it get in?", "phases"),
        choice("phase_visible", "When was it noticed?", "phases"),
        _choice(
            "detectability",
            "How did it show itself?",
            [f"{how.capitalize()}: {what}" for how, what in _SHOWN.items()] + [_UNSURE],
        ),
        _text(
            "remedy",
            "What was done about it, what did it cost, and how do you know that it worked?",
            f"A remedy {_list(Effect)}. Say also what was tried in vain.",
        ),
        _text(
            "evidence",
            "Who says so?",
            "A DOI or an address of a paper, report or documentation with the section; or: own experience.",
        ),
        _promises(
            "I searched the catalog, and it is not there under another name.",
            "What I wrote is my own wording, holds nothing confidential and may be published under CC BY 4.0.",
        ),
    )


def _wrong_claim() -> dict[str, object]:
    return _form(
        "Something is wrong",
        "A claim that does not hold or is out of date, a dead link, advice that can do harm.",
        _line("entry", "Which entry?", "Its id, as in the address of its page: label-noise"),
        _choice(
            "what",
            "What is wrong?",
            [
                "A claim does not hold",
                "A source does not say what it is cited for",
                "A link between two entries does not hold",
                "Advice can do harm",
                "It is out of date",
                "The address of a source is dead or leads elsewhere",
                "It is hard to understand",
            ],
            required=True,
        ),
        _text("says", "What does it say?", "Copy the sentence.", required=True),
        _text("instead", "What should it say?", "And why; how you know.", required=True),
        _text("evidence", "Who says so?", "A DOI or an address with the section, if there is one."),
    )


def _tool_bug() -> dict[str, object]:
    return _form(
        "The tool fails",
        "A fault of the site, the command kb, the Python package or an export. A hole in its security is no matter for this form: see SECURITY.md.",
        _choice(
            "part",
            "What fails?",
            [
                "The site",
                "The command kb",
                "The Python package",
                "An export",
                "Building or testing",
            ],
            required=True,
        ),
        _text(
            "steps",
            "How can others see it?",
            "The commands, the code, or the address of the page and what you did there.",
            required=True,
        ),
        _text("saw", "What happened?", "The whole output, as text.", required=True),
        _text("expected", "What should have happened?", ""),
        _line("version", "Which version?", "What kb --version prints, and your system or browser"),
    )


def _form(name: str, description: str, *body: _Field) -> dict[str, object]:
    return {"name": name, "description": description, "body": list(body)}


def _choice(id: str, label: str, options: Sequence[str], *, required: bool = False) -> _Field:
    attributes = {"label": label, "options": [str(option) for option in options]}
    return _field("dropdown", id, attributes, required=required)


def _text(id: str, label: str, description: str, *, required: bool = False) -> _Field:
    told = {"description": description} if description else {}
    return _field("textarea", id, {"label": label, **told}, required=required)


def _line(id: str, label: str, description: str) -> _Field:
    return _field("input", id, {"label": label, "description": description}, required=True)


def _field(type: str, id: str, attributes: Mapping[str, object], *, required: bool) -> _Field:
    told: _Field = {"validations": {"required": True}} if required else {}
    return {"type": type, "id": id, "attributes": dict(attributes), **told}


def _promises(*sentences: str) -> _Field:
    options = [{"label": sentence, "required": True} for sentence in sentences]
    return {
        "type": "checkboxes",
        "id": "promises",
        "attributes": {"label": "Before you send it", "options": options},
    }


def _list(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"
