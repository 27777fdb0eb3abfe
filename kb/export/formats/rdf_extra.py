"""What the RDF formats need besides the package itself."""

from importlib.util import find_spec

from kb.errors import QueryError

__all__ = ["require_rdflib"]


def require_rdflib() -> None:
    """Complain if rdflib is not installed.

    Raises:
        QueryError: it is not.
    """
    if find_spec("rdflib") is None:
        msg = "this format needs rdflib: pip install 'ml-quality-kb[rdf]'"
        raise QueryError(msg)
