"""`llms.txt`: what this is, how to ask, and where the lists are, for programs that read text."""

from collections.abc import Iterator

from kb.export.api import API, TITLE
from kb.graph.kinds import Kind
from kb.render.site import Site
from kb.render.twins import TWIN

__all__ = ["guide_for_agents"]

_WHAT = (
    "Quality issues of machine-learning systems: what probably is wrong, how to confirm it, what "
    "to do about it and at what price, each claim with its evidence and a grade from A to E."
)

_HOW = f"""\
Every page of an entry or a list has a Markdown twin: add `{TWIN}` to its address.
From a symptom in plain words: find it in the list of symptoms, read what may be behind it, then \
the page of each suspected issue: how to confirm it, what to do.
With Python: `pip install ml-quality-kb`, then `kb diagnose "great offline, bad live"`, \
`kb remedies label-noise`, `kb show label-noise`, each with `--json`.
Grade E is editor judgement without a source; say so when you pass it on."""


def guide_for_agents(site: Site) -> str:
    """Return the text of the file."""
    return "\n".join((*_lines(site), ""))


def _lines(site: Site) -> Iterator[str]:
    yield f"# {TITLE}\n"
    yield f"> {_WHAT}\n"
    yield f"{_HOW}\n"
    yield "## Lists\n"
    for kind in Kind:
        count = len(site.rows(kind))
        yield f"- [{kind.plural.capitalize()}]({kind.folder}/{TWIN}): {count} with summaries"
    yield "\n## Data\n"
    yield f"- [Index of the JSON API]({API}/index.json): endpoints, counts, version, licence"
    yield f"- [All issues]({API}/issues.json): id, title, summary, grade, facets; so for each kind"
    yield f"- [Terms]({API}/vocabularies.json): the closed lists of words"
    yield "\n## Optional\n"
    yield "- [How claims are graded](evidence/)"
    yield "- [Python and shell](python/)"
    yield "- [Feed of changes](feed.xml)"
