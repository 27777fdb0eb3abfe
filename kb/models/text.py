"""The types of text and numbers that fields are made of."""

import re
from datetime import date
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from kb.models.scripts import mixed_word

__all__ = [
    "ID_PATTERN",
    "ArxivId",
    "Code",
    "Day",
    "Days",
    "Doi",
    "EntryId",
    "Flag",
    "InVocabulary",
    "Line",
    "Prose",
    "Refers",
    "TermId",
    "Title",
    "WebAddress",
    "Whole",
    "Year",
    "is_web_address",
]

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

# Names that Windows refuses as file names, so that every clone has every file.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# Browsers take a host whose last part starts with a digit for an IP address: 127.1, 0x7f.0x1.
_HOST = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*")
_ADDRESS = rf"^https://{_HOST.pattern}([/?#][!-;=?-_a-z~]*)?$"


class InVocabulary(NamedTuple):
    """Marks a field whose value must be a term of this vocabulary."""

    name: str

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave the name of the vocabulary; who makes a schema knows its terms."""
        return {"x-vocabulary": self.name}


class Refers(NamedTuple):
    """Marks a field that names an entry of this kind outside the relation lists."""

    kind: str


def _portable(id: str) -> str:
    if _DEVICES.fullmatch(id):
        msg = f"{id!r} is a reserved file name on Windows"
        raise ValueError(msg)
    if id == "index":
        msg = "'index' is the name of the page that lists all entries of a kind"
        raise ValueError(msg)
    return id


def _one_script(title: str) -> str:
    """Refuse a letter that stands for another which looks the same: two titles would look alike."""
    word = mixed_word(title)
    if word:
        kind, message = "mixed_scripts", "{word} mixes letters of several scripts"
        raise PydanticCustomError(kind, message, {"word": ascii(word[:40])})
    return title


def _safe_address(address: str) -> str:
    """Accept only what a link on a public page may point to: https and a public host name."""
    try:
        host = urlsplit(address).netloc
    except ValueError as error:
        raise ValueError(str(error)) from None
    if not address.startswith("https://"):
        msg = "must start with https://"
        raise ValueError(msg)
    if "@" in host or ":" in host:
        msg = "must not hold a user name, a password or a port"
        raise ValueError(msg)
    if not _HOST.fullmatch(host) or host.endswith((".localhost", ".local")):
        msg = "must name a public host in lower-case ASCII, not an IP address"
        raise ValueError(msg)
    return address


def is_web_address(address: str) -> bool:
    """Return whether an address may be linked from a public page."""
    try:
        _safe_address(address)
    except ValueError:
        return False
    return True


def _iso_date(value: object) -> object:
    """Let only days through: pydantic would also take a number for a time stamp."""
    if isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    kind, message = "date_type", "is not a date"
    raise PydanticCustomError(kind, message)


def _decimal(value: object) -> object:
    """Let only plain decimals through: pydantic would also take true, 1_0, 1e1 and nan."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    kind, message = "float_type", "is not a number"
    raise PydanticCustomError(kind, message)


EntryId = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=64),
    AfterValidator(_portable),
    Field(json_schema_extra={"not": {"pattern": f"^({_DEVICES.pattern}|index)$"}}),
]
TermId = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
# Titles reach <title>, meta attributes and SVG labels: no character that any of them treats as markup.
Title = Annotated[
    str,
    StringConstraints(pattern=r"^[^<>{}\[\]`\\\n\t]+$", min_length=3, max_length=200),
    AfterValidator(_one_script),
]
Line = Annotated[str, StringConstraints(pattern=r"^[^\n\t]+$", min_length=1, max_length=600)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=3000)]
WebAddress = Annotated[
    str,
    StringConstraints(pattern=r"^[!-;=?-_a-z~]+$", max_length=500),
    AfterValidator(_safe_address),
    Field(json_schema_extra={"pattern": _ADDRESS}),
]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/[!-;=?-_a-z~]+$", max_length=200)]
ArxivId = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})$", max_length=40)
]
Whole = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100)]
Day = Annotated[date, BeforeValidator(_iso_date)]
Days = Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=2000, allow_inf_nan=False)]
Flag = StrictBool
