"""Write the snapshot that the package carries: plain JSON, already validated, the same bytes every time."""

import json
from collections.abc import Iterator
from pathlib import Path

from kb.graph.snapshot import FORMAT, GUIDE, INDEX, LINKS, POSTINGS, ROWS, TEXTS
from kb.graph.tables import Tables

__all__ = ["write_snapshot"]


def write_snapshot(tables: Tables, folder: Path) -> None:
    """Write tables into a folder, from which `kb.graph.snapshot.read_snapshot` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    offsets: dict[str, tuple[int, int]] = {}
    texts = bytearray()
    for id in tables.rows:
        line = tables.documents[id].encode("utf-8")
        offsets[id] = (len(texts), len(line))
        texts += line + b"\n"
    index = {
        "format": FORMAT,
        "version": tables.version,
        "names": tables.names,
        "terms": tables.terms,
        "rejected": tables.rejected,
        "offsets": offsets,
    }
    (folder / TEXTS).write_bytes(bytes(texts))
    rows = (_compact(row[1:]) for row in tables.rows.values())
    (folder / ROWS).write_text("\n".join(rows), encoding="utf-8")
    (folder / LINKS).write_text("\n".join(_link_lines(tables)), encoding="utf-8")
    (folder / INDEX).write_text(_compact(index), encoding="utf-8")
    (folder / GUIDE).write_text(tables.guide(), encoding="utf-8")
    ids, lengths, words = tables.postings()
    found = (_compact(part) for part in ((ids, lengths, list(words)), *words.values()))
    (folder / POSTINGS).write_text("\n".join(found), encoding="utf-8")


def _link_lines(tables: Tables) -> Iterator[str]:
    """Yield for each entry its links without their source, and the numbers of the entries that link to it."""
    numbers = {id: number for number, id in enumerate(tables.rows)}
    for id in tables.rows:
        sources = dict.fromkeys(numbers[link.source] for link in tables.incoming[id])
        yield _compact(([link[1:] for link in tables.outgoing[id]], list(sources)))


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
