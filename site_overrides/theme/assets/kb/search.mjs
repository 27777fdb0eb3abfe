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

const stemsOfTitles = new Map();

/** Return how much of a title is among the words asked for, from 0 to 1. */
function shareOf(title, query, rules) {
  if (!stemsOfTitles.has(title)) stemsOfTitles.set(title, new Set(stems(title, rules)));
  const own = stemsOfTitles.get(title);
  return [...own].filter((word) => query.has(word)).length / (own.size || 1);
}

export function search({ index, entries }, text, limit = 10, typing = false) {
  let words = stems(text, index.rules);
  if (typing) words = completed(index, text, words);
  const hits = [];
  const query = index.query(words);
  index.scores(query).forEach((score, document) => {
    const entry = score > 0 && entryAt(index, entries, document);
    if (!entry) return;
    const gain = 1 + index.titleShare * shareOf(entry.title, query, index.rules);
    hits.push({ ...entry, score: rounded(score * entry.weight * gain) });
  });
  const wanted = text.trim().toLowerCase();
  const named = (hit) => hit.title.toLowerCase() === wanted;
  hits.sort((a, b) => named(b) - named(a) || b.score - a.score || compare(a.id, b.id));
  return hits.slice(0, limit);
}
