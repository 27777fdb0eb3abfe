// Symptoms by words, for somebody who looks for one to tick.

import { completed } from "./search.mjs";
import { compare } from "./tables.mjs";
import { stems } from "./text.mjs";

/** Return the symptoms that fit a text best, while it is still being typed. */
export function symptomsLike({ index, symptoms }, text, limit) {
  const { start, end } = index.kinds.get("symptom");
  const words = completed(index, text, stems(text, index.rules));
  const scores = index.scores(index.query(words)).subarray(start, end);
  return symptoms.list
    .map((symptom, place) => ({ ...symptom, score: scores[place] }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compare(a.id, b.id))
    .slice(0, limit);
}
