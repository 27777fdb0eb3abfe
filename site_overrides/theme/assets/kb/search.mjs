// Rank entries by free text: the same BM25 over the same tables as kb/query/search.py.

import { stems } from "./text.mjs";

let loading;

export function loadTables() {
  loading ??= fetch(new URL("search.json", import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(`search tables: ${answer.status}`);
    return answer.json();
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

function rounded(value) {
  return Math.round(value * 1e9) / 1e9;
}

/** Unpack the postings of a word: gaps between documents, and frequencies in halves. */
function postings(tables, word) {
  const packed = Object.hasOwn(tables.words, word) ? tables.words[word] : [];
  const found = [];
  let document = 0;
  for (let place = 0; place < packed.length; place += 2) {
    document += packed[place];
    found.push([document, packed[place + 1] / 2]);
  }
  return found;
}

function rarity(tables, word) {
  const using = (Object.hasOwn(tables.words, word) && tables.words[word].length / 2) || 1;
  return Math.log(1 + (tables.lengths.length - using + 0.5) / (using + 0.5));
}

function grams(word, size) {
  const padded = `^${word}$`;
  const found = new Set();
  for (let start = 0; start <= Math.max(0, padded.length - size); start += 1) {
    found.add(padded.slice(start, start + size));
  }
  return found;
}

function closeWords(tables, word) {
  const { size, likeness, swapped } = tables.grams;
  if (word.length <= size) return [];
  const wanted = grams(word, size);
  const letters = [...word].sort().join("");
  const scored = [];
  for (const candidate of Object.keys(tables.words)) {
    const known = grams(candidate, size);
    let shared = 0;
    for (const gram of wanted) shared += known.has(gram);
    let dice = rounded((2 * shared) / (wanted.size + known.size));
    const same = candidate[0] === word[0] && candidate.length === word.length;
    if (same && [...candidate].sort().join("") === letters) dice = Math.max(dice, swapped);
    if (dice >= likeness) scored.push([dice, candidate]);
  }
  scored.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1));
  return scored.slice(0, 3);
}

function weightedWords(tables, words) {
  const query = new Map();
  let unknown = 0;
  const add = (word, weight) => query.set(word, Math.max(query.get(word) ?? 0, weight));
  for (const word of new Set(words)) {
    if (Object.hasOwn(tables.words, word)) {
      add(word, 1);
      continue;
    }
    unknown += 1;
    const close = unknown <= tables.grams.most ? closeWords(tables, word) : [];
    if (close.length === 0) add(word, 1);
    for (const [weight, candidate] of close) add(candidate, weight);
  }
  return query;
}

/** Complete the word that is still being typed, so that results appear before it is finished. */
function completed(tables, text, words) {
  const last = words.at(-1);
  if (!last || /\s$/.test(text) || Object.hasOwn(tables.words, last)) return words;
  const longer = Object.keys(tables.words).filter((word) => word.startsWith(last));
  return longer.length ? [...words.slice(0, -1), ...longer.slice(0, 5)] : words;
}

export function search(tables, text, limit = 10, typing = false) {
  let words = stems(text, tables);
  if (typing) words = completed(tables, text, words);
  const average = tables.lengths.reduce((sum, length) => sum + length, 0) / tables.lengths.length;
  const { saturation, norm } = tables.bm25;
  const scores = new Map();
  for (const [word, weight] of weightedWords(tables, words)) {
    const value = rarity(tables, word) * weight;
    for (const [document, frequency] of postings(tables, word)) {
      const relative = 1 - norm + (norm * tables.lengths[document]) / average;
      const gain = (value * frequency * (saturation + 1)) / (frequency + saturation * relative);
      scores.set(document, (scores.get(document) ?? 0) + gain);
    }
  }
  const ours = [...scores].filter(([document]) => tables.entries[document][1]);
  const hits = ours.map(([document, score]) => {
    const [id, kind, folder, title, summary] = tables.entries[document];
    const weight = tables.kinds[kind] ?? 1;
    return { id, kind, folder, title, summary, score: rounded(rounded(score) * weight) };
  });
  const wanted = text.trim().toLowerCase();
  const named = (hit) => hit.title.toLowerCase() === wanted;
  hits.sort((a, b) => named(b) - named(a) || b.score - a.score || (a.id < b.id ? -1 : 1));
  return hits.slice(0, limit);
}
