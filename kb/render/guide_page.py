"""The interview guide as one HTML page to print, which needs no other file."""

from html import escape

from kb.export.guide_sheet import Part, parts
from kb.models.guide import Guide

__all__ = ["guide_html"]

_TAGS = {"title": "h1", "heading": "h2"}
_STYLE = """
body { font: 11pt/1.4 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em; }
h2 { font-size: 1.2em; border-bottom: 1px solid; margin-top: 1.6em; break-after: avoid; }
p { margin: .3em 0; }
.question { counter-increment: question; font-weight: bold; margin-top: 1.2em; break-after: avoid; }
.question::before { content: counter(question) ". "; }
.follow-up::before { content: "\\2013\\A0"; }
.tick::before { content: "\\2610\\A0"; }
.branch { font-style: italic; break-after: avoid; }
.note, .probes { font-size: .85em; color: #555; }
.d1 { margin-left: 1.5em; } .d2 { margin-left: 3em; } .d3 { margin-left: 4.5em; }
@media print { body { margin: 0; max-width: none; } .follow-up, .question { margin-bottom: 2.4em; } }
"""


def guide_html(guide: Guide, language: str = "en") -> str:
    """Return the interview as a page with room for answers on paper.

    Args:
        guide: the guide.
        language: one of `kb.models.guide.LANGUAGES`; what is not translated stays English.
    """
    title = escape(guide.title.said_in(language))
    body = "\n".join(map(_line, parts(guide, language)))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    view = '<meta name="viewport" content="width=device-width">'
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>{head}{view}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _line(part: Part) -> str:
    tag = _TAGS.get(part.kind, "p")
    return f'<{tag} class="{part.kind} d{part.depth}">{escape(part.text)}</{tag}>'
