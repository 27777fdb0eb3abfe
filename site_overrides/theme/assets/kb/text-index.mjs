// The text index of kb/query/search.py: BM25 over weighted fields, and a way back from misspelt words.

import { closeWords, gramIndex } from "./close-words.mjs";
import { load, rounded, unpack } from "./tables.mjs";

export const loadIndex = () => load("words.json", (data) => new TextIndex(data));

export class TextIndex {
  #grams;
  #gains = new Map();
  #near = new Map();

  constructor(data) {
    this.rules = { stop: new Set(data.stop), suffixes: data.suffixes, short: data.short };
    this.kinds = kindRanges(data.kinds);
    this.words = fullWords(data.words);
    this.numbers = new Map(this.words.map((word, number) => [word, number]));
    this.fieldNames = data.fields;
    this.gramRules = data.grams;
    const { saturation, norm } = data.bm25;
    const lengths = unpack(data.lengths, data).map((halves) => halves / 2);
    const average = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
    this.size = lengths.length;
    this.saturation = saturation;
    this.titleShare = data.title_share;
    this.norms = lengths.map((length) => saturation * (1 - norm + norm * (length / average)));
    Object.assign(this, unpackedPostings(data, this.kinds.get("issue")));
  }

  /** Return the words to look up with their weights; an unknown one stands for those most like it. */
  query(stems) {
    const query = new Map();
    let unknown = 0;
    for (const word of new Set(stems)) {
      if (this.numbers.has(word)) {
        query.set(word, 1);
        continue;
      }
      unknown += 1;
      const close = unknown <= this.gramRules.most ? this.#close(word) : [];
      for (const [weight, near] of close) query.set(near, Math.max(query.get(near) ?? 0, weight));
    }
    return query;
  }

  /** Return the rounded score of every document, 0 where it uses no word of the query. */
  scores(query) {
    const sums = new Float64Array(this.size);
    for (const [word, weight] of query) {
      const number = this.numbers.get(word);
      const start = this.starts[number];
      this.#gainsOf(number).forEach((gain, place) => {
        sums[this.documents[start + place]] += weight * gain;
      });
    }
    return sums.map(rounded);
  }

  /** Return the words that the score of an issue rests on, the telling ones first, and their fields. */
  grounds(query, document) {
    const words = [];
    let bits = 0;
    for (const [word, weight] of query) {
      const number = this.numbers.get(word);
      const start = this.starts[number];
      const place = this.documents.subarray(start, this.starts[number + 1]).indexOf(document);
      if (place < 0) continue;
      words.push([weight * this.#gainsOf(number)[place], word]);
      bits |= this.fields[start + place];
    }
    words.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1));
    const fields = this.fieldNames.filter((_, place) => (bits >> place) & 1);
    return { words: words.map(([, word]) => word), fields };
  }

  /** Make the index of letter groups now, so that the first misspelt word need not wait for it. */
  warm() {
    this.#grams ??= gramIndex(this.words, this.gramRules.size);
  }

  #close(word) {
    this.warm();
    if (!this.#near.has(word)) this.#near.set(word, closeWords(this.#grams, word, this.gramRules));
    return this.#near.get(word);
  }

  /** Return what a word adds to the score of each document that uses it. */
  #gainsOf(number) {
    if (!this.#gains.has(number)) {
      const start = this.starts[number];
      const using = this.starts[number + 1] - start;
      const rarity = Math.log(1 + (this.size - using + 0.5) / (using + 0.5));
      const gains = Float64Array.from({ length: using }, (_, place) => {
        const frequency = this.halves[start + place] / 2;
        const norm = this.norms[this.documents[start + place]];
        return rarity * ((frequency * (this.saturation + 1)) / (frequency + norm));
      });
      this.#gains.set(number, gains);
    }
    return this.#gains.get(number);
  }
}

/** Return for each kind its folder, its weight and where its documents begin and end. */
function kindRanges(kinds) {
  const ranges = new Map();
  let start = 0;
  for (const [kind, folder, count, weight] of kinds) {
    ranges.set(kind, { folder, weight, start, end: start + count });
    start += count;
  }
  return ranges;
}

/** Unpack sorted words: a capital says how many letters a word shares with the one before. */
function fullWords(text) {
  let before = "";
  return text.split(/(?=[A-Z])/).map((part) => {
    before = before.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
    return before;
  });
}

function unpackedPostings(data, issues) {
  const halves = unpack(data.halves, data);
  const gaps = unpack(data.gaps, data);
  const known = unpack(data.issue_fields, data);
  const documents = new Uint32Array(gaps.length);
  const fields = new Uint8Array(gaps.length);
  const starts = [0];
  let place = 0;
  let next = 0;
  for (const count of unpack(data.counts, data)) {
    let document = 0;
    for (const end = place + count; place < end; place += 1) {
      document += gaps[place];
      documents[place] = document;
      if (document >= issues.start && document < issues.end) fields[place] = known[next++];
    }
    starts.push(place);
  }
  return { halves, documents, fields, starts };
}
