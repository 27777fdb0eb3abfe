"""A knowledge base of quality issues of machine-learning systems and their remedies.

Start with `load()`, which returns a `KnowledgeBase`:

- look up: `base["label-noise"]`, `base.issues`, `base.select(kind="issue", phase="deployment")`,
  `base.search("labels disagree")`, `base.similar("label leakage")`
- follow links: `base.neighbours("label-noise", "mitigated_by")`, `base.trace(cause, consequence)`
- get answers: `base.diagnose("great offline, bad live")`, `base.remedies("label-noise")`,
  `base.plan("label-noise", "class-imbalance")`, `base.coverage("great-expectations")`,
  `base.prevalence("concept-drift")`, `base.grade("concept-drift")`
- take along: `base.to_records("issue")`, `base.to_networkx()`, `base.to_frame("issue")`

What goes wrong on purpose is a `KbError`: `CatalogError`, `EntryNotFound` or `QueryError`.
The names in `__all__` are the public face; everything else may change.
`__version__` is that of the package; `base.version` is that of the content.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.api import KnowledgeBase, load
    from kb.errors import CatalogError, EntryNotFound, KbError, Location, Problem, QueryError

    __version__: str

__all__ = [
    "CatalogError",
    "EntryNotFound",
    "KbError",
    "KnowledgeBase",
    "Location",
    "Problem",
    "QueryError",
    "load",
]

_HOMES = {"KnowledgeBase": "kb.api", "load": "kb.api"}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in __all__:
        msg = f"module 'kb' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES.get(name, "kb.errors")), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version("ml-quality-kb")
    except PackageNotFoundError:
        return "0+checkout"


def __dir__() -> list[str]:
    return __all__
