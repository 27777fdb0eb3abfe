"""What each field means: the docstring below it, read from the source where somebody wants to know.

pydantic can do this when it makes a model, but then everything that validates waits for it: of the
time to make our models it was more than half.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

__all__ = ["description_of"]


def description_of(model: type[BaseModel], field: str) -> str:
    """Return what a model, or the one that it takes the field from, says about a field; empty if nothing."""
    bases = [
        base for base in model.__mro__ if issubclass(base, BaseModel) and base is not BaseModel
    ]
    said = (_docstrings(base.__module__).get(f"{base.__name__}.{field}") for base in bases)
    return next(filter(None, said), "")


@cache
def _docstrings(module: str) -> Mapping[str, str]:
    """Return the docstrings below the fields of a module's classes, by `Class.field`."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        f"{owner.name}.{ast.unparse(field.target)}": inspect.cleandoc(below.value.value)
        for owner in tree.body
        if isinstance(owner, ast.ClassDef)
        for field, below in pairwise(owner.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
