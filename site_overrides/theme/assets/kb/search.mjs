// Rank entries by free text: the same BM25 over the same tables as kb/query/search.py.

import { entryAt, loadEntries } from "./entries.mjs";
import { compare, rounded } from "./tables.mjs";
import { stems } from "./text.mjs";
import { loadIndex } from "./text-index.mjs";

export async function loadTables() {
  const [index, entries] = await Promise.all([loadIndex(), loadEntries()]);
  return { index, entries };
}

/** Complete the word that is still being typed, so that results appear before it is finished. */
export function completed(index, text, words) {
  const last = words.at(-1);
  if (!last || /\s$/.test(text) || index.numbers.has(last)) return words;
  const longer = index.words.filter((word) => word.startsWith(last));
  return longer.length ? [...words.slice(0, -1), ...longer.slice(0, 5)] : words;
}

export function search({ index, entries }, text, limit = 10, typing = false) {
  let words = stems(text, index.rules);
  if (typing) words = completed(index, text, words);
  const hits = [];
  index.scores(index.query(words)).forEach((score, document) => {
    const entry = score > 0 && entryAt(index, entries, document);
    if (entry) hits.push({ ...entry, score: rounded(score * entry.weight) });
  });
  const wanted = text.trim().toLowerCase();
  const named = (hit) => hit.title.toLowerCase() === wanted;
  hits.sort((a, b) => named(b) - named(a) || b.score - a.score || compare(a.id, b.id));
  return hits.slice(0, limit);
}
