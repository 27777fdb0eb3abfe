// Entries of one kind by words, for somebody who looks for one to choose.

import { completed } from "./search.mjs";
import { compare } from "./tables.mjs";
import { stems } from "./text.mjs";

/** Return the entries that fit a text best, while it is still being typed; `list` has all of the kind. */
export function entriesLike(index, kind, list, text, limit) {
  const { start, end } = index.kinds.get(kind);
  const words = completed(index, text, stems(text, index.rules));
  const scores = index.scores(index.query(words)).subarray(start, end);
  return list
    .map((entry, place) => ({ ...entry, score: scores[place] }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compare(a.id, b.id))
    .slice(0, limit);
}
