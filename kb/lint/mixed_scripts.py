"""KB507: no word that mixes scripts which look alike; in titles the model refuses it already."""

from collections.abc import Iterator

from kb.errors import Level, Problem
from kb.loading.loader import Catalog
from kb.loading.shape import ONE_SCRIPT, dotted
from kb.loading.texts import texts_of
from kb.models.scripts import mixed_word

__all__ = ["mixed_scripts"]


def mixed_scripts(catalog: Catalog) -> Iterator[Problem]:
    """Yield one warning for every text with such a word; people's names are as they print them."""
    for id, document in catalog.documents.items():
        for path, text in texts_of(document):
            word = None if "authors" in path else mixed_word(text)
            if word:
                what = f"{word[:40]!a} mixes letters of several scripts"
                where, field = catalog.where(id, path), dotted(path)
                yield Problem(where, "KB507", field, what, ONE_SCRIPT, Level.WARNING)
