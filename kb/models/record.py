"""What all records have in common: frozen, closed, and honest about what is not known."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kb.models.text import TermId

__all__ = ["GAP_WORDS", "Gap", "Record", "WithGaps", "no_repeats"]

Gap = Literal["unknown", "none-known"]
GAP_WORDS = ("unknown", "none-known")


class Record(BaseModel):
    """A frozen piece of an entry; a key that the model does not know is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )

    @classmethod
    def sample(cls, **chosen: object) -> dict[str, object]:
        """Return a record as people write it: the first example of each required field, and what is chosen."""
        return {
            name: chosen[name] if name in chosen else (field.examples or [None])[0]
            for name, field in cls.model_fields.items()
            if name in chosen or field.is_required()
        }


def _none_is_missing(value: object) -> object:
    return {} if value is None else value


class WithGaps(Record):
    """A record whose list fields may say `unknown` or `none-known` instead of a list.

    The word is kept in `gaps` and the list stays empty, so that every field has one shape.
    """

    gaps: Annotated[dict[TermId | str, Gap], BeforeValidator(_none_is_missing)] = Field(
        default_factory=dict
    )
    """Fields that say explicitly that nothing is known; filled from the words in their place."""

    COMPLETE: ClassVar[tuple[str, ...]] = ()
    """Fields that `status: complete` demands, filled or with an explicit gap."""

    @model_validator(mode="before")
    @classmethod
    def _collect_gaps(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        gaps = {
            name: value
            for name, value in data.items()
            if isinstance(value, str) and value in GAP_WORDS and cls._is_list(name)
        }
        if not gaps:
            return data
        stored = data.get("gaps")
        known = stored if isinstance(stored, dict) else {}
        return {**data, **dict.fromkeys(gaps, ()), "gaps": {**known, **gaps}}

    @classmethod
    def _is_list(cls, name: str) -> bool:
        field = cls.model_fields.get(name)
        return field is not None and str(field.annotation).startswith("tuple[")

    def missing(self) -> tuple[str, ...]:
        """Return the fields that `complete` demands and that are neither filled nor a gap."""
        return tuple(
            name
            for name in self.COMPLETE
            if name not in self.gaps and getattr(self, name) in (None, (), "")
        )


def no_repeats(what: str, names: Iterable[str]) -> None:
    """Complain about the first name that is used twice.

    Raises:
        ValueError: there is one.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            msg = f"the {what} {name!r} is used twice"
            raise ValueError(msg)
        seen.add(name)
