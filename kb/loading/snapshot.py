"""Write the snapshot that the package carries: plain JSON, already validated, the same bytes every time."""

import json
from pathlib import Path

from kb.graph.snapshot import FORMAT, GUIDE, INDEX, POSTINGS, TEXTS
from kb.graph.tables import Tables

__all__ = ["write_snapshot"]


def write_snapshot(tables: Tables, folder: Path) -> None:
    """Write tables into a folder, from which `kb.graph.snapshot.read_snapshot` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    offsets: dict[str, tuple[int, int]] = {}
    texts = bytearray()
    for id in sorted(tables.documents):
        line = tables.documents[id].encode("utf-8")
        offsets[id] = (len(texts), len(line))
        texts += line + b"\n"
    index = {
        "format": FORMAT,
        "version": tables.version,
        "rows": list(tables.rows.values()),
        "links": [link for links in tables.outgoing.values() for link in links],
        "names": tables.names,
        "terms": tables.terms,
        "rejected": tables.rejected,
        "offsets": offsets,
    }
    (folder / TEXTS).write_bytes(bytes(texts))
    (folder / INDEX).write_text(_compact(index), encoding="utf-8")
    (folder / GUIDE).write_text(tables.guide(), encoding="utf-8")
    (folder / POSTINGS).write_text(_compact(tables.postings()._asdict()), encoding="utf-8")


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
