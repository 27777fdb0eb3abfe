"""A catalog in which every text that the strict reader accepts is an attack."""

import shutil
import unicodedata
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

from kb.graph.kinds import Kind
from kb.loading.file_text import forbidden_character
from kb.loading.memory import Plain
from kb.loading.reader import read_file
from kb.models.guide import Guide
from kb.models.registry import MODELS
from kb.models.vocabulary import vocabulary_model
from tests.catalog_copy import TINY
from tests.payloads import ADDRESSES, FORMULAS, LOG_LINES, LOOKALIKES, MARKUP, QUESTIONS, TITLES

__all__ = ["ACCEPTED", "PAYLOADS", "poison"]

PAYLOADS = (
    *(*MARKUP.values(), *FORMULAS.values(), *LOG_LINES.values(), *QUESTIONS.values()),
    *(*LOOKALIKES.values(), *(f"[click]({address})" for address in ADDRESSES.values())),
)
"""What strangers would write into a text."""

ACCEPTED = tuple(
    text
    for text in PAYLOADS
    # References are checked when a catalog is loaded: a wrong one never gets as far as a page.
    if "[[" not in text and "\r" not in text and not forbidden_character(text)
    if unicodedata.is_normalized("NFC", text)
)
"""Those that the strict reader lets through: the texts of the catalog are replaced by them."""

_ADDRESSES = (
    'https://good.example.org/"onmouseover="window.xss=1',
    "https://good.example.org/'onmouseover='window.xss=1",
)
_DOIS = ('10.1234/"onmouseover="window.xss=1', "10.1234/'onmouseover='window.xss=1")

Holder = list[Plain] | dict[str, Plain]
Key = int | str


def poison(root: Path) -> Path:
    """Copy the tiny catalog and replace each text by the next payload that its model accepts."""
    shutil.copytree(TINY, root)
    lines = [text for text in ACCEPTED if "\n" not in text and "\t" not in text]
    blocks = [text for text in ACCEPTED if text not in lines]
    supplies = [deque(pool) for pool in (blocks, lines, TITLES.values(), _ADDRESSES, _DOIS)]
    for path, model in _files(root):
        data = read_file(path, path.name).data
        for holder, key in list(_texts(data)):
            _replace(holder, key, supplies, model, data)
        if isinstance(data, dict) and isinstance(aliases := data.get("aliases"), list):
            # The same text is a title elsewhere, and no two entries may share a name.
            data["aliases"] = [f"{alias} {path.stem}" for alias in aliases]
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
        path.write_text(text, encoding="utf-8")
    return root


def _files(root: Path) -> Iterator[tuple[Path, type[BaseModel]]]:
    for kind in Kind:
        for path in sorted((root / kind.folder).iterdir()):
            yield path, MODELS[kind]
    for path in sorted((root / "vocabulary").iterdir()):
        yield path, vocabulary_model(path.stem)
    yield root / "guide.yaml", Guide


def _texts(data: Plain) -> Iterator[tuple[Holder, Key]]:
    """Yield every place of a document that holds a text."""
    items: list[tuple[Key, Plain]] = []
    if isinstance(data, dict):
        items = list(data.items())
    elif isinstance(data, list):
        items = list(enumerate(data))
    for key, item in items:
        if isinstance(item, str):
            yield data, key  # type: ignore[misc]  # what has items is a holder
        else:
            yield from _texts(item)


def _replace(
    holder: Holder,
    key: Key,
    supplies: list[deque[str]],
    model: type[BaseModel],
    data: Plain,
) -> None:
    """Put the first payload of the supplies that the model accepts into a place, or nothing."""
    kept = holder[key]  # type: ignore[index, call-overload]  # the key came with the holder
    for supply in supplies:
        holder[key] = supply[0]  # type: ignore[index, call-overload]
        try:
            model.model_validate(data)
        except ValidationError:
            continue
        supply.rotate(-1)
        return
    holder[key] = kept  # type: ignore[index, call-overload]
