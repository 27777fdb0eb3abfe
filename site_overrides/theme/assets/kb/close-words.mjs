// Find the known words most like an unknown one: the same letters, or shared letter groups.

import { rounded } from "./tables.mjs";

const MOST = 3;

/** Return which words have a letter group, how many groups each has, and words by their letters. */
export function gramIndex(words, size) {
  const index = { words, having: new Map(), sizes: [], letters: new Map() };
  words.forEach((word, number) => {
    const groups = grams(word, size);
    index.sizes.push(groups.size);
    for (const group of groups) append(index.having, group, number);
    append(index.letters, sorted(word), number);
  });
  return index;
}

/** Return up to three known words with their likeness (Dice), the most like first. */
export function closeWords(index, word, { size, likeness, swapped }) {
  if (word.length <= size) return [];
  const wanted = grams(word, size);
  const shared = new Uint8Array(index.words.length);
  const touched = [];
  for (const group of wanted) {
    for (const near of index.having.get(group) ?? []) {
      if (shared[near] === 0) touched.push(near);
      shared[near] += 1;
    }
  }
  const like = new Map();
  for (const near of touched) {
    const value = (2 * shared[near]) / (wanted.size + index.sizes[near]);
    if (rounded(value) >= likeness) like.set(near, rounded(value));
  }
  for (const near of index.letters.get(sorted(word)) ?? []) {
    if (index.words[near][0] === word[0]) like.set(near, Math.max(like.get(near) ?? 0, swapped));
  }
  return [...like]
    .map(([near, value]) => [value, index.words[near]])
    .sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, MOST);
}

function grams(word, size) {
  const padded = `^${word}$`;
  const found = new Set();
  for (let start = 0; start < Math.max(1, padded.length - size + 1); start += 1) {
    found.add(padded.slice(start, start + size));
  }
  return found;
}

function sorted(word) {
  return [...word].sort().join("");
}

function append(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
