"""The five research questions, each with its figures; none of the numbers is typed in."""

from kb.export.research.assurance import assurance_figures
from kb.export.research.causes import cause_figures
from kb.export.research.counting import Counting
from kb.export.research.data import data_figures
from kb.export.research.figure import Answer, Figure, Grid
from kb.export.research.handling import handling_figures
from kb.export.research.issues import issue_figures
from kb.graph.tables import Tables

__all__ = ["research_answers"]

_ASKED = (
    (
        "issues",
        "Which issues occur",
        "Which quality issues do practitioners meet, and how often?",
        issue_figures,
    ),
    (
        "causes",
        "What is behind them",
        "What are the root causes, the symptoms and the consequences of these issues?",
        cause_figures,
    ),
    (
        "handling",
        "How teams handle them",
        "What is done about them, to what end, when, at what price and on what evidence?",
        handling_figures,
    ),
    (
        "data",
        "What makes data hard",
        "Which kinds of data and which ways of collecting it bring which problems?",
        data_figures,
    ),
    (
        "assurance",
        "Quality while models evolve",
        "What makes it hard to keep quality while data and models change?",
        assurance_figures,
    ),
)


def research_answers(tables: Tables) -> tuple[Answer, ...]:
    """Return the answers in order; a figure without any count is left out."""
    count = Counting(tables)
    return tuple(
        Answer(name, title, question, tuple(filter(_counts, figures(count))))
        for name, title, question, figures in _ASKED
    )


def _counts(figure: Figure | Grid) -> bool:
    if isinstance(figure, Grid):
        return any(any(counts) for _, _, counts in figure.rows)
    return any(mark.n for mark in figure.marks)
