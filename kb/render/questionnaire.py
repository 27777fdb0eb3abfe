"""A questionnaire as one page that works without a network, and as Markdown to copy elsewhere."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from kb.study.survey import SIZES, Question, Survey
from kb.study.words import CANNOT_ANSWER, SCALE

__all__ = ["survey_markdown", "survey_page"]

_HERE = Path(__file__).parent
_INTRO = (
    "For each issue, say how often you have met it in your work with machine-learning systems.",
    f"Choose “{CANNOT_ANSWER}” where you have no basis for an answer; any question may stay empty.",
    "Please name no person and no organisation.",
)
_KEPT = "Your answers stay in this browser. Save them as a file and hand that to whoever asked you."
_OPEN = "What happened as a result?"


def survey_page(survey: Survey) -> str:
    """Return a questionnaire as one HTML file with its own style and script."""
    style, script = (
        (_HERE / f"questionnaire.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")
    )
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    issues = " ".join(item.issue for item in survey.questions)
    lines = (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(survey.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(survey.title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in (*_INTRO, _KEPT)),
        f'<form data-survey="{escape(issues)}">',
        *_demographics(survey),
        *(line for item in survey.questions for line in _question(item)),
        '<p><button type="button" data-save="csv">Save answers as CSV</button>',
        '<button type="button" data-save="json">Save answers as JSON</button>',
        '<button type="reset">Remove all answers</button></p>',
        '<p role="status"></p>',
        "</form>",
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _demographics(survey: Survey) -> Iterator[str]:
    yield "<fieldset><legend>About you</legend>"
    yield from _choice("role", "Your role", (*survey.roles, ("other", "Other")))
    yield '<label for="experience">Years of experience with machine-learning systems</label>'
    yield '<input type="number" id="experience" name="experience" min="0" max="80" step="1">'
    sizes = ((size, size) for size in SIZES)
    yield from _choice("organisation-size", "People in your organisation", sizes)
    yield "</fieldset>"


def _choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'<label for="{name}">{label}</label>'
    yield f'<select id="{name}" name="{name}"><option value="">Rather not say</option>'
    for value, text in options:
        yield f'<option value="{escape(value)}">{escape(text)}</option>'
    yield "</select>"


def _question(item: Question) -> Iterator[str]:
    yield f"<fieldset><legend>{escape(item.title)}</legend>"
    if item.symptoms:
        yield "<p>What one notices:</p>"
        yield f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in item.symptoms)}</ul>"
    yield f"<p>{escape(item.description)}</p>"
    yield '<fieldset class="scale"><legend>How often have you met this?</legend>'
    for label in (*SCALE, CANNOT_ANSWER):
        box = f'<input type="radio" name="{item.issue}" value="{label}">'
        yield f"<label>{box} {label}</label>"
    yield "</fieldset>"
    field = f"{item.issue}/consequences"
    yield f'<label for="{field}">{_OPEN}</label>'
    yield f'<textarea id="{field}" name="{field}" rows="2"></textarea></fieldset>'


def survey_markdown(survey: Survey) -> str:
    """Return a questionnaire as text, to be set up in any survey tool."""
    scale = " · ".join((*SCALE, CANNOT_ANSWER))
    lines = [f"# {survey.title}", "", *_INTRO, "", "## About you", ""]
    lines += [f"- Role: {' · '.join((*(title for _, title in survey.roles), 'Other'))}"]
    lines += ["- Years of experience with machine-learning systems"]
    lines += [f"- People in your organisation: {' · '.join(SIZES)}"]
    for item in survey.questions:
        lines += ["", f"## {item.id}. {item.title}", ""]
        if item.symptoms:
            lines += ["What one notices:", "", *(f"- {text}" for text in item.symptoms), ""]
        lines += [item.description.strip(), "", f"Column `{item.issue}`: {item.text}", ""]
        lines += [scale, "", f"Column `{item.issue}/consequences`: {_OPEN}"]
    return "\n".join(lines) + "\n"
