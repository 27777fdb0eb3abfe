// From findings to bits, as kb/diagnosis/evidence.py: words, symptoms, checks and the situation.

import { compare, rounded } from "./tables.mjs";
import { stems, writtenWords } from "./text.mjs";

/** The findings of one case, weighed against every issue. */
export class Evidence {
  #parts;
  #written;

  constructor(knowledge, findings) {
    const { index, constants, issues } = knowledge;
    this.knowledge = knowledge;
    this.findings = findings;
    const words = stems(findings.text, index.rules);
    this.query = index.query(words);
    this.scores = index.scores(this.query);
    this.damping = constants.words / (constants.words + new Set(words).size);
    this.seen = this.#symptomsSeen();
    const best = Math.max(0, ...issues.map((issue) => this.#textBits(issue.document)));
    this.share = 1 - (1 - constants.share) * Math.min(1, best / constants.enough);
    const own = new Map(issues.map((issue) => [issue.id, this.#bits(issue)]));
    const base = new Map([...own].map(([id, parts]) => [id, total(parts)]));
    this.#parts = new Map(
      issues.map((issue) => [issue.id, [...own.get(issue.id), ...handedOn(issue, base)]]),
    );
  }

  /** The subject outside the catalog that fits the words best, and its bits. */
  get topic() {
    const { topics, firstTopic } = this.knowledge;
    let best = { title: "", bits: 0 };
    topics.forEach((title, place) => {
      const document = firstTopic + place;
      if (!this.scores[document]) return;
      const bits = this.#textBits(document);
      if (bits > best.bits || (bits === best.bits && title > best.title)) best = { title, bits };
    });
    return best;
  }

  /** The bits that a suspect has to reach, or `none of these` is the better answer. */
  get noneOfThese() {
    const { by_chance, chance_starts, none_of_these, topic_weight } = this.knowledge.constants;
    const byChance = by_chance * (1 - this.damping) - chance_starts;
    return rounded(Math.max(none_of_these, topic_weight * this.topic.bits + byChance));
  }

  /** The words of the description by their stems, as written. */
  get written() {
    return (this.#written ??= writtenWords(this.findings.text, this.knowledge.index.rules));
  }

  score(issue) {
    return rounded(total(this.#parts.get(issue)));
  }

  /** Return the contributions to the score of an issue, the weightiest first. */
  reasons(issue) {
    return this.#parts
      .get(issue)
      .toSorted(
        (a, b) =>
          Math.abs(b.bits) - Math.abs(a.bits) || compare(a.kind, b.kind) || compare(a.id, b.id),
      );
  }

  #symptomsSeen() {
    const { symptoms, constants } = this.knowledge;
    const { present, absent } = this.findings;
    const ticked = new Set([...present, ...absent]);
    const read = [];
    for (const { id, title, place } of symptoms.list) {
      const document = this.knowledge.document("symptom", place);
      if (ticked.has(id) || !this.scores[document]) continue;
      const share = this.#textBits(document) / constants.full_match;
      const confidence = rounded(Math.min(constants.most_confident, share));
      if (confidence >= constants.faint) read.push({ id, title, confidence });
    }
    read.sort(surestFirst);
    const found = present.map((id) => ({ id, title: symptoms.byId.get(id).title, confidence: 1 }));
    return [...found, ...read.slice(0, constants.symptoms_from_text)];
  }

  #textBits(document) {
    const { bits_per_point } = this.knowledge.constants;
    return rounded(bits_per_point * this.scores[document] * this.damping);
  }

  #bits(issue) {
    const { present, absent, outcomes, context } = this.findings;
    const parts = [];
    const add = (bits, kind, id) => parts.push({ bits, kind, id });
    for (const { id, confidence } of this.seen) {
      const strength = issue.symptoms.get(id);
      if (!strength) continue;
      const weight = present.includes(id) ? 1 : this.share * confidence;
      add(rounded(strength.present * weight), "symptom", id);
    }
    for (const id of absent) {
      if (issue.symptoms.has(id)) add(rounded(issue.symptoms.get(id).absent), "absent", id);
    }
    for (const [check, outcome] of outcomes) {
      const told = issue.outcomes.get(check);
      if (told) add(rounded(told.get(outcome)?.present ?? missed(told)), "check", check);
    }
    const textBits = this.#textBits(issue.document);
    if (textBits > 0) add(textBits, "text", "");
    for (const [facet, term] of context) {
      const terms = issue.facets.get(facet);
      if (!terms.length) continue;
      const fits = terms.includes(term) || terms.includes("any");
      const bits = this.knowledge.constants.context_bits;
      add(fits ? bits : -bits, "context", term);
    }
    return parts;
  }
}

export function surestFirst(one, other) {
  return other.confidence - one.confidence || compare(one.id, other.id);
}

/** Return the bits of a check whose outcome is none of those that speak about an issue. */
function missed(told) {
  return Math.min(...[...told.values()].map((strength) => strength.absent));
}

function handedOn(issue, base) {
  return issue.upstream
    .map(([id, kind, share]) => ({ bits: rounded(share * base.get(id)), kind, id }))
    .filter(({ bits }) => bits > 0);
}

function total(parts) {
  return parts.reduce((sum, { bits }) => sum + bits, 0);
}
