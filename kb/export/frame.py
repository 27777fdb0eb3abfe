"""Entries as a pandas table."""

from typing import TYPE_CHECKING

from kb.errors import QueryError

if TYPE_CHECKING:
    import pandas

__all__ = ["to_frame"]


def to_frame(records: list[dict[str, object]]) -> "pandas.DataFrame":
    """Return records as a table indexed by id.

    Raises:
        QueryError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise QueryError("to_frame needs pandas: pip install pandas") from None
    return pandas.DataFrame.from_records(records, columns=None if records else ["id"], index="id")
