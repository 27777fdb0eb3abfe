"""The bow-tie of an issue: causes behind barriers on the left, harm behind barriers on the right."""

from collections.abc import Sequence

from kb.graph.kinds import Effect, Effectiveness
from kb.graph.tables import Link
from kb.render.bow_tie_layout import bow_tie_picture
from kb.render.items import STYLES, first, items_of
from kb.render.site import Site
from kb.render.views import Chip, Diagram, Item, Stage

__all__ = ["bow_tie"]

_BEFORE = (Effect.PREVENTS, Effect.DETECTS)
_AFTER = (Effect.REDUCES, Effect.CONTAINS, Effect.CORRECTS)
_MOST, _MOST_GUARDS, _MOST_ANSWERS = 6, 3, 5
_MOST_ON_MAIN_LINE, _MOST_ON_LINE = 2, 1


def bow_tie(site: Site, id: str) -> Diagram | None:
    """Return the bow-tie of an issue, or nothing if neither a cause nor a consequence is known."""
    causes = [_with_barriers(site, item) for item in items_of(site, id, "caused_by", "strength")]
    harm = items_of(site, id, "leads_to", "likelihood")
    if not (causes or harm):
        return None
    guards, answers = _barriers(site, id, _BEFORE), _barriers(site, id, _AFTER)
    stages = (
        Stage("Root causes", "root-cause", *first(causes, _MOST, "#where-it-comes-from")),
        Stage("Whatever the cause", "barrier", *first(guards, _MOST_GUARDS, "#what-to-do")),
        Stage("The issue", "knot", (Item(id, Chip(site.tables.rows[id].title)),)),
        Stage("What limits the harm", "barrier", *first(answers, _MOST_ANSWERS, "#what-to-do")),
        Stage("Consequences", "consequence", *first(harm, _MOST, "#what-it-leads-to")),
    )
    return Diagram(bow_tie_picture(stages), tuple(stage for stage in stages if stage.items))


def _with_barriers(site: Site, cause: Item) -> Item:
    """Return a cause with what acts on it, so on its line."""
    most = _MOST_ON_MAIN_LINE if cause.style == "strong" else _MOST_ON_LINE
    found = _barriers(site, cause.id, (*_BEFORE, *_AFTER))
    barriers, more = first(found, most, f"{cause.target.href}#what-removes-it")
    return cause._replace(barriers=barriers, more=more)


def _barriers(site: Site, id: str, effects: Sequence[Effect]) -> list[Item]:
    """Return the mitigations with one of these effects, most effective first."""

    def rank(link: Link) -> tuple[int, int, str]:
        told = link.attributes
        well = list(Effectiveness).index(Effectiveness(told["effectiveness"]))
        return well, effects.index(Effect(told["effect"])), link.target

    found = []
    links = site.tables.links(id, "mitigated_by")
    for link in sorted((link for link in links if link.attributes["effect"] in effects), key=rank):
        word = f"{link.attributes['effect']} · {link.attributes['effectiveness']}"
        style = STYLES["effectiveness"].get(link.attributes["effectiveness"], "open")
        found.append(Item(link.target, site.chip(link.target), word, style))
    return found
